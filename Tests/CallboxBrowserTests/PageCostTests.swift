import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    /// What a visitor's block costs a page, beside Intercom's own snippet.
    @Suite struct PageCostTests {
        @Test(
            "Cost: the block's own script, beside Intercom's snippet in the same run",
            .enabled(if: Engine.isProof))
        func evaluation() throws {
            var files = Company.files()
            files["public/www/legal/theirs.html"] = Company.page("null", head: snippet)
            try Acme.run(.chromium, files: files) { acme in
                let browser = try Browser(.chromium, through: acme.server.proxy, isTraced: true)
                defer { browser.quit() }
                var ours: [Double] = []
                var theirs: [Double] = []
                for load in 0..<80 {
                    let address =
                        load % 2 == 0
                        ? "https://www.acme.com/open?\(load)"
                        : "https://www.acme.com/legal/theirs?\(load)"
                    try browser.open(address)
                    let took = try browser.evaluationMicroseconds(of: address)
                    if load % 2 == 0 { ours.append(took) } else { theirs.append(took) }
                }
                let medians = [ours, theirs].map { $0.sorted()[$0.count / 2] }
                #expect(medians.allSatisfy { $0 > 0 })
                print(
                    "cost: EvaluateScript of the page's scripts, median of \(ours.count) loads each:"
                        + " visitor block \(medians[0]) µs, Intercom's snippet \(medians[1]) µs,"
                        + " ratio \(medians[0] / medians[1])")
            }
        }

        @Test(
            "L2: with interaction nothing is asked of a third party until somebody acts",
            arguments: Engine.tested)
        func bytes(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(docs: "load: interaction")) { acme in
                try acme.browser.open("https://docs.acme.com/open")
                try acme.browser.wait(for: "document.readyState === 'complete'")
                usleep(2_000_000)
                #expect(try acme.foreignRequests() == [])
                #expect(!acme.server.proxy.askedNames.contains(Acme.intercom))
                print("cost: \(engine): 0 bytes from third parties before an interaction")
            }
        }

        /// Intercom's own snippet with its settings, as its installation page has it
        /// (https://developers.intercom.com/installing-intercom/web/installation).
        private let snippet = """
            <script>
            window.intercomSettings={api_base:"https://api-iam.intercom.io",app_id:"abc12345"};
            (function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){
            ic('update',w.intercomSettings);}else{var d=document;
            var i=function(){i.c(arguments);};i.q=[];i.c=function(args){i.q.push(args);};w.Intercom=i;
            var l=function(){var s=d.createElement('script');s.type='text/javascript';s.async=true;
            s.src='https://widget.intercom.io/widget/abc12345';
            var x=d.getElementsByTagName('script')[0];x.parentNode.insertBefore(s,x);};
            if(document.readyState==='complete'){l();}else if(w.attachEvent){w.attachEvent('onload',l);}
            else{w.addEventListener('load',l,false);}}})();
            </script>
            """
    }
}

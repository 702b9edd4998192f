import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct VisitorTests {
        @Test(
            "L1, L2, L5, B1: a visitor's page asks for one script and boots one visitor",
            arguments: Engine.tested)
        func visitorPage(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                // A page of the host without glue has the globals that are not ours.
                try acme.browser.open("https://www.acme.com/legal/terms")
                let globals = try Set(acme.browser.value(of: names, as: [String].self))
                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")

                #expect(try acme.calls().map(\.method) == ["boot"])
                #expect(try acme.calls().first?.args == [.object(Acme.identification)])
                #expect(try acme.calls().first?.outcome == "booted visitor")
                #expect(try acme.foreignRequests() == [script])
                #expect(try acme.browser.value(of: startedAfterLoad, as: Bool.self))
                let added = try acme.browser.value(of: names, as: [String].self)
                    .filter { !globals.contains($0) && $0 != "ret_nodes" }  // chromedriver's
                #expect(added.sorted() == ["Intercom", "callbox"])
                #expect(try acme.marker() == nil, "a first visit says nothing (F1)")
                #expect(try acme.browser.consoleComplaints() ?? [] == [])
            }
        }

        @Test(
            "L4: a snippet that runs again in its document does nothing", arguments: Engine.tested)
        func snippetTwice(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")
                try acme.browser.run(
                    """
                    const again = document.createElement("script");
                    again.text = document.querySelector("[data-callbox]").text + ";window.ran = 1";
                    document.head.append(again);
                    """)
                // What a second boot or script would do, it would have done at once.
                #expect(try acme.browser.value(of: "window.ran", as: Int.self) == 1)
                #expect(try acme.calls().map(\.method) == ["boot"])
                #expect(
                    try acme.browser.value(
                        of: "document.querySelectorAll('script[src*=widget]').length", as: Int.self)
                        == 1)
                #expect(try acme.browser.consoleComplaints() ?? [] == [])
            }
        }

        @Test(
            "B1: a route's own settings travel with its boot, its event follows",
            arguments: Engine.tested)
        func routeSettings(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://www.acme.com/pricing")
                try acme.wait(for: "trackEvent")
                let settings: [String: JSON] = ["alignment": "left", "vertical_padding": 60]
                #expect(try acme.calls().map(\.method) == ["boot", "trackEvent"])
                #expect(
                    try acme.calls().map(\.args) == [
                        [.object(Acme.identification.merging(settings) { $1 })],
                        ["viewed-pricing"],
                    ])
            }
        }

        @Test(
            "L2, L10: external delivery, with integrity, sends nothing before an interaction",
            arguments: Engine.tested)
        func interaction(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://docs.acme.com/guide/")
                try acme.browser.wait(for: "window.callbox && callbox.site === 'docs'")
                #expect(
                    try acme.browser.value(
                        of: "document.querySelector('script[data-callbox]').integrity",
                        as: String.self
                    ).hasPrefix("sha256-"))
                #expect(try acme.foreignRequests() == [])
                #expect(!acme.server.proxy.askedNames.contains(Acme.intercom))

                try acme.browser.run("window.__before = performance.now()")
                try acme.browser.click("h1")
                try acme.wait(for: "boot")
                #expect(try acme.foreignRequests() == [script])
                #expect(
                    try acme.browser.value(
                        of: "performance.getEntriesByName('\(script)')[0].startTime > __before",
                        as: Bool.self))
                #expect(
                    try acme.calls().map(\.args) == [
                        [
                            .object(
                                Acme.identification.merging(
                                    ["custom_launcher_selector": "#help"]) { $1 })
                        ]
                    ])
            }
        }

        @Test(
            "L7: a browser runs the external script only as it was built", arguments: Engine.tested)
        func integrity(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                let folder = acme.file("docs/callbox")
                for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                    let file = folder.appendingPathComponent(name)
                    try (Data(contentsOf: file) + Data(";".utf8)).write(to: file)
                }
                try acme.browser.open("https://docs.acme.com/")
                #expect(try acme.browser.value(of: "!window.callbox", as: Bool.self))
                if let complaints = try acme.browser.consoleComplaints() {
                    #expect(complaints.contains { $0.contains("integrity") })
                }
            }
        }

        @Test(
            "B7: a page without Messenger has no script, no request and no cookie",
            arguments: Engine.tested)
        func none(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://www.acme.com/legal/terms")
                #expect(try acme.browser.value(of: "document.scripts.length", as: Int.self) == 0)
                #expect(
                    try acme.browser.value(
                        of: "[typeof callbox, typeof Intercom].join()", as: String.self)
                        == "undefined,undefined")
                #expect(try acme.foreignRequests() == [])
                #expect(try acme.browser.cookies().map(\.name) == [])
            }
        }

        @Test(
            "O1: what a manifest says ends no script and opens none", arguments: Engine.tested)
        func hostile(_ engine: Engine) throws {
            let hostile =
                #"</script><script>window.broken=1</script><!--<script>"'\`${1}\u{2028}&lt;"#
            let quoted = String(decoding: try JSONEncoder().encode(hostile), as: UTF8.self)
            let manifest = """
                callbox: 1
                workspace: { app_id: abc12345 }
                cookie_domain: acme.com
                sites:
                  marketing:
                    host: www.acme.com
                    root: public/www
                    routes:
                      - path: /**
                        boot: visitor
                        messenger: { custom_launcher_selector: \(quoted) }
                """
            try Acme.run(engine, files: ["callbox.yml": manifest]) { acme in
                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")
                let boot = Acme.identification
                    .merging(["custom_launcher_selector": .string(hostile)]) { $1 }
                #expect(try acme.calls().map(\.args) == [[.object(boot)]])
                // The block, and the Messenger's own.
                #expect(try acme.browser.value(of: "document.scripts.length", as: Int.self) == 2)
                #expect(try acme.browser.value(of: "!window.broken", as: Bool.self))
                #expect(try acme.browser.value(of: "document.title") == "Acme: anvils")
            }
        }

        @Test(
            "L7, O4: the reported hashes let the glue run under a strict policy, and only it",
            arguments: Engine.tested)
        func policy(_ engine: Engine) throws {
            try Acme.run(engine, policy: "") { acme in
                let page = acme.file("www/index.html")
                let foreign = Data("<script>window.foreign = 1</script>".utf8)
                try (Data(contentsOf: page) + foreign).write(to: page)
                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")
                #expect(try acme.browser.value(of: "!window.foreign", as: Bool.self))
            }
        }

        private let script = "https://widget.intercom.io/widget/abc12345"
        private let names = "Object.getOwnPropertyNames(window)"
        /// The script was added at the load event.
        private let startedAfterLoad = """
            performance.getEntriesByType("resource").find(entry => entry.name.includes("/widget/"))
              .startTime >= performance.getEntriesByType("navigation")[0].loadEventStart
            """
    }
}

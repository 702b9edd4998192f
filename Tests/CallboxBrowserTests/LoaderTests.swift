import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct LoaderTests {
        @Test(
            "L2: the script is added at once, in an idle moment, or late", arguments: Engine.tested)
        func whenWanted(_ engine: Engine) throws {
            let files = Company.files(marketing: "load: now", docs: "load: idle")
            try Acme.run(engine, files: files) { acme in
                let browser = acme.browser
                try browser.open("https://www.acme.com/open")
                try acme.wait(for: "boot")
                #expect(try browser.value(of: requested, as: Double.self) < loaded(browser))
                try browser.open("https://docs.acme.com/open")
                try acme.wait(for: "boot")
                // A snippet that comes into a complete document.
                try browser.open("https://app.acme.com/nobody")
                try acme.wait(for: "boot")
                let snippet = try browser.value(
                    of: "document.querySelector('[data-callbox]').text", as: String.self)
                let bare = acme.file("app/bare.html")
                try Company.page("null").write(to: bare, atomically: true, encoding: .utf8)
                try browser.open("https://app.acme.com/bare")
                #expect(try browser.value(of: "typeof callbox", as: String.self) == "undefined")
                try browser.run(
                    """
                    const late = document.createElement("script");
                    late.text = \(try JSON.string(snippet).text);
                    document.body.append(late);
                    """)
                try acme.wait(for: "boot")
                #expect(try acme.calls().map(\.method) == ["boot"])
            }
        }

        @Test(
            "L2: with interaction a launcher stands in, and the first click on it opens the panel",
            arguments: Engine.tested)
        func launcher(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(docs: "load: interaction")) { acme in
                let browser = acme.browser
                try browser.open("https://docs.acme.com/open")
                try browser.wait(for: "document.querySelector('.callbox-launcher')")
                #expect(try acme.foreignRequests() == [])
                let shift = "document.querySelector('.callbox-launcher')"
                #expect(
                    try browser.value(
                        of: "getComputedStyle(\(shift)).position", as: String.self) == "fixed")
                #expect(
                    try !browser.value(of: "\(shift).getAttribute('aria-label')", as: String.self)
                        .isEmpty)
                try browser.click(".callbox-launcher")
                try acme.wait(for: "show")
                #expect(try acme.calls().map(\.method) == ["boot", "show"])
                try browser.wait(for: "document.querySelector('#intercom-container [role=dialog]')")
                try browser.wait(for: "!document.querySelector('.callbox-launcher')")
            }
        }

        @Test(
            "L3: another install is left to load; it gets its settings once more, nothing else",
            arguments: Engine.tested)
        func otherInstall(_ engine: Engine) throws {
            let stub = """
                <script>
                window.intercomSettings = { app_id: "abc12345", name: "Ann" };
                window.told = [];
                window.Intercom = (...args) => told.push(args);
                </script>
                """
            var files = Company.files()
            files["public/www/other.html"] = "<!doctype html><html><head>\(stub)</head><body>x"
            try Acme.run(engine, files: files) { acme in
                // The block comes first in the head by default; another install may be there before.
                let file = acme.file("www/other.html")
                let page = try String(contentsOf: file, encoding: .utf8)
                try page.replacingOccurrences(of: stub, with: "")
                    .replacingOccurrences(of: "<head>", with: "<head>\(stub)")
                    .write(to: file, atomically: true, encoding: .utf8)
                try acme.browser.open("https://www.acme.com/other")
                try acme.browser.wait(for: "told.length")
                #expect(
                    try acme.browser.value(
                        of: "told.filter(call => call[0] !== 'ready')", as: JSON.self)
                        == [["update", ["app_id": "abc12345", "name": "Ann"]]])
                #expect(try acme.foreignRequests() == [])
            }
        }

        @Test(
            "L4: of several sites' snippets in a page the first one runs, and one warning is given",
            arguments: Engine.tested)
        func twoSites(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                let browser = acme.browser
                try browser.open("https://docs.acme.com/open")
                let other = try browser.value(
                    of: "document.querySelector('[data-callbox]').text", as: String.self)
                try browser.open("https://www.acme.com/open")
                try acme.wait(for: "boot")
                try browser.run(
                    """
                    window.warnings = [];
                    console.warn = (...words) => warnings.push(words.join(" "));
                    for (let count = 0; count < 2; count += 1) {
                      const script = document.createElement("script");
                      script.text = \(try JSON.string(other).text);
                      document.head.append(script);
                    }
                    """)
                #expect(try browser.value(of: "warnings.length", as: Int.self) == 1)
                #expect(try acme.calls().map(\.method) == ["boot"])
            }
        }

        @Test(
            "L5: elements with the ids Intercom and callbox break nothing", arguments: Engine.tested
        )
        func namedElements(_ engine: Engine) throws {
            var files = Company.files(marketing: "place: body_end")
            files["public/www/named.html"] =
                #"<!doctype html><title>x</title><body><p id="Intercom">a<p id="callbox">b</body></html>"#
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://www.acme.com/named")
                // Else the glue has run before there were any.
                #expect(
                    try acme.browser.value(
                        of: "document.querySelector('#callbox ~ script') !== null || "
                            + "document.querySelector('#callbox script') !== null", as: Bool.self))
                try acme.wait(for: "boot")
                #expect(try acme.calls().map(\.method) == ["boot"])
                #expect(try acme.browser.value(of: "callbox.site", as: String.self) == "marketing")
            }
        }

        @Test(
            "L6: one event says that the script was blocked, and calls do no harm",
            arguments: Engine.tested)
        func unavailable(_ engine: Engine) throws {
            var files = Company.files()
            files["public/www/listening.html"] = Company.page(
                "null",
                head: "<script>var gone = 0; addEventListener('callbox:unavailable',"
                    + " () => gone += 1)</script>")
            try Acme.run(engine, files: files, messenger: .unreachable) { acme in
                try acme.browser.open("https://www.acme.com/listening")
                try acme.browser.wait(for: "gone")
                try acme.browser.run("Intercom('show'); callbox.push(['show'])")
                usleep(200_000)
                #expect(try acme.browser.value(of: "gone", as: Int.self) == 1)
            }
        }

        @Test(
            "L7: trusted types: the glue's own policy loads the script; refused, it is unavailable",
            arguments: Engine.tested)
        func trustedTypes(_ engine: Engine) throws {
            let wanted = "require-trusted-types-for 'script'; trusted-types"
            try Acme.run(engine, policy: "\(wanted) callbox") { acme in
                try acme.browser.open("https://www.acme.com/about")
                try acme.wait(for: "boot")
            }
            try Acme.run(engine, policy: "\(wanted) 'none'") { acme in
                try acme.browser.open("https://www.acme.com/about")
                usleep(500_000)
                #expect(try acme.foreignRequests() == [], "no script without a trusted address")
                #expect(try acme.browser.value(of: "callbox.site", as: String.self) == "marketing")
            }
        }

        @Test("L8: nothing that a page says throws into it", arguments: Engine.tested)
        func noThrow(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run(
                    """
                    window.thrown = [];
                    const bad = [undefined, null, 0, NaN, "", "x", [], {}, () => { throw 1 }, Symbol(),
                      { get id() { throw 1 } }, new Proxy({}, { get() { throw 1 } }), 1n];
                    for (const name of ["identify", "update", "logout", "consent", "track", "show",
                      "hide", "ready", "on", "push"]) {
                      for (const value of bad) {
                        try { callbox[name]?.(value, value) } catch (error) {
                          thrown.push(name + ": " + error);
                        }
                      }
                    }
                    """)
                #expect(try acme.browser.value(of: "thrown", as: [String].self) == [])
            }
        }

        @Test(
            "L9: nothing in a frame, on a foreign host or in Turbo's preview",
            arguments: Engine.tested)
        func elsewhere(_ engine: Engine) throws {
            var files = Company.files()
            files["public/www/framing.html"] =
                #"<!doctype html><title>x</title><iframe src="/open"></iframe>"#
            files["public/www/turbo.html"] = Company.page("null").replacingOccurrences(
                of: #"<html lang="en">"#, with: #"<html data-turbo-preview>"#)
            try Acme.run(engine, files: files) { acme in
                // The page as a proxy would show it, on another host.
                let copy = acme.file("docs/copied.html")
                try FileManager.default.copyItem(at: acme.file("www/open.html"), to: copy)
                for address in ["www.acme.com/turbo", "docs.acme.com/copied"] {
                    try acme.browser.open("https://\(address)")
                    usleep(200_000)
                    #expect(try acme.foreignRequests() == [], "\(address)")
                }
                try acme.browser.open("https://www.acme.com/framing")
                try acme.wait(for: "boot")
                let framed = "frames[0].performance.getEntriesByType('resource').length"
                #expect(try acme.browser.value(of: framed, as: Int.self) == 0)
                #expect(try acme.browser.value(of: "!frames[0].Intercom", as: Bool.self))
            }
        }

        @Test(
            "L10: what the page has said before the glue was there is done in order",
            arguments: Engine.tested)
        func early(_ engine: Engine) throws {
            var files = Company.files(app: "place: body_end")
            files["public/app/early.html"] = Company.page(
                "null",
                head: "<script>(window.callbox ||= []).push(['identify',"
                    + " { id: 'ann' }], ['track', 'opened', { by: 'mail' }])</script>")
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://app.acme.com/early")
                try acme.wait(for: "trackEvent")
                #expect(try acme.calls().map(\.method) == ["boot", "trackEvent"])
                #expect(try acme.calls().last?.args == ["opened", ["by": "mail"]])
                #expect(try acme.calls().first?.outcome == "booted user")
            }
        }

        private let requested = """
            performance.getEntriesByType("resource").find(entry => entry.name.includes("/widget/"))
              .startTime
            """

        private func loaded(_ browser: Browser) throws -> Double {
            try browser.value(
                of: "performance.getEntriesByType('navigation')[0].loadEventStart")
        }
    }
}

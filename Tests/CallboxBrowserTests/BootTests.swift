import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct BootTests {
        @Test(
            "B3: of a fetched identity 200 is somebody, 204 nobody, and 500 unknown",
            arguments: Engine.tested)
        func fetched(_ engine: Engine) throws {
            var files = Company.files(app: "identity: { fetch: /me.json }")
            files["public/app/me.json"] = #"{ "id": "ann" }"#
            try Acme.run(engine, files: files) { acme in
                try acme.enter(as: "index")
                #expect(try acme.calls().map(\.outcome) == ["booted user"])
                // HTML is no answer.
                try Company.page("null").write(
                    to: acme.file("app/me.json"), atomically: true, encoding: .utf8)
                let marker = try acme.marker()?.number
                try acme.browser.open("https://app.acme.com/nobody")
                usleep(500_000)
                #expect(try acme.calls().isEmpty)
                #expect(try acme.marker()?.state == "live")
                #expect(try acme.marker()?.number == marker)
                try "null".write(to: acme.file("app/me.json"), atomically: true, encoding: .utf8)
                try acme.browser.open("https://app.acme.com/nobody")
                try acme.wait(for: "boot")
                #expect(try acme.calls().last?.outcome == "booted visitor")
                #expect(try acme.sessionValue() == nil)
            }
        }

        @Test("B3: the identity is a global", arguments: Engine.tested)
        func global(_ engine: Engine) throws {
            var files = Company.files(app: "identity: { global: acme.user }")
            files["public/app/global.html"] = Company.page(
                "null", head: "<script>var acme = { user: { id: 'ann' } }</script>")
            try Acme.run(engine, files: files) { acme in
                try acme.enter(as: "global")
                #expect(try acme.calls().map(\.outcome) == ["booted user"])
                #expect(try acme.sessionValue() == "session-of-ann")
            }
        }

        @Test(
            "B5, U5: another person ends the first one's session, then is booted",
            arguments: Engine.tested)
        func switchOfAccount(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                let first = try acme.marker()?.number
                try acme.browser.run("callbox.identify({ id: 'bob' })")
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.calls().map(\.method) == ["boot", "shutdown", "boot"])
                #expect(try acme.calls().last?.before.contains(Acme.session) == false)
                #expect(try acme.sessionValue() == "session-of-bob")
                #expect(try acme.marker()?.number != first)
            }
        }

        @Test("B6: settings with an app_id boot by themselves, and once", arguments: Engine.tested)
        func settings(_ engine: Engine) throws {
            var files = Company.files(marketing: "place: body_end")
            files["public/www/settings.html"] = Company.page(
                "null", head: #"<script>window.intercomSettings = { app_id: "abc12345" }</script>"#)
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://www.acme.com/settings")
                try acme.wait(for: "boot")
                usleep(200_000)
                #expect(try acme.calls().map(\.method) == ["boot"])
            }
        }

        @Test(
            "B7: a single-page app hides the Messenger on a route without it, and shows it again",
            arguments: Engine.tested)
        func noneInTheApp(_ engine: Engine) throws {
            let files = Company.files(
                app: "navigation: history\n    identity: { json: '#who' }",
                routes: "\n      - { path: /print, boot: none }")
            try Acme.run(engine, files: files) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run("history.pushState(null, '', '/print')")
                try acme.wait(for: "hide")
                #expect(try acme.browser.value(of: sheets, as: Int.self) > 0)
                try acme.browser.run("history.pushState(null, '', '/ann')")
                try acme.browser.wait(for: "\(sheets) === 0")
                #expect(try acme.calls().filter { $0.method == "shutdown" }.isEmpty)
            }
        }

        @Test(
            "B3, B7: a visitor who comes to an app's route for people alone is hidden until one is",
            arguments: Engine.tested)
        func nobodyInTheApp(_ engine: Engine) throws {
            let files = Company.files(
                app: "navigation: history\n    identity: { json: '#who' }",
                routes: "\n      - { path: /mine, boot: user, otherwise: none }")
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://app.acme.com/nobody")
                try acme.wait(for: "boot")
                try acme.browser.run("history.pushState(null, '', '/mine')")
                try acme.wait(for: "hide")
                #expect(try acme.browser.value(of: sheets, as: Int.self) > 0)
                try acme.browser.run("callbox.identify({ id: 'ann' })")
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.browser.value(of: sheets, as: Int.self) == 0)
                #expect(try acme.sessionValue() == "session-of-ann")
            }
        }

        @Test("B8: listeners hear the Messenger after a shutdown, too", arguments: Engine.tested)
        func listeners(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run(
                    """
                    window.heard = [];
                    callbox.on("show", () => heard.push("show"));
                    callbox.on("ready", () => heard.push("ready"));
                    callbox.show();
                    callbox.logout({ reboot: true });
                    callbox.show();
                    """)
                try acme.browser.wait(for: "heard.filter(each => each === 'show').length === 2")
                #expect(try acme.browser.value(of: "callbox.state", as: String.self) == "visitor")
            }
        }

        @Test("B9: without a required attribute nobody is booted", arguments: Engine.tested)
        func required(_ engine: Engine) throws {
            var files = Company.files()
            files["public/app/partly.html"] = Company.page(#"{ "email": "ann@acme.com" }"#)
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://app.acme.com/partly")
                usleep(500_000)
                #expect(try acme.calls().isEmpty)
                #expect(try acme.sessionValue() == nil)
                if let complaints = try acme.browser.consoleComplaints() {
                    #expect(complaints.filter { $0.contains("user_id") }.count == 1)
                }
            }
        }

        private let sheets = "document.adoptedStyleSheets.length"
    }
}

import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct FenceTests {
        @Test(
            "F5: an open page on another site lets go of a session that ends, and starts anew",
            arguments: Engine.compared)
        func openPage(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                let app = try acme.browser.tab()
                let docs = try acme.browser.openWindow()
                try acme.browser.open("https://docs.acme.com/open")
                try acme.wait(for: "boot")
                #expect(try acme.launcher().contains("of ann"))
                try acme.browser.show(app)
                try acme.browser.run("callbox.logout()")
                try acme.browser.show(docs)
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.calls().map(\.method) == ["boot", "shutdown", "boot"])
                #expect(try acme.launcher().contains("visitor"))
                #expect(try acme.sessionValue() == nil)
            }
        }

        @Test(
            "F5: the app's other page is told once that its person is signed out",
            arguments: Engine.compared)
        func signedOut(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run(
                    "window.told = 0; addEventListener('callbox:signedout', () => window.told += 1)"
                )
                let first = try acme.browser.tab()
                try acme.browser.openTab()
                try acme.browser.open("https://app.acme.com/logout")
                try acme.wait(for: "boot")
                try acme.browser.closeTab()
                try acme.browser.show(first)
                try acme.browser.wait(for: "window.told")
                try acme.browser.run("dispatchEvent(new Event('focus'))")
                usleep(300_000)
                #expect(try acme.browser.value(of: "window.told", as: Int.self) == 1)
            }
        }

        @Test(
            "F5, F7: a page from the back/forward cache acts on what it has missed",
            arguments: Engine.compared)
        func kept(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                try acme.browser.open("https://docs.acme.com/open")
                try acme.wait(for: "boot")
                try acme.browser.settle()
                try acme.browser.open("https://app.acme.com/logout")
                try acme.wait(for: "boot")
                try acme.browser.back()
                try acme.browser.wait(for: "location.pathname === '/open'")
                #expect(try acme.browser.isKept(), "kept (F7)")
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.launcher().contains("visitor"))
                #expect(try acme.sessionValue() == nil)
            }
        }

        @Test(
            "F6: who signs in on the app is carried on by visible pages, with a boot alone",
            arguments: Engine.compared)
        func signingIn(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.browser.open("https://docs.acme.com/open")
                try acme.wait(for: "boot")
                let docs = try acme.browser.tab()
                let app = try acme.browser.openWindow()
                try acme.enter(as: "ann")
                try acme.browser.show(docs)
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.calls().map(\.method) == ["boot", "boot"])
                #expect(try acme.launcher().contains("of ann"))
                #expect(try acme.sessionValue() == "session-of-ann")
                try acme.browser.show(app)
                #expect(try acme.calls().map(\.method) == ["boot"])
            }
        }

        @Test(
            "F7: two tabs of one person leave each other alone", arguments: Engine.compared)
        func twoTabs(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                let first = try acme.browser.tab()
                let number = try acme.marker()?.number
                let second = try acme.browser.openTab()
                try acme.enter(as: "ann")
                for tab in [first, second, first, second] {
                    try acme.browser.show(tab)
                    usleep(200_000)
                    #expect(try acme.calls().filter { $0.method == "shutdown" }.isEmpty)
                }
                #expect(try acme.marker()?.number == number)
                #expect(try acme.sessionValue() == "session-of-ann")
            }
        }

        @Test(
            "F5: a marker that was deleted ends the session without a word, and asks again",
            arguments: Engine.tested)
        func cleared(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run(
                    """
                    window.told = 0;
                    addEventListener("callbox:signedout", () => window.told += 1);
                    for (const pair of document.cookie.split("; "))
                      document.cookie = pair.split("=")[0] + "=;Path=/;Max-Age=0;Domain=acme.com";
                    dispatchEvent(new Event("focus"));
                    """)
                try acme.wait(for: "boot", count: 2)
                #expect(try acme.calls().map(\.method) == ["boot", "shutdown", "boot"])
                #expect(try acme.browser.value(of: "window.told", as: Int.self) == 0)
                #expect(try acme.marker()?.state == "live")
            }
        }

        @Test(
            "F8: a marker of another version is never ended, and no visitor boots under it",
            arguments: Engine.tested)
        func otherVersion(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.browser.open("https://www.acme.com/legal/terms")
                try acme.browser.run(
                    """
                    const rest = ";Domain=acme.com;Path=/;Secure;Max-Age=9999";
                    document.cookie = "\(Acme.marker)=2.x.y.z" + rest;
                    document.cookie = "\(Acme.session)=session-of-ann" + rest;
                    """)
                try acme.browser.open("https://www.acme.com/open")
                usleep(500_000)
                #expect(try acme.calls().isEmpty)
                #expect(try acme.sessionValue() == "session-of-ann")
                #expect(try acme.cookie(Acme.marker)?.value == "2.x.y.z")
            }
        }

        @Test(
            "F9: the next page that is another person's ends the first one's session",
            arguments: Engine.compared)
        func otherPerson(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                try acme.enter(as: "ann")
                let number = try acme.marker()?.number
                try acme.enter(as: "bob")
                #expect(try acme.calls().last?.before.contains("session-of-ann") == false)
                #expect(try acme.sessionValue() == "session-of-bob")
                #expect(try acme.marker()?.number != number)
                let stored = try acme.browser.value(
                    of: "JSON.stringify(localStorage)", as: String.self)
                #expect(!stored.contains("bob@acme.com"))
            }
        }

        @Test(
            "F10: a page from the history boots its person only in their own session",
            arguments: Engine.compared)
        func fromTheHistory(_ engine: Engine) throws {
            // With an `unload` handler it is loaded again, not kept.
            var files = Company.files()
            for name in ["ann", "bob"] {
                files["public/app/\(name).html"] = Company.page(
                    #"{ "id": "\#(name)" }"#, head: "<script>onunload = () => {}</script>")
            }
            try Acme.run(engine, files: files) { acme in
                try acme.enter(as: "ann")
                try acme.browser.settle()
                try acme.browser.open("https://app.acme.com/logout")
                try acme.wait(for: "boot")
                try acme.enter(as: "bob")
                try acme.browser.back()
                try acme.browser.back()
                try acme.browser.wait(for: "location.pathname === '/ann'")
                usleep(500_000)
                let isKept = try acme.browser.isKept()
                #expect(
                    try acme.calls().filter { $0.outcome == "booted user" && !isKept }.isEmpty)
                #expect(try acme.sessionValue() != "session-of-ann")
            }
        }
    }
}

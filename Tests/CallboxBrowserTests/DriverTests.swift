import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    /// The driver itself: what the other tests take for granted is so in each engine.
    @Suite struct DriverTests {
        @Test(arguments: Engine.tested)
        func sitesOfOneDomainShareACookie(_ engine: Engine) throws {
            try run(engine) { browser in
                try browser.open("https://app.acme.test/")
                try browser.run(
                    "document.cookie = 'who=ann;Domain=acme.test;Path=/;Secure;SameSite=Lax'")
                try browser.open("https://docs.acme.test/")
                #expect(try browser.value(of: "document.cookie", as: String.self) == "who=ann")
                #expect(try browser.value(of: "isSecureContext", as: Bool.self))
                let cookie = try #require(try browser.cookies().first)
                #expect(cookie.domain == ".acme.test")
                #expect(cookie.secure)
                #expect(try browser.screenshot().prefix(4) == Data([0x89, 0x50, 0x4e, 0x47]))
            }
        }

        @Test(arguments: Engine.tested)
        func pagesAreFilledInByPointerAndKeyboard(_ engine: Engine) throws {
            try run(engine) { browser in
                try browser.open("https://app.acme.test/")
                try browser.click("button")
                #expect(try browser.value(of: "clicks", as: [Bool].self) == [true])
                try browser.press(.space)
                #expect(try browser.value(of: "clicks.length", as: Int.self) == 2)
                try browser.press(.tab)
                try browser.wait(for: "document.activeElement.matches('input')")
                try browser.type("Ann", into: "input")
                #expect(
                    try browser.value(of: "document.querySelector('input').value", as: String.self)
                        == "Ann")
                #expect(throws: BrowserError.self) { try browser.click("#nowhere") }
                #expect(throws: BrowserError.self) { try browser.run("throw new Error('bad')") }
            }
        }

        @Test(arguments: Engine.tested)
        func tabsHideAndComeBack(_ engine: Engine) throws {
            try run(engine) { browser in
                try browser.open("https://docs.acme.test/")
                let first = try browser.tab()
                let second = try browser.openTab()
                try browser.open("https://app.acme.test/")
                #expect(try browser.tab() == second)
                try browser.closeTab()
                try browser.show(first)
                try browser.wait(for: "document.visibilityState === 'visible'")
                let seen = try browser.value(of: "seen", as: [String].self)
                // MiniBrowser's tabs are windows beside each other.
                #expect(seen.contains("hidden") == (engine != .webkit), "\(seen)")
            }
        }

        @Test(arguments: Engine.tested)
        func pagesComeFromTheBackForwardCache(_ engine: Engine) throws {
            try run(engine) { browser in
                try browser.open("https://docs.acme.test/")
                try browser.settle()
                try browser.open("https://app.acme.test/")
                try browser.back()
                try browser.wait(for: "seen.includes('persisted')")
                try browser.forward()
                try browser.wait(for: "location.hostname === 'app.acme.test'")
            }
        }

        private func run(_ engine: Engine, _ body: (Browser) throws -> Void) throws {
            let folder = try TemporaryFolder()
            let page = """
                <!doctype html><title>Acme</title><button>Go</button><input>
                <script>
                var seen = [], clicks = [];
                document.onvisibilitychange = () => seen.push(document.visibilityState);
                onpageshow = event => event.persisted && seen.push("persisted");
                document.querySelector("button").onclick = event => clicks.push(event.isTrusted);
                </script>
                """
            try page.write(
                toFile: folder.path("index.html"), atomically: true, encoding: .utf8)
            let server = try SiteServer(
                ["app", "docs"].map { Site(host: "\($0).acme.test", root: folder.url.path) })
            let browser = try Browser(engine, through: server.proxy)
            defer {
                browser.quit()
                server.end()
            }
            try body(browser)
        }
    }
}

import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct ConsentTests {
        @Test(
            "C1: before consent there is no script, request, cookie or state",
            arguments: Engine.tested)
        func before(_ engine: Engine) throws {
            try run(engine) { acme in
                for address in ["www.acme.com/open", "app.acme.com/ann"] {
                    try acme.browser.open("https://\(address)")
                    usleep(300_000)
                    #expect(try acme.foreignRequests() == [])
                    #expect(try acme.browser.cookies().isEmpty)
                    #expect(try acme.browser.value(of: "localStorage.length", as: Int.self) == 0)
                }
                #expect(!acme.server.proxy.askedNames.contains(Acme.intercom))
            }
        }

        @Test(
            "C2, C3: given it starts on the same page, withdrawn nothing is left",
            arguments: Engine.tested)
        func givenAndWithdrawn(_ engine: Engine) throws {
            try run(engine) { acme in
                try acme.browser.open("https://app.acme.com/ann")
                try acme.browser.wait(for: "window.callbox?.consent")
                try acme.browser.run("callbox.consent(true)")
                try acme.wait(for: "boot")
                #expect(try acme.sessionValue() == "session-of-ann")
                try acme.browser.run("callbox.consent(false)")
                try acme.wait(for: "shutdown")
                #expect(
                    try acme.browser.cookies().map(\.name).filter { $0.contains("abc12345") } == [])
                #expect(
                    try acme.browser.value(of: "Object.keys(localStorage)", as: [String].self) == []
                )
            }
        }

        private func run(_ engine: Engine, _ body: (Acme) throws -> Void) throws {
            let files = Company.files(top: "consent: { manager: call }")
            try Acme.run(engine, files: files, body)
        }
    }
}

import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct UserTests {
        @Test(
            "B3, B5, V1, F1, F2: who signs in is booted with the dictionary's attributes",
            arguments: Engine.tested)
        func signIn(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                let calls = try acme.calls()
                #expect(calls.map(\.method) == ["boot", "boot"], "no shutdown between (B5)")
                #expect(calls.first?.args == [.object(Acme.identification)])
                #expect(calls.last?.outcome == "booted user")
                #expect(calls.last?.args == [.object(Acme.identification.merging(ann) { $1 })])

                let now = Date().timeIntervalSince1970
                let marker = try #require(try acme.marker())
                let session = try #require(try acme.cookie(Acme.session))
                #expect(marker.state == "live")
                #expect(abs(marker.expiry - now - 12 * 3600) < 60)
                #expect(marker.cookie.domain == ".acme.com")
                #expect(marker.cookie.path == "/")
                #expect(marker.cookie.secure)
                #expect(marker.cookie.sameSite == "Lax")
                #expect(try #require(marker.cookie.expiry) > #require(session.expiry))
                #expect(!marker.cookie.value.contains("9f2c"))
                #expect(try acme.launcher().contains("conversations of 9f2c"))
                #expect(try acme.browser.consoleComplaints() ?? [] == [])
            }
        }

        @Test(
            "U1: moving on within the app sends one update without data", arguments: Engine.tested)
        func navigation(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                try acme.browser.click("a[href='/settings']")
                try acme.wait(for: "update")
                let update = try #require(try acme.calls().last)
                #expect(try acme.calls().map(\.method) == ["boot", "boot", "update"])
                #expect(update.args == [])
                #expect(update.outcome == "updated")
            }
        }

        @Test(
            "B2: a visitor's page carries on the conversation of who is signed in on the app",
            arguments: Engine.tested)
        func carriedOn(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                let marker = try acme.marker()?.cookie.value
                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")
                #expect(try acme.calls().map(\.method) == ["boot"])
                #expect(try acme.calls().first?.args == [.object(Acme.identification)])
                #expect(try acme.launcher().contains("conversations of 9f2c"))
                #expect(try acme.marker()?.cookie.value == marker, "only holders write (F2)")
            }
        }

        /// What examples/acme/public/app/app.js says of Ann, as the dictionary has it.
        private let ann: [String: JSON] = [
            "user_id": "9f2c", "email": "ann@acme.com", "name": "Ann Vil", "plan": "pro",
            "seats": 3, "created_at": 1_709_251_200,
            "company": ["company_id": "c1", "name": "Anvil Works"],
            "session_duration": 43_200_000,
        ]
    }
}

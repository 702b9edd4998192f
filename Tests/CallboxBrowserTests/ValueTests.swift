import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct ValueTests {
        @Test("V1: a date is whole Unix seconds, however it is given", arguments: Engine.tested)
        func dates(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(app: "identity: call")) { acme in
                let ways = [
                    "new Date(1709251200000)", "'2024-03-01'", "'2024-03-01T00:00:00'",
                    "'2024-03-01T01:00:00+01:00'", "1709251200", "1709251200000",
                ]
                for (count, way) in ways.enumerated() {
                    let sent = try identify(acme, "{ id: 'p\(count)', createdAt: \(way) }")
                    #expect(sent["created_at"] == 1_709_251_200, "\(way)")
                }
            }
        }

        @Test(
            "V2, V3, V4: what Intercom can't take is left out or cut, what it can is sent",
            arguments: Engine.tested)
        func others(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(app: "identity: call")) { acme in
                let sent = try identify(
                    acme,
                    """
                    { id: 'ann', email: 'x'.repeat(300) + '@acme.com', secret: 1,
                      profile: { name: 'a'.repeat(254) + '\\u{1F600}b' },
                      createdAt: NaN,
                      account: { seats: 0, plan: 'none of these', company: { name: 'Anvil' } } }
                    """)
                #expect(sent["user_id"] == "ann")
                #expect(sent["seats"] == 0)
                #expect(sent["name"] == .string(String(repeating: "a", count: 254) + "\u{1F600}"))
                for name in ["email", "secret", "created_at", "company"] {
                    #expect(sent[name] == nil, "\(name)")
                }
                for bad in ["'null'", "''", "'[object Object]'", "NaN"] {
                    try acme.browser.open("https://app.acme.com/nobody")
                    try acme.browser.wait(for: "window.callbox")
                    try acme.browser.run("callbox.identify({ id: \(bad) })")
                    usleep(300_000)
                    #expect(
                        try acme.calls().filter { $0.outcome == "booted user" }.isEmpty, "\(bad)")
                }
            }
        }

        /// The settings of the boot that follows.
        private func identify(_ acme: Acme, _ user: String) throws -> [String: JSON] {
            try acme.browser.open("https://app.acme.com/nobody")
            try acme.browser.wait(for: "window.callbox")
            try acme.browser.run("callbox.identify(\(user))")
            try acme.browser.wait(
                for: "window.Intercom?.standIn?.calls.some(call => call.args[0]?.user_id)")
            guard
                case .object(let settings)? = try acme.calls().last(where: {
                    $0.method == "boot"
                })?.args.first
            else { return [:] }
            return settings
        }
    }
}

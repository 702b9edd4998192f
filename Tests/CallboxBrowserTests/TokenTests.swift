import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct TokenTests {
        @Test(
            "B4: a token goes alone, and near its end the identity is asked again",
            arguments: Engine.tested)
        func token(_ engine: Engine) throws {
            // Half a minute passes in one second: the page's long timers are sped up before the glue is
            // there, but for the ten seconds that an answer may take.
            let page = """
                <!doctype html><html lang="en"><head><title>Acme</title><script>
                const wait = setTimeout;
                window.setTimeout = (run, time) => wait(run, time < 30000 ? time : time / 30);
                </script></head><body><h1>Acme</h1></body></html>
                """
            let first = Self.user(seconds: 95, plan: "free")
            var files = Company.files(app: "place: head_end\n    identity: { fetch: /me.json }")
            files["attributes.md"] = Self.attributes
            files["public/app/index.html"] = page
            files["public/app/me.json"] = first.json
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://app.acme.com/")
                try acme.wait(for: "boot")
                let boot = try settings(acme, of: "boot")
                #expect(boot["intercom_user_jwt"] == .string(first.token))
                #expect(boot["name"] == "Ann", "what isn't signed goes beside it")
                for name in ["user_id", "email", "plan"] {
                    #expect(boot[name] == nil, "\(name)")
                }
                let number = try #require(try acme.marker()).number

                let second = Self.user(seconds: 3600, plan: "pro")
                try Data(second.json.utf8).write(to: acme.file("app/me.json"))
                try acme.wait(for: "boot", count: 2)
                #expect(
                    try settings(acme, of: "boot")["intercom_user_jwt"] == .string(second.token))
                #expect(try acme.calls().map(\.method) == ["boot", "boot"], "no shutdown between")
                #expect(try acme.marker()?.number == number)
            }
        }

        /// What the last call of a method carries.
        private func settings(_ acme: Acme, of method: String) throws -> [String: JSON] {
            let call = try acme.calls().last { $0.method == method }
            guard case .object(let settings)? = call?.args.first else {
                throw BrowserError("\(method) carries nothing")
            }
            return settings
        }

        private static let attributes = """
            # User attributes

            ## Identity

            | Attribute | Type | Source | Signed |
            | --- | --- | --- | --- |
            | `user_id` | string | `id` | yes |
            | `email` | email | `email` | yes |
            | `name` | string | `name` | |
            | `plan` | string | `plan` | yes |
            | `intercom_user_jwt` | token | `token` | |

            """

        /// A person's JSON with a token that ends so many seconds from now; nobody checks who signed it.
        private static func user(seconds: Double, plan: String) -> (json: String, token: String) {
            let end = Int(Date().timeIntervalSince1970 + seconds)
            let claims =
                #"{"user_id":"ann","email":"ann@acme.com","plan":"\#(plan)","exp":\#(end)}"#
            let parts = [#"{"alg":"HS256"}"#, claims, "signature"].map { part in
                Data(part.utf8).base64EncodedString().replacing("+", with: "-")
                    .replacing("/", with: "_").replacing("=", with: "")
            }
            let token = parts.joined(separator: ".")
            let json = """
                { "id": "ann", "email": "ann@acme.com", "name": "Ann", "plan": "\(plan)",
                  "token": "\(token)" }
                """
            return (json, token)
        }
    }
}

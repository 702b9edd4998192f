import CallboxDiagnostics
import CallboxGlue
import CallboxHTML
import CallboxSpec
import CallboxTemplates
import Foundation
import Testing

/// Snippets of small plans: which parts they hold, what configures them, how they are delivered.
struct SnippetTests {
    private func plan(_ sites: String, top: String = "") throws -> Plan {
        let manifest = SourceFile(
            path: "callbox.yml",
            text: """
                callbox: 1
                workspace: { app_id: abc12345, region: eu }
                cookie_domain: acme.com
                dictionary: attributes.md
                \(top)
                sites:
                \(sites)
                """)
        let attributes = SourceFile(
            path: "attributes.md",
            text: """
                # Identity

                | Attribute | Type | Source | Required |
                | --------- | ---- | ------ | -------- |
                | `user_id` |      | `id`   | yes      |
                | `intercom_user_jwt` | token | `jwt` | |

                # Account

                | Attribute | Type            | Source         |
                | --------- | --------------- | -------------- |
                | `plan`    | `free \\| pro`  | `account.plan` |
                """)
        var sink = DiagnosticSink()
        let read = try #require(
            ManifestDocument(reading: manifest, reportingTo: &sink)?
                .manifest(environment: nil, reportingTo: &sink))
        let dictionary = AttributeDictionaryReader.read(attributes, reportingTo: &sink)
        let plan = Planner.plan(read, dictionary, reportingTo: &sink)
        #expect(!sink.hasErrors, "\(sink.diagnostics.map(\.message))")
        return plan
    }

    private func context(_ plan: Plan, route: Int = 0) throws -> SnippetContext {
        let site = plan.sites[0]
        return try #require(SnippetContext(site.routes[route], of: site, in: plan))
    }

    @Test func aVisitorsSnippetHoldsNothingMore() throws {
        let plan = try plan("  www: { host: www.acme.com, routes: [{ path: /**, boot: visitor }] }")
        let context = try context(plan)
        #expect(context.mark == "www/all")
        #expect(context.features.isEmpty)
        #expect(
            context.configuration.literal == #"{"site":"www","host":"www.acme.com","#
                + #""domains":["","www.acme.com","acme.com"],"cookie_domain":"acme.com","#
                + #""max_age":43200,"boot":{"app_id":"abc12345","#
                + #""api_base":"https://api-iam.eu.intercom.io"}}"#)
    }

    @Test(arguments: [("load", false), ("idle", false), ("now", true), ("interaction", true)])
    func whatWaitsForTheLoadEventIsNotEager(load: String, isEager: Bool) throws {
        let plan = try plan(
            """
              www: { host: www.acme.com, load: \(load), routes: [{ path: /**, boot: visitor }] }
            """)
        for form in [RuntimeComposer.Form.minified, .readable, .traced] {
            let script = RuntimeComposer(form: form).script(for: try context(plan))
            #expect((script.firstRange(of: Array(#""eager":1}"#.utf8)) != nil) == isEager)
        }
    }

    @Test func aTableCarriesEveryRouteByPrecedence() throws {
        let plan = try plan(
            """
              app:
                host: app.acme.com:8443
                base: /app/
                navigation: history
                load: idle
                identity: { fetch: /api/me }
                routes:
                  - { path: /**, boot: user, groups: [identity], otherwise: none }
                  - { path: /help, boot: visitor, messenger: { alignment: left } }
                  - { path: /out, shutdown: true }
            """, top: "consent: { manager: klaro, category: chat, respect_gpc: true }")
        let context = try context(plan)
        #expect(context.mark == "app/routes")
        #expect(
            context.features == [
                "consent", "consent-klaro", "identity-fetch", "idle", "navigation", "shutdown",
                "token",
                "user",
            ])
        let text = context.configuration.literal
        #expect(text.contains(#""host":"app.acme.com:8443""#))
        #expect(text.contains(#""base":"/app""#))
        #expect(text.contains(#""consent":{"category":"chat"},"respect_gpc":1"#))
        #expect(text.contains(#""identity":{"fetch":"/api/me"}"#))
        #expect(text.contains(#"["user_id","id","string","required","identity"]"#))
        #expect(text.contains(#"["intercom_user_jwt","jwt","token","","identity"]"#))
        // Only groups that some route sends travel at all.
        #expect(!text.contains("plan"))
        #expect(
            text.contains(
                #""routes":[{"path":"/help","boot":"visitor","update":["navigation"],"#
                    + #""messenger":{"alignment":"left"}},{"path":"/out","shutdown":1},"#
                    + #"{"path":"/**","boot":"user","update":["navigation","data"],"#
                    + #""messenger":{"alignment":"right"},"groups":["identity"]}]"#), "\(text)")
    }

    @Test func aRouteOfNothingHasNoSnippet() throws {
        let plan = try plan(
            """
              www:
                host: www.acme.com
                routes: [{ path: /legal }, { path: /, boot: visitor }, { path: /out, shutdown: true }]
            """)
        let snippets = SnippetRenderer(plan: plan, form: .minified, templates: .builtIn).snippets(
            of: plan.sites[0])
        #expect(snippets.keys.sorted() == ["index", "out"])
    }

    @Test(arguments: [RuntimeComposer.Form.minified, .readable])
    func bothDeliveriesAreBlocks(form: RuntimeComposer.Form) throws {
        let plan = try plan(
            """
              www: { host: www.acme.com, routes: [{ path: /, boot: visitor }] }
              docs:
                host: docs.acme.com
                base: /a%20b
                delivery: external
                routes: [{ path: /, boot: visitor }]
            """)
        let renderer = SnippetRenderer(plan: plan, form: form, templates: .builtIn)
        let inline = try #require(renderer.snippets(of: plan.sites[0])["index"])
        #expect(try Block(inline.block).mark == "www/index")
        #expect(inline.asset == nil)
        #expect(
            String(decoding: inline.block, as: UTF8.self) == "<script data-callbox=\"www/index\">"
                + String(decoding: inline.script, as: UTF8.self) + "</script>")
        let external = try #require(renderer.snippets(of: plan.sites[1])["index"])
        #expect(try Block(external.block).mark == "docs/index")
        let asset = try #require(external.asset)
        #expect(
            String(decoding: external.block, as: UTF8.self)
                == "<script async data-callbox=\"docs/index\" src=\"/a%20b/\(asset.path)\" "
                + "integrity=\"\(external.policyHash)\"></script>")
        // The hash is the one a browser computes: of the script, whatever the delivery.
        #expect(inline.policyHash.hasPrefix("sha256-") && inline.policyHash.utf8.count == 51)
        #expect(inline.policyHash != external.policyHash)
    }

    @Test func everyPartOfTheTableIsEmbedded() {
        // Each feature alone pulls in only parts that exist, start comes last.
        let features = [
            [], ["user"], ["now"], ["idle"], ["launcher"], ["trace"], ["commands"], ["consent"],
            ["shutdown"],
            ["track"],
            ["navigation"], ["user", "token"], ["user", "identity-json"],
            ["user", "identity-global"], ["user", "identity-fetch"], ["user", "date"],
            ["user", "company"], ["user", "avatar"],
            ["user", "development"], ["consent-material"], ["consent-cookiebot"],
            ["consent-onetrust"], ["consent-klaro"], ["consent-vanilla"],
        ]
        var seen: Set<String> = []
        for features in features {
            let names = RuntimeComposer(form: .minified).partNames(for: Set(features))
            #expect(names.first == "config" && names.last == "start")
            seen.formUnion(names)
        }
        #expect(seen == Set(RuntimePart.allCases.map(\.rawValue)))
        for part in RuntimePart.allCases {
            #expect(part.minified.count < part.source.count)
            #expect(part.source.allSatisfy { $0 < 0x80 } && part.minified.allSatisfy { $0 < 0x80 })
        }
    }

    @Test func wrappersHoldOnlyWhatTheyAreGiven() {
        // The engine prints nothing for a name that it doesn't know.
        let known = ["mark", "script", "address", "integrity"]
        for wrapper in [TextTemplate.inline, .external] {
            let tags = wrapper.text.split(separator: "{{").dropFirst().map {
                $0.prefix { $0 != "}" }
            }
            #expect(tags.allSatisfy { known.contains(String($0)) || $0.hasPrefix("%") })
        }
    }
}

import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Testing

/// Wrong manifests, each with the only diagnostic it causes, at 1️⃣.
struct ManifestDiagnosticsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: DiagnosticID
        let text: String
        var message = ""

        var testDescription: String { "\(id.rawValue): \(text)" }
    }

    @Test(arguments: ManifestCases.all) func reportsOneThingAtItsPlace(wrong: Case) throws {
        let source = MarkedSource(wrong.text)
        let found = diagnostics(of: source.file)
        #expect(found.map(\.id) == [wrong.id], "\(found.map(\.message))")
        #expect(found.first?.range?.start == source.location("1️⃣"))
        #expect(found.first?.message.contains(wrong.message) == true, "\(found.map(\.message))")
        if let end = source.location("2️⃣"), let range = found.first?.range {
            #expect(range.file.location(at: range.bytes.upperBound) == end)
        }
    }

    @Test func tenMistakesAreReportedAtOnce() {
        let source = MarkedSource(
            """
            callbox: 1
            workspace: { app_id: abc12345, region: 1️⃣moon }
            cookie_domain: acme.com
            2️⃣outptu: build
            session: { max_age: 3️⃣soon }
            sites:
              www:
                host: 4️⃣WWW.acme.com
                load: 5️⃣later
                routes:
                  - path: 6️⃣blog
                    boot: visitor
                  - path: /a
                    boot: 7️⃣visitro
              docs:
                host: docs.acme.com
                routes:
                  - 8️⃣boot: visitor
                  - path: /b
                    boot: visitor
                    messenger: { vertical_padding: 9️⃣5, 🔟aligment: left }
            """)
        let found = diagnostics(of: source.file).map { $0.range?.start }
        #expect(found == source.markers.map { source.location($0) })
        #expect(found.count == 10)
    }

    @Test func silencedLintsAreGone() {
        let text = ManifestCases.manifest(host: "http://www.acme.com")
        func ids(_ text: String) -> [DiagnosticID] {
            diagnostics(of: SourceFile(path: "callbox.yml", text: text)).map(\.id)
        }
        #expect(ids(text) == [.httpHost])
        let comment = "# callbox-ignore http-host: an intranet without TLS"
        let onItsLine = text.split(separator: "\n").map { line in
            line.contains("http://") ? "\(line) \(comment)" : String(line)
        }
        #expect(ids(onItsLine.joined(separator: "\n")) == [])
        let above = text.split(separator: "\n").map { line in
            line.contains("http://") ? "    \(comment)\n    # more\n\(line)" : String(line)
        }
        #expect(ids(above.joined(separator: "\n")) == [])
    }

    @Test(arguments: [
        "page_title: \"a # callbox-ignore foo: bar\"",
        "page_title: 'it''s # callbox-ignore foo: b'",
        "page_title: \"a\n             # callbox-ignore foo: b\"",
    ])
    func aSignInTextIsNoComment(setting: String) {
        let text = ManifestCases.manifest(
            routes: "[{ path: /**, boot: visitor, messenger: { \(setting) } }]")
        let block =
            text + "# x\noutput: >-\n  a # callbox-ignore foo: bar\n\n  # callbox-ignore foo\n"
        for text in [text, block] {
            #expect(diagnostics(of: SourceFile(path: "callbox.yml", text: text)).isEmpty)
        }
        let comment = text + "'output': \"b\" # callbox-ignore"
        #expect(
            diagnostics(of: SourceFile(path: "callbox.yml", text: comment)).map(\.id)
                == [.silenceInvalid])
    }

    @Test(arguments: ["/lib@1.2.0/**", "/@acme/ui/**", "/docs/token", "/a..b/..c"])
    func harmlessPathsAreTaken(path: String) {
        let text = ManifestCases.manifest(routes: "[{ path: \"\(path)\", boot: visitor }]")
        #expect(diagnostics(of: SourceFile(path: "callbox.yml", text: text)).isEmpty)
    }

    @Test func yesAndNoAreNoSecrets() {
        let text = ManifestCases.manifest(
            routes: "[{ path: /**, boot: visitor, track: "
                + "[{ event: a, metadata: { forgot_password: true, email: false } }] }]")
        #expect(diagnostics(of: SourceFile(path: "callbox.yml", text: text)).isEmpty)
    }

    @Test func aHeadingIsNoComment() {
        let source = MarkedSource("<!-- callbox-ignore no-logout: x -->\n# G\n", path: "a.md")
        var sink = DiagnosticSink()
        sink.report(.noLogout, "lint", at: source.file.range(37..<40))
        sink.silence(by: source.file, reportsUnused: true)
        #expect(sink.diagnostics.map(\.id) == [])
    }

    @Test func anEnvironmentReplacesRoutesAndIdentityWhole() throws {
        let text = ManifestCases.manifest(
            top: "environments: { test: { sites: { www: { identity: { fetch: /me }, "
                + "routes: [{ path: /a, boot: user }] } }, output: b } }\ndictionary: a.md",
            site: "identity: { json: \"#a\" }",
            routes: "[{ path: /**, boot: user }, { path: /b, boot: visitor }]")
        var sink = DiagnosticSink()
        let document = try #require(
            ManifestDocument(
                reading: SourceFile(path: "callbox.yml", text: text), reportingTo: &sink))
        let plain = try #require(document.manifest(environment: nil, reportingTo: &sink))
        let test = try #require(document.manifest(environment: "test", reportingTo: &sink))
        #expect(sink.diagnostics.map(\.message) == [])
        #expect(plain.sites[0].identity?.value == .json(selector: "#a"))
        #expect(test.sites[0].identity?.value == .fetch(address: "/me"))
        #expect(plain.sites[0].routes.count == 2 && test.sites[0].routes.count == 1)
        #expect(plain.output.value == "build/callbox" && test.output.value == "b")
        #expect(
            test.workspace.appID == "abc12345" && test.sites[0].host.value.name == "www.acme.com")
        #expect(document.manifest(environment: "tset", reportingTo: &sink) == nil)
        #expect(sink.diagnostics.map(\.id) == [.unknownEnvironment])
        #expect(sink.diagnostics[0].message.contains("did you mean 'test'?"))
    }

    /// What is wrong in an environment is told once, where it stands.
    @Test(
        arguments: [
            ("sites: { 1️⃣ww: { host: a.acme.com } }", DiagnosticID.unknownSite, "mean 'www'?"),
            (
                "sites: { www2: { host: 1️⃣b.acme.dev, routes: [{ path: /, boot: visitor }] } }",
                .hostOutsideCookieDomain, "'b.acme.dev'"
            ),
            (
                "cookie_domain: acme.dev, sites: { www: { host: 1️⃣https://a.acme.dev } }",
                .invalidValue, "'https://'"
            ),
            ("cookie_domain: 1️⃣co.uk", .publicSuffix, "'co.uk'"),
            ("1️⃣cokie_domain: acme.dev", .unknownKey, "mean 'cookie_domain'?"),
        ])
    func anEnvironmentsMistakeIsToldOnce(text: String, id: DiagnosticID, message: String) throws {
        let source = MarkedSource(ManifestCases.manifest(top: "environments: { a: { \(text) } }"))
        var sink = DiagnosticSink()
        let document = try #require(ManifestDocument(reading: source.file, reportingTo: &sink))
        if let manifest = document.manifest(environment: "a", reportingTo: &sink) {
            _ = Planner.plan(manifest, nil, reportingTo: &sink)
        }
        #expect(sink.diagnostics.map(\.id) == [id], "\(sink.diagnostics.map(\.message))")
        #expect(sink.diagnostics.first?.range?.start == source.location("1️⃣"))
        #expect(sink.diagnostics.first?.message.contains(message) == true)
    }

    /// Where a mistake began, when it is noticed lines below.
    @Test(
        arguments: [
            ("callbox: 1️⃣\"1\nsites: a\n", "quoted scalar", nil),
            ("a: 1️⃣{ json: #b }\nc: d\n", "flow mapping", "begins a comment"),
            ("a: 1\n1️⃣b\nc: d\n", "simple key", nil),
        ] as [(String, String, String?)])
    func syntaxErrorsTellWhereTheyBegan(text: String, context: String, help: String?) {
        let source = MarkedSource(text)
        var sink = DiagnosticSink()
        #expect(YAMLReader.read(source.file, reportingTo: &sink) == nil)
        let found = sink.diagnostics.first
        #expect(found?.id == .yamlSyntax)
        #expect(found?.notes.first?.message.contains(context) == true, "\(found?.notes ?? [])")
        #expect(found?.notes.first?.range?.start == source.location("1️⃣"))
        #expect(found?.help?.contains(help ?? "") == help.map { _ in true })
    }

    @Test func aValueThatIsACommentIsNamed() {
        let text = ManifestCases.manifest(
            site: "identity:\n      json: #current-user", routes: "[{ path: /**, boot: user }]")
        let found = diagnostics(of: SourceFile(path: "callbox.yml", text: text))
            .filter { $0.id == .wrongType }
        #expect(found.map(\.message) == ["'json' has no value"])
        #expect(found.first?.help?.contains("begins a comment") == true)
    }

    /// A route of one's own may have a colon within, and a site's base a folder of its name.
    @Test(arguments: ["/wiki/Help:Contents", "/docs2/**", "/a-b_c~d.e/**", "/%3Aid"])
    func ordinaryPatternsAreNotForeign(path: String) {
        let text = ManifestCases.manifest(
            site: "base: /docs", routes: "[{ path: \(path), boot: visitor }]")
        #expect(diagnostics(of: SourceFile(path: "callbox.yml", text: text)).isEmpty)
    }

    @Test(
        arguments: [
            ":id", "[slug]", "[...slug]", "{id}", "{a,b}", "<int:id>", "(en|de)", "en|de", "(.*)",
            ".*", "pricing$", "\\\\d+",
        ])
    func whatOtherRoutersReadIsNoticed(segment: String) {
        let text = ManifestCases.manifest(
            routes: "[{ path: \"/a/\(segment)\", name: x, boot: visitor }]")
        let found = diagnostics(of: SourceFile(path: "callbox.yml", text: text))
        #expect(found.map(\.id) == [.foreignPattern], "\(found.map(\.message))")
    }

    @Test(arguments: ["YOUR_APP_ID", "app-id", "todo", "xxxxxxxx"])
    func placeholdersAreNoticed(id: String) {
        let text = ManifestCases.manifest(workspace: "{ app_id: \(id) }")
        let found = diagnostics(of: SourceFile(path: "callbox.yml", text: text))
        #expect(found.map(\.id) == [.placeholderAppID])
    }

    @Test func aBrokenEnvironmentLacksNothing() throws {
        let text = ManifestCases.manifest(
            top: "environments: { a: { workspace: { rgion: eu } }, "
                + "b: { sites: { www: { routes: x } } } }")
        var sink = DiagnosticSink()
        let document = try #require(
            ManifestDocument(
                reading: SourceFile(path: "callbox.yml", text: text), reportingTo: &sink))
        #expect(sink.diagnostics.map(\.id) == [.unknownKey, .wrongType])
        for name in ["a", "b"] {
            let manifest = document.manifest(environment: name, reportingTo: &sink)
            #expect(manifest?.workspace.appID == "abc12345")
            #expect(manifest?.sites.first?.routes.count == (name == "a" ? 1 : 0))
        }
        #expect(sink.diagnostics.map(\.id) == [.unknownKey, .wrongType])
    }

    /// What a dictionary says is held against all sites and groups that the manifest meant.
    @Test(
        arguments: [
            ("{ host: A.acme.com, routes: [{ path: /**, boot: user }] }", "app", [.invalidValue]),
            (
                "{ host: a.acme.com, routes: [{ path: /**, boot: user, groups: [identty] }] }",
                "app",
                [.unknownGroup]
            ),
            ("{ host: a.acme.com, routes: [{ path: /**, boot: user }] }", "ap", [.unknownSite]),
        ] as [(String, String, [DiagnosticID])])
    func mistakesHaveNoFollowers(site: String, sites: String, expected: [DiagnosticID]) {
        let found = findings(
            ManifestCases.manifest(top: "dictionary: a.md") + "  app: \(site)\n",
            "## Identity\n\n### `user_id`\n\n- Required\n- Sites: \(sites)\n")
        #expect(found.map(\.id) == expected, "\(found.map(\.message))")
    }

    @Test func usersAreKnownBySomething() {
        let routes = "[{ path: /**, boot: user, groups: [g] }, { path: /out, shutdown: true }]"
        func ids(_ attribute: String) -> [DiagnosticID] {
            findings(
                ManifestCases.manifest(top: "dictionary: a.md", routes: routes),
                "## G\n\n### `\(attribute)`\n\n- Sensitivity: personal\n"
            ).map(\.id)
        }
        #expect(ids("plan") == [.userWithoutIdentifier])
        for known in ["user_id", "email", "intercom_user_jwt"] { #expect(ids(known) == []) }
    }

    @Test(
        arguments: [
            ("/**", true), ("/blog/*", true), ("/a-*", true), ("/login", false), ("/", false),
        ]) func aSiteIsPublicWhereVisitorsHaveAWildcard(path: String, isPublic: Bool)
    {
        let found = findings(
            ManifestCases.manifest(
                top: "dictionary: a.md",
                routes: "[{ path: \(path), boot: visitor }, { path: /app/**, boot: user }, "
                    + "{ path: /out/*, shutdown: true, boot: visitor }]"),
            "## G\n\n### `user_id`\n\n### `iban`\n\n- Sensitivity: sensitive\n")
        #expect(found.map(\.id) == (isPublic ? [.sensitiveOnPublicSite] : []))
    }

    @Test func filesAreIgnoredInEitherNormalForm() throws {
        var sink = DiagnosticSink()
        let text = ManifestCases.manifest(site: "ignore: [\"caf\u{E9}.html\", \"e\u{301}/**\"]")
        let manifest = try #require(
            ManifestDocument(
                reading: SourceFile(path: "callbox.yml", text: text), reportingTo: &sink)?
                .manifest(environment: nil, reportingTo: &sink))
        let plan = Planner.plan(manifest, nil, reportingTo: &sink)
        for file in ["cafe\u{301}.html", "caf\u{E9}.html", "\u{E9}/a.html", "e\u{301}/a.html"] {
            #expect(plan.assignment(ofFile: file, of: plan.sites[0]) == .ignored)
        }
        #expect(plan.assignment(ofFile: "cafe.html", of: plan.sites[0]) != .ignored)
    }

    private func findings(_ manifest: String, _ dictionary: String) -> [Diagnostic] {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "callbox.yml", text: manifest)
        let attributes = AttributeDictionaryReader.read(
            SourceFile(path: "a.md", text: dictionary), reportingTo: &sink)
        if let manifest = ManifestDocument(reading: file, reportingTo: &sink)?
            .manifest(environment: nil, reportingTo: &sink)
        {
            _ = Planner.plan(manifest, attributes, reportingTo: &sink)
        }
        return sink.diagnostics
    }

    private func diagnostics(of file: SourceFile) -> [Diagnostic] {
        var sink = DiagnosticSink()
        let document = ManifestDocument(reading: file, reportingTo: &sink)
        if let manifest = document?.manifest(environment: nil, reportingTo: &sink) {
            _ = Planner.plan(manifest, nil, reportingTo: &sink)
        }
        sink.silence(byManifest: file, reportsUnused: true)
        return sink.diagnostics
    }
}

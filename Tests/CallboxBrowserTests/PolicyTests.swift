import CallboxBrowserSupport
import Foundation
import Testing

extension GuardedSites {
    /// The three sites of `acme`, all of them with a `policy`.
    ///
    /// - Parameters:
    ///   - delivery: of all of them; nil: as in the example.
    ///   - isStrict: whether the policy blocks scripts by their address, and assignments of HTML: the
    ///     pages' own are then made such that it doesn't.
    ///   - app: more lines of the app's server.
    convenience init(
        _ engine: Engine, policy: String, delivery: String? = nil, isStrict: Bool = false,
        by server: PlainServer.Kind? = nil, app: [String] = []
    ) throws {
        // `?js=off` is a page without scripting, as HTML has it for a browser's own switch, too
        // (https://html.spec.whatwg.org/#concept-environment-noscript).
        let switchable = [
            "set $off ''; if ($request_uri ~ js=off) { set $off 'sandbox allow-same-origin'; }",
            "add_header Content-Security-Policy $off always;",
        ]
        let sites = [
            Served(
                host: "www.acme.com", root: "public/www", name: "marketing",
                directives: switchable),
            Served(
                host: "docs.acme.com", root: "public/docs", name: "docs", directives: switchable),
            Served(
                host: "app.acme.com", root: "public/app", name: "app", fallback: "/index.html",
                directives: switchable + app),
        ]
        try self.init(engine, sites, by: server) { project in
            try FileManager.default.copyItem(
                at: Acme.repository.appendingPathComponent("examples/acme"), to: project)
            let manifest = project.appendingPathComponent("callbox.yml")
            var text = try String(contentsOf: manifest, encoding: .utf8)
            if let delivery {
                text = text.replacing("    delivery: external\n", with: "")
                    .replacing("    root: ", with: "    delivery: \(delivery)\n    root: ")
            }
            try text.replacing("    root: ", with: "    policy: \(policy)\n    root: ")
                .write(to: manifest, atomically: true, encoding: .utf8)
            if isStrict { try Self.adapt(project.appendingPathComponent("public")) }
            if policy.contains("page_scripts") {
                try Self.watch(project.appendingPathComponent("public"))
            }
        }
    }

    /// The app's script is put into its page, and may assign HTML and the user's JSON, whose element is a
    /// script; the docs do without theirs.
    private static func adapt(_ sites: URL) throws {
        let page = sites.appendingPathComponent("app/index.html")
        let script = try String(
            contentsOf: sites.appendingPathComponent("app/app.js"), encoding: .utf8)
        try String(contentsOf: page, encoding: .utf8).replacing(
            #"<script defer src="/app.js"></script>"#,
            with: """
                <script type="module">
                window.trustedTypes?.createPolicy(
                  "default", { createHTML: (text) => text, createScript: (text) => text });
                \(script)</script>
                """
        ).write(to: page, atomically: true, encoding: .utf8)
        let docs = sites.appendingPathComponent("docs/index.html")
        try String(contentsOf: docs, encoding: .utf8)
            .replacing(#/<script src="[^"]*"><\/script>/#, with: "")
            .write(to: docs, atomically: true, encoding: .utf8)
    }

    /// Goes through every kind of route, and tells what was blocked on the way: a visitor's, one
    /// without a boot, a user's, the single-page table, and both ways to a shutdown.
    func visitAll() throws -> [String] {
        var found: [String] = []
        func look(_ place: String) throws {
            found += try violations().map { "\(place): \($0)" }
        }
        for path in ["/", "/pricing.html", "/about/", "/legal/terms.html"] {
            try browser.open("https://www.acme.com\(path)")
            if path != "/legal/terms.html" { try wait(for: "boot") }
            try look(path)
        }
        // A launcher of the page's own: it is loaded at the first touch.
        try browser.open("https://docs.acme.com/index.html")
        try browser.click("h1")
        try wait(for: "boot")
        try look("docs")
        try browser.open("https://app.acme.com/login")
        try wait(for: "boot")
        try browser.click("[data-action=login]")
        try browser.wait(
            for: "(window.Intercom?.standIn?.calls || []).some(call => call.args[0]?.user_id)")
        try browser.click("a[href='/settings']")
        try wait(for: "update")
        try browser.click("a[href='/logout']")
        try wait(for: "shutdown")
        try look("app")
        try browser.open("https://app.acme.com/logout")
        try wait(for: "boot")
        try look("logout")
        return found
    }
}

extension BrowserTests {
    @Suite struct PolicyTests {
        @Test(
            "L7, O4: the glue and the Messenger run under both forms of policy, and nothing else",
            arguments: [
                "{ form: allow_list }", "{ form: strict_dynamic }",
                "{ own: \"default-src 'self'; require-trusted-types-for 'script'; trusted-types x\" }",
            ])
        func policies(policy: String) throws {
            let sites = try GuardedSites(.chromium, policy: policy)
            defer { sites.end() }
            for path in ["/", "/pricing", "/about/", "/legal/terms"] {
                try sites.browser.open("https://www.acme.com\(path)")
                if path != "/legal/terms" {
                    try sites.browser.wait(for: "window.Intercom?.standIn?.calls.length")
                }
                #expect(try sites.violations() == [], "\(path)")
            }
            // One byte more, and it is another script.
            try sites.spoil("public/www/index.html")
            try sites.browser.open("https://www.acme.com/")
            #expect(try sites.browser.value(of: "!window.callbox", as: Bool.self))
            #expect(try sites.violations().isEmpty == false)
        }

        @Test("S6: a host that answers a logout with a redirect ends the session by itself")
        func logoutWithoutScript() throws {
            let sites = try GuardedSites(
                .chromium, policy: "{ form: allow_list }",
                // A server that logs people out and sends them elsewhere: no script runs.
                app: ["location = /logout { return 303 https://www.acme.com/legal/terms; }"])
            defer { sites.end() }
            try sites.browser.open("https://www.acme.com/legal/terms")
            try sites.browser.run(
                """
                for (const domain of ["", ";Domain=acme.com"])
                  document.cookie = "intercom-session-abc12345=ann;Path=/;Max-Age=9999" + domain;
                document.cookie =
                  "callbox-abc12345=1.9999999999.live.abc;Domain=acme.com;Path=/;Secure;Max-Age=9999";
                """)
            #expect(try sites.browser.cookies().count == 3)
            // The cookie that is this host's own is not the app's to take away.
            try sites.browser.run(
                "document.cookie = 'intercom-session-abc12345=;Path=/;Max-Age=0'")
            try sites.browser.open("https://app.acme.com/logout")
            let cookies = try sites.browser.cookies()
            #expect(cookies.map(\.name) == ["callbox-abc12345"])
            #expect(cookies.first?.value == "1.0.over.0")
        }

        /// Two ways of delivery under both forms of policy, and with trusted types required.
        struct Case: Sendable, CustomTestStringConvertible {
            let engine: Engine
            let delivery: String
            let policy: String

            var testDescription: String { "\(engine), \(delivery), \(policy)" }

            static let all = Engine.allCases.flatMap { engine in
                ["inline", "external"].flatMap { delivery in
                    [
                        "{ page_scripts: true }",
                        "{ page_scripts: true, form: strict_dynamic }",
                        "{ page_scripts: true, own: \"default-src 'self'; "
                            + "require-trusted-types-for 'script'; trusted-types default\" }",
                    ].map { Case(engine: engine, delivery: delivery, policy: $0) }
                }
            }
        }

        @Test(
            "L7, O4: every kind of route runs under every kind of policy",
            .enabled(if: Engine.isProof), arguments: Case.all)
        func routes(example: Case) throws {
            let sites = try GuardedSites(
                example.engine, policy: example.policy, delivery: example.delivery,
                isStrict: example.policy.contains("strict") || example.policy.contains("trusted"))
            defer { sites.end() }
            #expect(try sites.visitAll() == [])
        }

        @Test(
            "L7, O4: every kind of route runs as Caddy and Apache serve it",
            .enabled(if: Engine.isProof), arguments: PlainServer.Kind.allCases, Engine.allCases)
        func servers(kind: PlainServer.Kind, engine: Engine) throws {
            let sites = try GuardedSites(
                engine, policy: "{ page_scripts: true }", delivery: "external", by: kind)
            defer { sites.end() }
            #expect(try sites.visitAll() == [])
            // The listener for violations is a script of the page, too: without its hash it wouldn't
            // run, and Chromium would say so.
            try sites.browser.open("https://www.acme.com/")
            #expect(
                try sites.browser.value(
                    of: """
                        fetch("/").then((answer) => answer.headers.get("content-security-policy"))
                        """, as: String.self
                ).contains("'sha256-"))
        }

        @Test(
            "S6: with JavaScript off a logout ends the session, and no page knows it afterwards",
            .enabled(if: Engine.isProof), arguments: Engine.allCases)
        func logoutWithoutJavaScript(engine: Engine) throws {
            let sites = try GuardedSites(engine, policy: "{ page_scripts: true }")
            defer { sites.end() }
            let browser = sites.browser
            try browser.open("https://app.acme.com/login")
            try sites.wait(for: "boot")
            try browser.click("[data-action=login]")
            try browser.wait(
                for: "(window.Intercom?.standIn?.calls || []).some(call => call.args[0]?.user_id)")
            #expect(try browser.cookies().contains { $0.name == Acme.session })
            // From here on no page runs a script, the one that is left for the logout neither.
            try browser.open("https://app.acme.com/settings?js=off")
            #expect(try browser.cookies().contains { $0.name == Acme.session })
            try browser.open("https://app.acme.com/logout?js=off")
            #expect(try browser.value(of: "!window.violations && !window.callbox", as: Bool.self))
            func expectNone(_ place: String) throws {
                let cookies = try browser.cookies()
                #expect(!cookies.contains { $0.name == Acme.session }, "\(place)")
                #expect(
                    cookies.first { $0.name == Acme.marker }?.value == "1.0.over.0", "\(place)")
            }
            try expectNone("logout")
            try browser.open("https://docs.acme.com/index.html?js=off")
            try expectNone("docs without JavaScript")
            try browser.open("https://docs.acme.com/index.html")
            try browser.click("h1")
            try sites.wait(for: "boot")
            #expect(!(try browser.cookies().contains { $0.name == Acme.session }))
            let launcher = try browser.value(
                of: "document.getElementById('intercom-container').textContent", as: String.self)
            #expect(launcher.contains("visitor"), "\(launcher)")
        }
    }
}

import CallboxBrowserSupport
import Foundation
import Testing

/// The sites of `acme` under the server configuration that the build emits for nginx.
private final class GuardedSites {
    let server: SiteServer
    let browser: Browser
    let folder: TemporaryFolder

    /// - Parameter policy: the `policy` of the site `marketing`.
    init(policy: String) throws {
        folder = try TemporaryFolder()
        let example = folder.url.appendingPathComponent("acme")
        try FileManager.default.copyItem(
            at: Self.repository.appendingPathComponent("examples/acme"), to: example)
        let manifest = example.appendingPathComponent("callbox.yml")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        try text.replacing(
            "    root: public/www\n", with: "    root: public/www\n    policy: \(policy)\n"
        ).write(to: manifest, atomically: true, encoding: .utf8)
        try ChildProcess.run(
            URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
                .deletingLastPathComponent().appendingPathComponent("callbox").path,
            ["build"], in: example)
        var sites = [("www.acme.com", "www", "marketing"), ("app.acme.com", "app", "app")].map {
            host, root, name in
            var site = Site(host: host, root: example.path + "/public/" + root)
            // A header of its own in a location would drop the file's.
            site.headers = [:]
            site.directives = [
                "include \(example.path)/build/callbox/\(name)/server/nginx.conf;"
            ]
            return site
        }
        sites[1].fallback = "/index.html"
        // A server that logs people out and sends them elsewhere: no script of the app runs.
        sites[1].directives.append(
            "location = /logout { return 303 https://www.acme.com/legal/terms; }")
        var intercom = Site(host: "widget.intercom.io", root: folder.path("intercom"))
        intercom.defaultType = "text/javascript"
        try FileManager.default.createDirectory(
            atPath: folder.path("intercom/widget"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: Self.repository.appendingPathComponent(
                "Sources/CallboxPreview/Resources/messenger-stand-in.js"),
            to: folder.url.appendingPathComponent("intercom/widget/abc12345"))
        server = try SiteServer(sites + [intercom])
        browser = try Browser(.chromium, through: server.proxy)
    }

    private static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What the browser has complained of since it was last asked.
    func violations() throws -> [String] {
        (try browser.consoleComplaints() ?? []).filter { $0.contains("Content Security Policy") }
    }

    func end() {
        browser.quit()
        server.end()
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
            let sites = try GuardedSites(policy: policy)
            defer { sites.end() }
            for path in ["/", "/pricing", "/about/", "/legal/terms"] {
                try sites.browser.open("https://www.acme.com\(path)")
                if path != "/legal/terms" {
                    try sites.browser.wait(for: "window.Intercom?.standIn?.calls.length")
                }
                #expect(try sites.violations() == [], "\(path)")
            }
            // One byte more, and it is another script.
            let page = sites.folder.url.appendingPathComponent("acme/public/www/index.html")
            let html = try String(contentsOf: page, encoding: .utf8)
            try html.replacing("}</script>", with: "} </script>")
                .write(to: page, atomically: true, encoding: .utf8)
            try sites.browser.open("https://www.acme.com/")
            #expect(try sites.browser.value(of: "!window.callbox", as: Bool.self))
            #expect(try sites.violations().isEmpty == false)
        }

        @Test("S6: a host that answers a logout with a redirect ends the session by itself")
        func logoutWithoutScript() throws {
            let sites = try GuardedSites(policy: "{ form: allow_list }")
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
    }
}

import Foundation
import Testing

/// The policy that is made of a site's own, and where a host's format can't say all of it.
struct SitePolicyTests {
    private struct Headers: Decodable {
        let directives: [String: [String]]
        let content_security_policy: String
    }

    private func headers(_ keys: String) throws -> Headers {
        let project = try TemporaryProject(
            ofPages: ["a.html": "<p>"], site: ["policy: { \(keys) }"])
        try project.build()
        let text = try project.text(of: "build/callbox/docs/server/headers.json")
        return try JSONDecoder().decode(Headers.self, from: Data(text.utf8))
    }

    @Test func allowsNothingWhereNothingIsRestricted() throws {
        for own in ["frame-ancestors 'none'", "script-src-attr 'none'", "object-src 'none'"] {
            for keys in ["own: \"\(own)\"", "page_scripts: true, own: \"\(own)\""] {
                #expect(try headers(keys).content_security_policy == own)
            }
        }
        let element = try headers("own: \"script-src-elem 'self'\"").directives
        #expect(element.keys.sorted() == ["script-src-elem"])
        #expect(element["script-src-elem"]?.contains { $0.hasPrefix("'sha256-") } == true)
        // This form is a restriction by itself.
        let strict = try headers("form: strict_dynamic, own: \"frame-ancestors 'none'\"").directives
        #expect(strict["script-src"]?.last == "'strict-dynamic'")
        #expect(try headers("").directives["script-src"]?.first == "'self'")
        #expect(try headers("form: strict_dynamic").directives["script-src"]?.count == 2)
    }

    @Test func aHashForAllKindsIsNoneForStyles() throws {
        let directives = try headers("own: \"default-src 'self' 'sha256-abc='\"").directives
        #expect(directives["style-src"] == ["'self'", "'unsafe-inline'"])
        #expect(directives["script-src"]?.contains("'sha256-abc='") == true)
        #expect(directives["default-src"] == ["'self'", "'sha256-abc='"])
    }

    @Test func noneGivesWayToWhatTheMessengerNeeds() throws {
        let fonts = try headers("own: \"font-src 'none'\"").directives["font-src"]
        #expect(fonts == ["https://js.intercomcdn.com", "https://fonts.intercomcdn.com"])
    }

    /// Beside a hash the word counts for nothing, and what the site has inline would be blocked.
    @Test func whereAllInlineScriptsMayRunNoneIsListed() throws {
        let scripts = try headers("own: \"script-src 'self' 'unsafe-inline'\"")
            .directives["script-src"]
        #expect(scripts?.prefix(2) == ["'self'", "'unsafe-inline'"])
        #expect(scripts?.contains { $0.hasPrefix("'sha256-") } == false)
    }

    @Test func isWrittenAsEachFormatReadsIt() throws {
        // nginx takes no word of 4,096 bytes.
        let many = (0..<300).map { "https://\($0).example.com" }.joined(separator: " ")
        let own = "sandbox allow-scripts; connect-src https://a.org/%41&b \(many)"
        let project = try TemporaryProject(
            ofPages: ["a.html": "<p>"], site: ["policy: { own: \"\(own)\" }"])
        try project.build()
        func text(_ file: String) throws -> String {
            try project.text(of: "build/callbox/docs/server/" + file)
        }
        #expect(try text("apache.conf").contains("https://a.org/%%41&b "))
        let meta = try text("meta.html")
        #expect(meta.contains("https://a.org/%41&amp;b ") && !meta.contains("sandbox"))
        let words = try text("nginx.conf").split(separator: "\"")
        #expect(words.allSatisfy { $0.utf8.count < 4096 })
        #expect(words.contains { $0.contains("https://299.example.com") })
    }

    @Test func vercelSendsOneCookieTheMarker() throws {
        struct Vercel: Decodable {
            struct Header: Decodable { let key, value: String }
            struct Rule: Decodable { let headers: [Header] }
            let headers: [Rule]
        }
        let project = try TemporaryProject(
            ofPages: ["out.html": "<p>"], route: "{ path: /out, shutdown: true, boot: visitor }")
        try project.build()
        let text = try project.text(of: "build/callbox/docs/server/vercel.json")
        let rules = try JSONDecoder().decode(Vercel.self, from: Data(text.utf8)).headers
        for rule in rules { #expect(Set(rule.headers.map(\.key)).count == rule.headers.count) }
        #expect(
            rules.flatMap(\.headers).filter { $0.key == "Set-Cookie" }.map(\.value) == [
                "callbox-abc12345=1.0.over.0; Path=/; Max-Age=34560000; SameSite=Lax; Secure; "
                    + "Domain=acme.com"
            ])
    }

    @Test func headersFileLeavesThePagesOfAnotherSiteToIt() throws {
        let project = try TemporaryProject([
            "callbox.yml": """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            sites:
              www: { host: www.acme.com, routes: [{ path: /**, boot: visitor }] }
              guide: { host: www.acme.com, base: /docs, routes: [{ path: /**, boot: visitor }] }

            """
        ])
        try project.build()
        let outer = try project.text(of: "build/callbox/www/server/_headers")
        #expect(!outer.contains("Content-Security-Policy"))
        #expect(outer.contains("# No policy here, use meta.html: /* can't leave out"))
        #expect(outer.contains("below /docs/*,"))
        // It can leave them out.
        let vercel = try project.text(of: "build/callbox/www/server/vercel.json")
        #expect(vercel.contains(#""source": "/((?!docs(?:/|$)).*)""#), "\(vercel)")
        let inner = try project.text(of: "build/callbox/guide/server/_headers")
        #expect(inner.contains("\n/docs/*\n  Content-Security-Policy: default-src 'self'"))
        #expect(!inner.contains("No policy here"))
    }
}

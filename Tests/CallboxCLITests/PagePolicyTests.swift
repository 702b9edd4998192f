import Crypto
import Foundation
import Testing

/// Content policies that pages declare themselves, by what `check` says of them.
struct PagePolicyTests {
    private func project(
        _ pages: [String: String], delivery: String = "inline", silencing: String = "",
        route: String = "{ path: /**, boot: visitor }"
    ) throws -> TemporaryProject {
        let project = try TemporaryProject(
            ofPages: pages, site: ["delivery: \(delivery)"], comment: silencing, route: route)
        try project.build()
        return project
    }

    private func page(_ policies: String..., behind: String = "") -> String {
        let metas = policies.map {
            "<meta http-equiv=\"Content-Security-Policy\" content=\"\($0)\">\n"
        }
        return
            "<!doctype html>\n<html><head>\n\(metas.joined())<title>A</title>\(behind)</head>\n<p>A"
    }

    /// The hash that the report gives for the one route, with its quotes.
    private func hash(of project: TemporaryProject) throws -> String {
        let report = try project.text(of: "build/callbox/report.json")
        let match = try #require(report.firstMatch(of: /sha256-[^"]+/))
        return "'\(match.0)'"
    }

    @Test func policiesBeyondTheHundredthAreCounted() throws {
        var pages: [String: String] = [:]
        for number in 100..<203 {
            pages["\(number).html"] = page("script-src https://\(number).com")
        }
        // A page with two of them is one page.
        pages["202.html"] = page("script-src https://202.com", "img-src https://202.com")
        let project = try project(pages)
        let said = try project.callbox("check").stderr
        #expect(said.contains("public/199.html:3:53: warning: this page's content policy"))
        #expect(!said.contains("public/200.html:"))
        #expect(
            said.contains(
                "callbox.yml:5:3: warning: pages of site 'docs' declare more than 100 content "
                    + "policies; those of public/200.html, public/201.html, public/202.html "
                    + "weren't looked at [blocked-by-policy]"), "\(said.suffix(900))")
    }

    @Test(arguments: [
        ("https://docs.acme.com/h%C3%A4ndbuch/callbox/", true),
        ("https://docs.acme.com/handbuch/callbox/", false),
    ])
    func externalScriptsAreAskedForAsTheyStandInTheirURL(source: String, isFine: Bool) throws {
        let intercom =
            "https://app.intercom.io https://widget.intercom.io https://js.intercomcdn.com"
        let project = try TemporaryProject(
            ofPages: ["a.html": page("script-src \(source) \(intercom)")],
            site: ["base: /händbuch", "delivery: external"])
        try project.build()
        let said = try project.callbox("check").stderr
        #expect(said.contains("[blocked-by-policy]") != isFine, "\(said)")
    }

    @Test func isToldAtItsPlaceOnceForAllPagesThatHaveIt() throws {
        let one = page("default-src 'self'")
        let project = try project([
            "b.html": one, "a.html": one, "c.html": one, "d.html": one, "e.html": one,
            "z.html": page("script-src 'none'"),
        ])
        let run = try project.callbox("check")
        #expect(run.exitCode == 0)
        let lines = run.stderr.split(separator: "\n").map(String.init)
        #expect(
            lines.filter { $0.contains("[blocked-by-policy]") } == [
                "public/a.html:3:53: warning: this page's content policy blocks what the block "
                    + "'docs/all' needs; so does that of public/b.html, public/c.html, "
                    + "public/d.html and 1 more [blocked-by-policy]",
                "public/z.html:3:53: warning: this page's content policy blocks what the block "
                    + "'docs/all' needs [blocked-by-policy]",
            ], "\(run.stderr)")
        let hash = try hash(of: project)
        #expect(
            run.stderr.contains(
                "'script-src', for which 'default-src' stands, lacks \(hash) "
                    + "https://app.intercom.io https://widget.intercom.io "
                    + "https://js.intercomcdn.com"), "\(run.stderr)")
        #expect(
            run.stderr.contains(
                "'style-src', for which 'default-src' stands, lacks 'unsafe-inline'"))
        #expect(run.stderr.contains("'script-src' lacks \(hash) https://app.intercom.io"))
        #expect(try project.callbox("check", "--strict").exitCode == 1)
        // It is what ships that is looked at, and building is no time to say so.
        #expect(!(try project.callbox("build").stderr.contains("blocked-by-policy")))
    }

    @Test func whatItSaysIsEnough() throws {
        let policies = [
            "default-src 'self'; style-src 'self' 'sha256-abc='", "default-src 'none'",
            "script-src-elem 'self'; style-src-attr 'none'; trusted-types a",
            "script-src 'self' 'strict-dynamic' 'nonce-x'", "connect-src https:; child-src 'self'",
        ]
        let pages = policies.enumerated().map { ("\($0).html", page($1)) }
        let project = try project(Dictionary(uniqueKeysWithValues: pages))
        let stderr = try project.callbox("check").stderr
        let mended = stderr.matches(of: /with that it reads: (.*)/).map { String($0.1) }
        try #require(mended.count == policies.count, "\(stderr)")
        for (number, policy) in mended.enumerated() {
            try project.write(page(policy), to: "public/\(number).html")
        }
        try project.build()
        let again = try project.callbox("check", "--strict")
        #expect(again.exitCode == 0, "\(again.stderr)")
    }

    private static let running = [
        // Nothing that the Messenger needs is restricted.
        "upgrade-insecure-requests", "object-src 'none'; base-uri 'self'", "",
        "default-src * 'unsafe-inline' data: blob:",
        "script-src HTTPS: 'UNSAFE-INLINE'", "script-src * 'unsafe-inline'",
        "script-src &#39;unsafe-inline&#x27; https://*.intercom.io &apos;self&apos; "
            + "https://*.intercomcdn.com",
        "script-src HASH 'strict-dynamic' 'unsafe-inline' https:",
        // What a meta can't say, and a second directive of a name.
        "sandbox; report-uri /x; frame-ancestors 'none'",
        "style-src 'unsafe-inline'; style-src 'none'",
        // It is about scripts.
        "style-src 'unsafe-inline' 'strict-dynamic'",
        "frame-src https:; worker-src 'none'; child-src 'none'",
        "connect-src https: wss:", "trusted-types *", "trusted-types callbox x",
        "require-trusted-types-for 'script'",
    ]

    @Test func policiesUnderWhichEverythingRuns() throws {
        let project = try project(["a.html": page("script-src 'none'")])
        let hash = try hash(of: project)
        for (number, policy) in Self.running.enumerated() {
            try project.write(
                page(policy.replacing("HASH", with: hash)), to: "public/\(number).html")
        }
        try project.delete("public/a.html")
        try project.build()
        let run = try project.callbox("check", "--strict")
        #expect(run.exitCode == 0, "\(run.stderr)")
    }

    @Test func aHashMayBeOfAnyLengthAndInEitherAlphabet() throws {
        let project = try project(["a.html": page("script-src 'none'")])
        try project.build()
        let block = try project.text(of: "build/callbox/docs/snippets/all.html")
        let script = Data(
            try #require(block.firstMatch(of: /<script[^>]*>(.*)<\/script>/.dotMatchesNewlines()))
                .1.utf8)
        let hashes = [
            "sha256-" + Data(SHA256.hash(data: script)).base64EncodedString(),
            "sha384-" + Data(SHA384.hash(data: script)).base64EncodedString(),
            "sha512-" + Data(SHA512.hash(data: script)).base64EncodedString(),
        ]
        for hash in hashes {
            let value = hash.dropFirst(7)
            let other = value.replacing("+", with: "-").replacing("/", with: "_")
            for written in [value + "", other] {
                let policy = "script-src '\(hash.prefix(7))\(written)' https:"
                try project.write(page(policy), to: "public/a.html")
                try project.build()
                let run = try project.callbox("check", "--strict")
                #expect(run.exitCode == 0, "\(policy): \(run.stderr)")
            }
        }
    }

    /// Each with what the finding about it says; nil where there is none.
    private static let blocking: [(policy: String, lack: String?)] = [
        // A hash beside it makes the word void, and so does what trusts scripts by another.
        ("script-src 'unsafe-inline' 'sha256-abc=' https:", "'script-src' lacks HASH"),
        ("script-src 'unsafe-inline' 'nonce-a' https:", "'script-src' lacks HASH"),
        ("script-src 'unsafe-inline' 'strict-dynamic' https:", "'script-src' lacks HASH"),
        ("script-src HASH http://app.intercom.io", "lacks https://widget.intercom.io"),
        ("script-src HASH https://widget.intercom.io/widget/x https:", nil),
        (
            "script-src HASH https://*.intercom.io https://js.intercomcdn.com:444",
            "lacks https://js.intercomcdn.com"
        ),
        (
            "script-src HASH https://*.ntercom.io https://js.intercomcdn.com",
            "lacks https://app.intercom.io"
        ),
        ("script-src-elem 'none'; script-src HASH https:", "'script-src-elem' lacks HASH"),
        ("style-src 'unsafe-inline' 'nonce-a'", "without 'nonce-a', which makes that void"),
        ("style-src-attr 'self'", "'style-src-attr' lacks 'unsafe-inline'"),
        ("connect-src https:", "'connect-src' lacks wss://*.intercom-messenger.com"),
        ("child-src 'self'", "'frame-src', for which 'child-src' stands, lacks https://i"),
        ("form-action 'self'", "'form-action' lacks https://intercom.help"),
        ("img-src * ", "'img-src' lacks blob: data:\n"),
        ("trusted-types a", "'trusted-types' lacks callbox"),
    ]

    @Test func policiesThatBlockSomething() throws {
        let project = try project(["a.html": page("script-src 'none'")])
        let hash = try hash(of: project)
        for (number, example) in Self.blocking.enumerated() {
            let policy = example.policy.replacing("HASH", with: hash)
            try project.write(page(policy), to: "public/page-\(number).html")
        }
        try project.delete("public/a.html")
        try project.build()
        let findings = try project.callbox("check").stderr.split(separator: "public/page-")
        for (number, example) in Self.blocking.enumerated() {
            let found = findings.first { $0.hasPrefix("\(number).html") }
            if let lack = example.lack?.replacing("HASH", with: hash) {
                #expect(found?.contains(lack) == true, "\(example): \(found ?? "nothing")")
            } else {
                #expect(found == nil, "\(example)")
            }
        }
    }

    @Test func everyPolicyOfAPageCounts() throws {
        let project = try project(["a.html": page("object-src 'none'", "font-src 'none'")])
        let run = try project.callbox("check")
        #expect(run.stderr.contains("public/a.html:4:53: warning"), "\(run.stderr)")
        #expect(run.stderr.contains("'font-src' lacks https://js.intercomcdn.com"))
    }

    @Test func onlyWhatComesBehindItIsGoverned() throws {
        // Behind the head's end tag a meta is still the head's, and behind the block.
        let late = "</head><meta http-equiv=content-security-policy content=\"script-src https:\">"
        let project = try project(["a.html": page(behind: late)])
        #expect(try project.callbox("check", "--strict").exitCode == 0)
        try project.write(
            page(behind: late.replacing("https:", with: "'none'")), to: "public/a.html")
        try project.build()
        let stderr = try project.callbox("check").stderr
        #expect(stderr.contains("lacks https://app.intercom.io"), "\(stderr)")
        // In a body, a template or a noscript it is none.
        for none in ["<body>META", "<template>META</template>", "<noscript>META</noscript>"] {
            let meta = "<meta http-equiv=content-security-policy content=\"script-src 'none'\">"
            try project.write(
                page(behind: none.replacing("META", with: meta)), to: "public/a.html")
            try project.build()
            #expect(try project.callbox("check", "--strict").exitCode == 0, "\(none)")
        }
    }

    @Test func scriptOfAFileIsTrustedByItsAddressOrItsIntegrity() throws {
        let examples = [
            ("script-src 'self' https:", true), ("script-src https://docs.acme.com https:", true),
            ("script-src HASH https://*.intercom.io https://js.intercomcdn.com", true),
            ("script-src HASH 'strict-dynamic'", true), ("script-src 'unsafe-inline' https:", true),
            ("script-src 'self' 'strict-dynamic'", false),
            ("script-src https://*.intercom.io https://js.intercomcdn.com", false),
        ]
        let project = try project(["a.html": page("script-src 'none'")], delivery: "external")
        let hash = try hash(of: project)
        for (number, example) in examples.enumerated() {
            let policy = example.0.replacing("HASH", with: hash)
            try project.write(page(policy), to: "public/page-\(number).html")
        }
        try project.build()
        let stderr = try project.callbox("check").stderr
        for (number, (policy, runs)) in examples.enumerated() {
            #expect(stderr.contains("public/page-\(number).html") == !runs, "\(policy): \(stderr)")
        }
    }

    @Test func whatBootsNothingNeedsItsScriptAlone() throws {
        let route = "{ path: /**, shutdown: true, boot: none }"
        let page = page("default-src 'none'; script-src 'unsafe-inline'")
        let project = try project(["a.html": page], route: route)
        let run = try project.callbox("check")
        #expect(!run.stderr.contains("blocked-by-policy"), "\(run.stderr)")
        // And without a block there is nothing to block.
        let none = try self.project(
            ["a.html": self.page("script-src 'none'")], route: "{ path: /**, boot: none }")
        #expect(!(try none.callbox("check").stderr.contains("blocked-by-policy")))
    }

    @Test func isSilencedWhereTheSiteIsDeclared() throws {
        let project = try project(
            ["a.html": page("script-src 'none'")],
            silencing: " # callbox-ignore blocked-by-policy: a test page")
        let run = try project.callbox("check", "--strict")
        #expect(run.exitCode == 0, "\(run.stderr)")
        #expect(try project.callbox("check", "--inputs", "--strict").exitCode == 0)
    }
}

import CallboxKit
import Foundation
import Testing

/// Templates that people have ejected and changed.
struct TemplatesTests {
    private static let names = [
        "inline", "external", "headers", "nginx", "caddy", "apache", "meta",
    ]

    /// The example with all templates ejected, `templates` naming their folder.
    private func project() throws -> TemporaryProject {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("templates", "eject", "--to", "own")
        try #require(run.exitCode == 0, "\(run.stderr)")
        try project.replace(
            "output: build/callbox\n", by: "output: build/callbox\ntemplates: own\n",
            in: "callbox.yml")
        return project
    }

    @Test func areListedAndShown() throws {
        let list = try CommandLineRun(["templates"], in: "/")
        #expect(list.exitCode == 0)
        #expect(try CommandLineRun(["templates", "list"], in: "/").stdout == list.stdout)
        let lines = list.stdout.split(separator: "\n")
        #expect(lines.map { $0.split(separator: " ")[0] } == Self.names.map { $0[...] })
        let nginx = try CommandLineRun(["templates", "show", "nginx"], in: "/").stdout
        #expect(nginx.starts(with: #/{{! callbox \d+\.\d+\.\d+ [0-9a-f]{12} }}\n{{% CONTENT/#))
        let wrong = try CommandLineRun(["templates", "show", "ngnix"], in: "/")
        #expect(wrong.exitCode == 64)
        #expect(wrong.stderr.contains("there is no template 'ngnix'; did you mean 'nginx'?"))
    }

    @Test func changeNothingAsTheyAreEjected() throws {
        let plain = try TemporaryProject(copyOf: "acme")
        try plain.build()
        let own = try project()
        try own.build()
        #expect(try own.tree("build") == plain.tree("build"))
        #expect(try own.tree("public") == plain.tree("public"))
        #expect(try own.callbox("check", "--strict").exitCode == 0)
    }

    @Test func areNeverReplacedUnasked() throws {
        let project = try project()
        // The same bytes again are no loss.
        #expect(try project.callbox("templates", "eject", "nginx", "--to", "own").exitCode == 0)
        try project.write("mine", to: "own/nginx.mustache")
        let run = try project.callbox("templates", "eject", "meta", "nginx", "--to", "own")
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("'own/nginx.mustache' is there already; --force replaces it"))
        #expect(try project.text(of: "own/nginx.mustache") == "mine")
        #expect(
            try project.callbox("templates", "eject", "nginx", "--to", "own", "--force").exitCode
                == 0)
        #expect(try project.text(of: "own/nginx.mustache") != "mine")
        #expect(try project.callbox("templates", "eject", "--to", "callbox.yml").exitCode == 74)
    }

    @Test func changesAreInPagesAndServerFiles() throws {
        let project = try project()
        try project.replace(
            "<script data-callbox", by: "<script data-category=chat data-callbox",
            in: "own/inline.mustache")
        try project.replace(
            "<script async", by: "<script async fetchpriority=low", in: "own/external.mustache")
        try project.write(
            try project.text(of: "own/nginx.mustache") + "add_header X-Site {{site}};\n",
            to: "own/nginx.mustache")
        // What isn't there is as it was, and other files are nobody's business.
        try project.delete("own/caddy.mustache")
        try project.write("{{ what", to: "own/README.md")
        try project.build()
        #expect(
            try project.text(of: "public/www/index.html")
                .contains("<script data-category=chat data-callbox=\"marketing/all\">{"))
        #expect(
            try project.text(of: "public/docs/index.html").contains(
                "<script async fetchpriority=low data-callbox=\"docs/docs\" src=\"/callbox/"))
        #expect(
            try project.text(of: "build/callbox/docs/server/nginx.conf")
                .hasSuffix("\nadd_header X-Site docs;\n"))
        #expect(try project.callbox("check", "--strict").exitCode == 0)
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(
            try project.text(of: "public/www/index.html")
                == String(
                    contentsOfFile: TemporaryProject.repository
                        + "/examples/acme/public/www/index.html", encoding: .utf8))
    }

    @Test func explainReckonsWithTheirLength() throws {
        let project = try project()
        // The encoding is declared late: it must stay within the first 1,024 bytes.
        try project.write(
            "<!doctype html><title>A</title><p><meta charset=utf-8>", to: "public/docs/late.html")
        let address = "https://docs.acme.com/late"
        #expect(!(try project.callbox("explain", address).stdout.contains("gets no block")))
        try project.replace(
            "<script async",
            by: "<script async data-x=\(String(repeating: "x", count: 900))",
            in: "own/external.mustache")
        #expect(try project.callbox("explain", address).stdout.contains("late.html gets no block"))
        try project.build()
        #expect(try project.text(of: "build/callbox/report.json").contains("late-encoding"))
    }

    /// A template, what is written into it in place of what, and the finding's place and message.
    private static let mistakes: [(file: String, old: String, new: String, finding: String)] = [
        (
            "nginx", "{{policy_value}}", "{{policy_vlaue}}",
            "7:27: error: 'policy_vlaue' is no value of 'nginx.mustache'; did you mean "
                + "'policy_value'?"
        ),
        (
            "nginx", "{{/policy_parts}}", "{{/policy_part}}",
            "8:1: error: this closes 'policy_part', and 'policy_parts' is open"
        ),
        ("caddy", "{{#has_assets}}", "", "error: this closes 'has_assets', which isn't open"),
        ("meta", "{{meta_policy}}", "{{meta_policy", "2:76: error: this tag has no '}}'"),
        (
            "meta", "{{% CONTENT_TYPE:TEXT}}", "",
            "1:1: error: 'meta.mustache' says {{% CONTENT_TYPE:TEXT}} before its values"
        ),
        (
            "headers", "{{policy}}", "{{&policy}}",
            "error: a template has values, sections and comments; '{{&' is none"
        ),
        (
            "headers", "{{policy}}", "{{> other}}",
            "error: a template has values, sections and comments; '{{>' is none"
        ),
        (
            "apache", "{{#has_assets}}", "{{#has_assets}}{{#others}}",
            "error: this closes 'has_assets', and 'others' is open"
        ),
        ("apache", "# The headers", "# Thé headers", "error: a template is ASCII"),
        (
            "inline", "<script", "<p><script",
            "1:1: error: a wrapper is one script element with data-callbox=\"{{mark}}\", and "
                + "nothing around it"
        ),
        ("inline", "data-callbox", "data-box", "1:1: error: a wrapper is one script element"),
        ("inline", "{{mark}}", "www/all", "1:1: error: a wrapper is one script element"),
        (
            "inline", "{{script}}", "{{script}};",
            "1:1: error: the element holds {{script}}, and nothing beside it"
        ),
        ("inline", "{{script}}", "", "1:1: error: the element holds {{script}}"),
        ("inline", "{{mark}}\"", "{{mark}}\" src=/x.js", "error: the element holds {{script}}"),
        (
            "external", " integrity=\"{{integrity}}\"", "",
            "1:1: error: the element is empty, its src is {{address}}, its integrity {{integrity}}"
        ),
        (
            "external", "{{address}}", "{{script}}",
            "error: 'script' is no value of 'external.mustache'"
        ),
        (
            "meta", "{{% CONTENT_TYPE:TEXT}}",
            String(repeating: "{{#site}}", count: 3000)
                + String(repeating: "{{/site}}", count: 3000),
            "error: sections are nested at most 100 levels deep"
        ),
    ]

    @Test func mistakesAreToldWithTheirPlaces() throws {
        let project = try project()
        for mistake in Self.mistakes {
            let name = "own/\(mistake.file).mustache"
            let before = try project.text(of: name)
            try project.replace(mistake.old, by: mistake.new, in: name)
            let run = try project.callbox("build")
            #expect(run.exitCode == 65, "\(mistake)")
            let found = run.stderr.split(separator: "\n").filter {
                $0.contains("[invalid-template]")
            }
            #expect(
                found.contains { $0.hasPrefix(name) && $0.contains(mistake.finding) },
                "\(mistake): \(run.stderr)")
            try project.write(before, to: name)
        }
        try project.write("x", to: "own/ngnix.mustache")
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains(
                "own/ngnix.mustache:1:1: error: 'ngnix.mustache' is the name of no template; did "
                    + "you mean 'nginx.mustache'?"), "\(run.stderr)")
        // What is to be taken out doesn't depend on it.
        #expect(try project.callbox("remove").exitCode == 0)
        try project.replace("templates: own", by: "templates: onw", in: "callbox.yml")
        let missing = try project.callbox("check")
        #expect(missing.exitCode == 65)
        #expect(missing.stderr.contains("error: there is no folder 'onw' [input-missing]"))
    }

    @Test func thoseOfAnotherTimeAreLints() throws {
        let project = try project()
        let text = try project.text(of: "own/nginx.mustache")
        let stamp = try #require(text.firstMatch(of: #/callbox (\S+) ([0-9a-f]{12})/#))
        try project.write(
            text.replacing(stamp.0, with: "callbox 0.0.9 0123456789ab"), to: "own/nginx.mustache")
        try project.build()
        let run = try project.callbox("check")
        #expect(run.exitCode == 0)
        #expect(
            run.stderr.contains(
                "own/nginx.mustache:1:1: warning: 'nginx.mustache' was made from that of callbox "
                    + "0.0.9, and the one of this version is another [outdated-template]"),
            "\(run.stderr)")
        #expect(run.stderr.contains("'callbox templates show nginx' prints what it is now"))
        #expect(try project.callbox("check", "--strict").exitCode == 1)
        // Another version with the same template is none.
        try project.write(
            text.replacing(stamp.1, with: "0.0.9"), to: "own/nginx.mustache")
        #expect(try project.callbox("check", "--strict").exitCode == 0)
        try project.write(
            text.split(separator: "\n", maxSplits: 1)[1] + "", to: "own/nginx.mustache")
        #expect(
            try project.callbox("check", "--inputs").stderr.contains(
                "'nginx.mustache' doesn't say which template it was made from"))
        try project.write(
            "{{! # callbox-ignore outdated-template: it was looked at }}\n"
                + text.split(separator: "\n", maxSplits: 1)[1], to: "own/nginx.mustache")
        #expect(try project.callbox("check", "--strict").exitCode == 0)
    }

    @Test func libraryTakesThemAsBytes() throws {
        let manifest = Array(
            """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            templates: own
            sites:
              www: { host: www.acme.com, routes: [{ path: /**, boot: visitor }] }
            """.utf8)
        let text = try CommandLineRun(["templates", "show", "inline"], in: "/").stdout
            .replacing("<script", with: "<script data-category=chat")
        let plan = try CallboxPlan(
            manifest: manifest, templates: ["inline.mustache": Array(text.utf8)])
        #expect(plan.warnings.isEmpty)
        let snippet = try #require(plan.snippet(forFile: "a.html", of: "www"))
        #expect(snippet.html.hasPrefix("<script data-category=chat data-callbox=\"www/all\">"))
        #expect(throws: CallboxInputError.self) { try CallboxPlan(manifest: manifest) }
        #expect(throws: CallboxInputError.self) {
            try CallboxPlan(
                manifest: manifest, templates: ["inline.mustache": Array("<p>{{script}}".utf8)])
        }
    }
}

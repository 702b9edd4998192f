import CallboxKit
import Foundation
import Testing

/// CallboxKit as a site generator uses it: bytes in, values out.
struct CallboxPlanTests {
    private func plan(_ example: String, environment: String? = nil) throws -> CallboxPlan {
        let folder = TemporaryProject.repository + "/examples/" + example
        return try CallboxPlan(
            manifest: Array(try Data(contentsOf: URL(filePath: folder + "/callbox.yml"))),
            dictionary: Array(try Data(contentsOf: URL(filePath: folder + "/attributes.md"))),
            environment: environment)
    }

    @Test func makesTheSamePagesAsTheCommandLine() throws {
        let plan = try plan("acme")
        #expect(plan.sites == ["marketing", "docs", "app"])
        #expect(plan.warnings.isEmpty)
        let project = try TemporaryProject(copyOf: "acme")
        let before = try project.tree("public")
        try project.build()
        let after = try project.tree("public")
        let roots = ["www": "marketing", "docs": "docs", "app": "app"]
        var changed = 0
        for (path, bytes) in before where path.hasSuffix(".html") {
            let parts = path.split(separator: "/", maxSplits: 1).map(String.init)
            let page = plan.page(bytes, file: parts[1], of: try #require(roots[parts[0]]))
            #expect(page == after[path], "\(path)")
            #expect(CallboxPlan.pageWithoutBlock(page) == bytes, "\(path)")
            if page != bytes { changed += 1 }
        }
        #expect(changed == 18)
    }

    @Test func whatIsServedAsXMLIsLeftAlone() throws {
        let plan = try plan("acme")
        let page = Array("<!doctype html><script data-callbox='docs/all'></script>".utf8)
        #expect(plan.page(page, file: "map.XHTML", of: "docs") == page)
        #expect(plan.snippet(forFile: "map.XHTML", of: "docs") == nil)
        #expect(plan.snippet(forFile: "map.html", of: "docs") != nil)
    }

    @Test func obeysWhatTheManifestSaysOfPages() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "    ignore: [\"google*.html\"]\n",
            by: "    ignore: [\"legal/**\"]\n"
                + "    pages: { redirects: inject, amp: inject, framesets: inject, fragments: inject }\n",
            in: "callbox.yml")
        let special = [
            "amp.html": "<!doctype html><html amp><title>A</title>",
            "frames.html": "<!doctype html><frameset></frameset>", "piece.html": "a piece",
            "redirect.html": "<!doctype html><meta http-equiv=refresh content='0;url=/'>",
            "legal/old.html": "<!doctype html><script data-callbox='marketing/old'></script>",
        ]
        for (name, text) in special { try project.write(text, to: "public/www/" + name) }
        let plan = try CallboxPlan(
            manifest: Array(try project.text(of: "callbox.yml").utf8),
            dictionary: Array(try project.text(of: "attributes.md").utf8))
        try project.build()
        for (name, text) in special {
            let page = plan.page(Array(text.utf8), file: name, of: "marketing")
            #expect(try project.tree("public/www")[name] == page, "\(name)")
            #expect(page != Array(text.utf8), "\(name)")
        }
        // What `ignore` has come to name loses its block.
        #expect(try project.text(of: "public/www/legal/old.html") == "<!doctype html>")
    }

    @Test func leavesThePagesOfAnotherSitesBaseAlone() throws {
        let manifest = """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            sites:
              www: { host: www.acme.com, routes: [{ path: /**, boot: visitor }] }
              guide: { host: www.acme.com, base: /docs, routes: [{ path: /**, boot: visitor }] }
            """
        let plan = try CallboxPlan(manifest: Array(manifest.utf8))
        let page = Array("<!doctype html><title>A</title>".utf8)
        let guide = plan.page(page, file: "a.html", of: "guide")
        #expect(guide != page)
        #expect(plan.page(guide, file: "docs/a.html", of: "www") == guide)
        #expect(plan.snippet(forFile: "docs/a.html", of: "www") == nil)
    }

    @Test func givesSnippetsWithTheirAssets() throws {
        let plan = try plan("acme")
        let docs = try #require(plan.snippet(forFile: "guide/index.html", of: "docs"))
        let asset = try #require(docs.asset)
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        #expect(try project.tree("public/docs")[asset.path] == asset.bytes)
        #expect(docs.html.contains("/" + asset.path))
        #expect(docs.html.contains(docs.policyHash))
        #expect(docs.policyHash.hasPrefix("sha256-"))
        #expect(try project.text(of: "build/callbox/docs/snippets/docs.html") == docs.html + "\n")
        #expect(plan.snippet(forFile: "legal/terms.html", of: "marketing") == nil)
        #expect(plan.snippet(forFile: "index.html", of: "nowhere") == nil)
        #expect(plan.snippet(forFile: "index.html", of: "marketing")?.asset == nil)
    }

    @Test func knowsEnvironments() throws {
        let staging = try plan("acme", environment: "staging")
        let snippet = try #require(staging.snippet(forFile: "index.html", of: "marketing"))
        #expect(snippet.html.contains("stg12345"))
        #expect(!snippet.html.contains("abc12345"))
        let error = #expect(throws: CallboxInputError.self) {
            try plan("acme", environment: "stagin")
        }
        #expect(error?.problems.map(\.id) == ["unknown-environment"])
    }

    @Test func throwsEverythingThatIsWrong() {
        let error = #expect(throws: CallboxInputError.self) {
            try CallboxPlan(
                manifest: Array("callbox: 1\nworkspace: { app_id: abc }\nsties: {}\n".utf8))
        }
        let problems = error?.problems ?? []
        #expect(
            problems.contains { problem in
                problem.id == "unknown-key" && problem.path == "callbox.yml" && problem.line == 3
                    && problem.column == 1 && problem.isError
                    && problem.message.hasSuffix("did you mean 'sites'?")
            })
        // What is misspelt isn't missing, too.
        let missing = problems.filter { $0.id == "missing-key" }.map(\.message)
        #expect(missing.count == 1 && missing[0].contains("'cookie_domain'"))
    }
}

/// A program of somebody else's that imports CallboxKit.
struct ClientProgramTests {
    private let client = """
        import CallboxKit

        func instrument(_ html: [UInt8], yaml: [UInt8]) throws(CallboxInputError) -> [UInt8] {
            let plan = try CallboxPlan(manifest: yaml, dictionary: nil, environment: nil)
            for warning in plan.warnings { print(warning.id, warning.line ?? 0, warning.message) }
            guard let snippet = plan.snippet(forFile: "a.html", of: plan.sites[0]) else { return html }
            let _: (String, String, CallboxSnippet.Asset?) = (snippet.html, snippet.policyHash, snippet.asset)
            return CallboxPlan.pageWithoutBlock(plan.page(html, file: "a.html", of: plan.sites[0]))
        }
        """

    /// Against the modules that the tests were built with: a package of its own would build all of
    /// Callbox a second time, minutes.
    private func check(_ program: String) throws -> CommandLineRun {
        let project = try TemporaryProject(["client.swift": program])
        let scratch = CommandLineRun.products + "/../.."
        let maps = try CommandLineRun(
            command: [
                "sh", "-c",
                "ls \"$0\"/Sources/C*/module.modulemap "
                    + "\"$1\"/checkouts/*/Sources/*/include/module.modulemap",
                TemporaryProject.repository, scratch,
            ], in: project.path)
        try #require(maps.lines.count > 4, "\(maps.stderr)")
        return try CommandLineRun(
            command: [
                "swiftc", "-typecheck", "-swift-version", "6", "-package-name", "client",
                "-module-cache-path", project.path + "/cache",
                "-I", CommandLineRun.products + "/Modules", "client.swift",
            ] + maps.lines.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] },
            in: project.path, environment: ["HOME": project.path])
    }

    @Test func needsNothingButTheModule() throws {
        let run = try check(client)
        #expect(run.exitCode == 0, "\(run.stderr)")
    }

    @Test func seesNothingOfTheStages() throws {
        let run = try check("import CallboxKit\nlet plan: Plan? = nil\n")
        #expect(run.exitCode == 1)
        #expect(run.stderr.contains("cannot find type 'Plan' in scope"), "\(run.stderr)")
    }
}

import Foundation
import Testing

/// What `check` sees of pages and files that aren't what `build` would make.
struct DriftTests {
    private let project: TemporaryProject

    init() throws {
        project = try TemporaryProject(copyOf: "acme")
        try project.build()
    }

    @Test func changedWorkspaceIsSeenOnEveryPageGroupedByBlock() throws {
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        let run = try project.callbox("check", "--json")
        #expect(run.exitCode == 1)
        let drift = try #require(try run.json()["drift"] as? [[String: Any]])
        let pages = drift.filter { $0["message"] as? String == "pages hold an outdated block" }
        // The visitors of marketing, its pricing page, the docs, the app.
        #expect(pages.compactMap { $0["count"] as? Int } == [3, 1, 13, 1])
        for group in pages {
            let paths = try #require(group["paths"] as? [String])
            #expect(paths.count == min(3, try #require(group["count"] as? Int)))
            #expect(paths.allSatisfy { project.exists($0) })
            let (found, expected) = (group["found"] as? String, group["expected"] as? String)
            #expect(found != expected)
            // The docs' pages name a script by its content; it holds the workspace.
            if !paths[0].hasPrefix("public/docs") {
                #expect(found?.contains("abc12345") == true)
                #expect(expected?.contains("new67890") == true)
            }
        }
        let text = try project.callbox("check")
        #expect(text.exitCode == 1)
        #expect(
            text.stdout.contains(
                "drift: pages hold an outdated block: public/docs/api/anvil.html, "
                    + "public/docs/api/errors.html, public/docs/api/index.html and 10 more\n"))
    }

    /// Build can't mend it: it doesn't know where the block ended.
    @Test func pagesThatAllDifferAreCountedBeyondAHundred() throws {
        let pages = (0..<103).map { number in
            ("\(number).html", "<!doctype html><script data-callbox=docs/all>\(number)</script>")
        }
        let project = try TemporaryProject(ofPages: Dictionary(uniqueKeysWithValues: pages))
        let run = try project.callbox("check")
        #expect(run.exitCode == 1)
        #expect(run.lines.count { $0.hasPrefix("drift: pages hold an outdated block: ") } == 100)
        #expect(
            run.stdout.contains(
                "drift: pages differ in other ways than the 100 above: public/97.html, "
                    + "public/98.html, public/99.html\n"), "\(run.stdout)")
    }

    @Test func blockThatLostItsEndTagIsSeen() throws {
        let page = "public/www/index.html"
        let text = try project.text(of: page)
        let end = try #require(text.range(of: "</script>"))
        try project.write(text.replacingCharacters(in: end, with: ""), to: page)
        for _ in 0..<2 {
            let run = try project.callbox("check")
            #expect(run.exitCode == 1)
            #expect(
                run.stdout.contains(
                    "drift: pages hold a block that has lost its end tag; they have to be generated "
                        + "anew: \(page)\n"))
            try project.build()
        }
    }

    /// In the output folder as in the trees.
    @Test func whatAKilledRunLeftIsSwept() throws {
        let before = try project.tree()
        for folder in ["build/callbox/docs", "public/docs/callbox", "public/docs/api"] {
            try project.write("half", to: folder + "/.callbox-0123456789abcdef.tmp")
        }
        try project.build()
        #expect(try project.tree() == before)
    }

    @Test func quietStillTellsFindings() throws {
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        let run = try project.callbox("check", "--quiet")
        #expect(run.exitCode == 1)
        #expect(run.stdout.contains("drift: pages hold an outdated block"))
        #expect(try project.callbox("build", "--quiet").stdout.isEmpty)
        let clean = try project.callbox("check", "--quiet")
        #expect(clean.exitCode == 0)
        #expect(clean.stdout.isEmpty)
    }

    /// Damages a file, and expects that check names it and that build heals it.
    @Test(arguments: [
        ("public/docs/callbox/", ".js"), ("build/callbox/docs/assets/callbox/", ".js"),
        ("build/callbox/marketing/snippets/", "all.html"), ("build/callbox/", "routes.json"),
        ("public/docs/", "faq.html"),
    ])
    func damageIsSeenAndHealed(folder: String, ending: String) throws {
        let tree = try project.tree()
        let file = try #require(tree.keys.first { $0.hasPrefix(folder) && $0.hasSuffix(ending) })
        let good = try #require(tree[file])
        let isPage = file.hasPrefix("public/docs/faq")
        // One byte of the block, or of the file.
        let damaged =
            isPage
            ? String(decoding: good, as: UTF8.self)
                .replacing("data-callbox=\"docs/docs\"", with: "data-callbox=\"docs/dogs\"")
            : String(decoding: good, as: UTF8.self) + " "
        #expect(Array(damaged.utf8) != good)
        try project.write(damaged, to: file)
        let run = try project.callbox("check")
        #expect(run.exitCode == 1)
        #expect(run.stdout.contains(file), "\(run.stdout)")
        try project.delete(file)
        if !isPage { #expect(try project.callbox("check").stdout.contains(file)) }
        if isPage { try project.write(damaged, to: file) }
        try project.build()
        #expect(try project.tree()[file] == good)
    }

    @Test func pagesWithoutBlockTwiceOrInTheWrongPlaceAreSeen() throws {
        let page = try project.text(of: "public/www/index.html")
        let block = try project.text(of: "build/callbox/marketing/snippets/all.html").dropLast()
        try project.write(
            page.replacing(block, with: ""), to: "public/www/index.html")
        try project.write(page.replacing(block, with: block + block), to: "public/www/404.html")
        try project.write("<!doctype html>\(block)<p>", to: "public/www/legal/terms.html")
        let run = try project.callbox("check")
        #expect(run.exitCode == 1)
        #expect(run.stdout.contains("drift: pages hold no block: public/www/index.html\n"))
        #expect(
            run.stdout.contains(
                "drift: pages hold their block twice or at the wrong place: public/www/404.html\n"))
        #expect(
            run.stdout.contains(
                "drift: pages hold a block and should have none: public/www/legal/terms.html\n"))
    }

    @Test func leftoversAreSeen() throws {
        try project.replace("name: docs", by: "name: manual", in: "callbox.yml")
        let run = try project.callbox("check")
        #expect(run.exitCode == 1)
        let leftovers = run.lines.first { $0.hasPrefix("drift: files are left") }
        #expect(
            leftovers == "drift: files are left from an earlier run: "
                + "build/callbox/docs/snippets/docs.html")
    }

    @Test func removedOutputFolderIsNoDrift() throws {
        try project.delete("build")
        #expect(try project.callbox("check").exitCode == 0)
    }
}

/// Pages without a route, and routes without a page: warnings that `--strict` makes errors.
struct CoverageFindingsTests {
    private let manifest = """
        callbox: 1
        workspace: { app_id: abc12345 }
        cookie_domain: acme.com
        sites:
          docs:
            host: docs.acme.com
            root: public
            routes:
              - path: /guide/**
                boot: visitor
              - path: /blog/**
                boot: visitor
        """

    @Test func areWarningsUnlessStrict() throws {
        let project = try TemporaryProject([
            "callbox.yml": manifest, "public/guide/a.html": "<!doctype html><title>A</title>",
            "public/b.html": "<!doctype html><title>B</title>",
        ])
        let build = try project.callbox("build")
        #expect(build.exitCode == 0)
        for run in [build, try project.callbox("check")] {
            #expect(run.exitCode == 0)
            #expect(
                run.stderr.contains(
                    "callbox.yml:5:3: warning: 1 page of site 'docs' matches no route: b.html "
                        + "[page-without-route]"), "\(run.stderr)")
            #expect(
                run.stderr.contains(
                    "callbox.yml:11:15: warning: no page of site 'docs' has the route '/blog/**' "
                        + "[route-without-page]"), "\(run.stderr)")
        }
        #expect(try project.callbox("check", "--strict").exitCode == 1)
        #expect(try project.callbox("build", "--strict").exitCode == 1)
        #expect(try project.callbox("check", "--strict", "--inputs").exitCode == 0)
    }

    @Test func strictBuildWritesNothingWhereTheInputsWarn() throws {
        let project = try TemporaryProject([
            "callbox.yml": manifest.replacing("docs.acme.com", with: "http://docs.acme.com"),
            "public/guide/a.html": "<!doctype html><title>A</title>",
        ])
        let before = project.times()
        let run = try project.callbox("build", "--strict")
        #expect(run.exitCode == 1)
        #expect(run.stderr.contains("[http-host]"))
        #expect(project.times() == before)
        #expect(try project.callbox("check", "--strict", "--inputs").exitCode == 1)
    }
}

import Crypto
import Foundation
import Testing

/// `page_scripts`: the policy of a site lists the inline scripts that its pages hold.
struct PageScriptsTests {
    private func project(
        _ pages: [String: String], policy: String = "{ page_scripts: true }"
    ) throws -> TemporaryProject {
        try TemporaryProject(
            ofPages: pages, site: [#"ignore: ["old/**"]"#, "policy: \(policy)"])
    }

    private func hash(of script: String) -> String {
        "'sha256-\(Data(SHA256.hash(data: Data(script.utf8))).base64EncodedString())'"
    }

    private func scripts(of project: TemporaryProject) throws -> [String] {
        struct Headers: Decodable { let directives: [String: [String]] }
        let text = try project.text(of: "build/callbox/docs/server/headers.json")
        let headers = try JSONDecoder().decode(Headers.self, from: Data(text.utf8))
        return headers.directives["script-src"]?.filter { $0.hasPrefix("'sha256-") } ?? []
    }

    private static let running = [
        "<script>a()</script>", "<SCRIPT Type=\" Text/JavaScript \">b()</SCRIPT foo=bar>",
        "<script type=module>c()</script>", "<script type=''>d()</script>",
        "<script type=importmap>{}</script>", "<script language=JavaScript>e()</script>",
        "<template><script>f()</script></template>", "<script>g(\"<!-- </scripty>\")</script>",
        "<script>h()\r\ni()\rj()</script>", "<script nomodule>é</script>", "<script></script>",
        "<script>k(\"\0\")</script>",
    ]

    private static let others = [
        "<script type=application/ld+json>1</script>", "<script src=/x.js>2</script>",
        "<script src>3</script>", "<script type='text/javascript; charset=utf-8'>4</script>",
        "<!-- <script>5</script> -->", "<noscript><script>6</script></noscript>",
        "<textarea><script>7</script></textarea>", "<script type=text/template>8</script>",
        "<script language=vbscript>9</script>", "<p onclick='x()' style='color: red'>",
        "<style>a{}</style>",
    ]

    @Test func arePreciselyThoseThatABrowserRuns() throws {
        let page = "<!doctype html><title>A</title>" + (Self.running + Self.others).joined()
        let project = try project([
            "a.html": page, "b/c.html": page, "old/d.html": "<script>old()</script>",
            "unclosed.html": "<!doctype html><script>never()",
        ])
        try project.build()
        let texts = [
            "a()", "b()", "c()", "d()", "{}", "e()", "f()", "g(\"<!-- </scripty>\")",
            "h()\ni()\nj()", "k(\"\u{FFFD}\")", "é", "", "old()",
        ]
        let found = try scripts(of: project)
        #expect(found == found.sorted())
        // One is the glue.
        #expect(found.count == texts.count + 1)
        #expect(Set(texts.map(hash)).subtracting(found) == [])
        for file in ["nginx.conf", "Caddyfile", "apache.conf", "_headers", "meta.html"] {
            let text = try project.text(of: "build/callbox/docs/server/" + file)
            #expect(text.contains(hash(of: "old()")), "\(file)")
        }
        #expect(try project.callbox("check", "--strict").exitCode == 0)
        let before = try project.text(of: "build/callbox/docs/server/nginx.conf")
        #expect(try project.build().stdout.contains("also 13 inline scripts of the pages"))
        #expect(try project.text(of: "build/callbox/docs/server/nginx.conf") == before)
    }

    @Test func withoutTheKeyOnlyTheGlueIsListed() throws {
        let project = try project(["a.html": "<!doctype html><script>a()</script>"], policy: "{}")
        try project.build()
        #expect(try scripts(of: project).count == 1)
        #expect(!(try project.text(of: "build/callbox/report.json").contains("pageScripts")))
    }

    @Test func aChangedScriptIsDriftOfTheServersFiles() throws {
        let project = try project(["a.html": "<!doctype html><script>a()</script>"])
        try project.build()
        let page = try project.text(of: "public/a.html")
        try project.write(page.replacing("a()", with: "b()"), to: "public/a.html")
        let run = try project.callbox("check")
        #expect(run.exitCode == 1)
        #expect(
            run.stdout.contains(
                "drift: files are missing or out of date: build/callbox/docs/server/Caddyfile, "
                    + "build/callbox/docs/server/_headers, "
                    + "build/callbox/docs/server/apache.conf and 4 more"), "\(run.stdout)")
        try project.build()
        #expect(try scripts(of: project).contains(hash(of: "b()")))
        #expect(!(try scripts(of: project).contains(hash(of: "a()"))))
    }

    @Test func shardsComeToTheSamePolicy() throws {
        let pages = Dictionary(
            uniqueKeysWithValues: (0..<9).map {
                ("\($0).html", "<!doctype html><script>a(\($0 % 5))</script>")
            })
        let whole = try project(pages)
        try whole.build()
        let parted = try project(pages)
        for shard in ["1/3", "2/3", "3/3"] { try parted.build("--shard", shard) }
        #expect(!parted.exists("build/callbox/docs/server/nginx.conf"))
        let merge = try parted.callbox("merge-reports")
        #expect(merge.exitCode == 0, "\(merge.stderr)")
        for file in ["report.json", "docs/server/nginx.conf", "docs/server/headers.json"] {
            #expect(
                try whole.text(of: "build/callbox/" + file)
                    == parted.text(of: "build/callbox/" + file), "\(file)")
        }
        #expect(try scripts(of: parted).count == 6)
        for shard in ["1/3", "2/3", "3/3"] {
            #expect(try parted.callbox("check", "--shard", shard).exitCode == 0)
        }
    }

    @Test func needTheTree() throws {
        let project = try project([:])
        let manifest = try project.text(of: "callbox.yml")
        try project.write(
            manifest.replacing("    root: public\n", with: ""), to: "callbox.yml")
        for command in ["build", "check"] {
            let run = try project.callbox(command)
            #expect(run.exitCode == 65)
            #expect(
                run.stderr.contains(
                    "callbox.yml:8:29: error: site 'docs' has no root, whose pages' scripts its "
                        + "policy is to list [root-missing]"), "\(run.stderr)")
        }
    }

    @Test func ofAFailedPageNoPolicyIsMade() throws {
        let project = try project(["a.html": "<!doctype html><script>a()</script>"])
        try project.build()
        let before = try project.text(of: "build/callbox/docs/server/nginx.conf")
        try project.write("<!doctype html><script>b()</script>", to: "public/b.html")
        try project.setMode(0, of: "public/a.html")
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74, "\(run.stderr)")
        #expect(try project.text(of: "build/callbox/docs/server/nginx.conf") == before)
    }
}

import Testing

/// What one command says, the others hold to: silenced lints, pages of nested sites, addresses as
/// browsers request them.
struct OneAnswerTests {
    private static let manifest = """
        callbox: 1
        workspace: { app_id: abc12345 }
        cookie_domain: acme.com
        sites:
          www:
            host: www.acme.com
            root: public
            routes:
              - path: /**
                boot: visitor
              - path: /legal/**
                boot: none

        """
    private static let pages = [
        "public/index.html": "<!doctype html><title>A</title>",
        "public/legal/terms.html": "<!doctype html><title>T</title>",
    ]

    private func project(_ manifest: String) throws -> TemporaryProject {
        try TemporaryProject(Self.pages.merging(["callbox.yml": manifest]) { $1 })
    }

    @Test func lintsAboutTreesAreSilencedLikeOthers() throws {
        let comment = "  # callbox-ignore route-without-page: comes later\n"
        let route = "      - { path: /later, boot: visitor }"
        let loud = try project(Self.manifest + route + "\n")
        #expect(try loud.callbox("build").stderr.contains("[route-without-page]"))
        let silent = try project(Self.manifest + route + comment)
        #expect(try silent.build("--strict").stderr == "")
        #expect(try silent.callbox("check", "--strict").exitCode == 0)
        #expect(try silent.callbox("check", "--inputs", "--strict").exitCode == 0)
    }

    @Test func aLintOfOneEnvironmentMayBeSilencedThere() throws {
        let project = try project(
            Self.manifest.replacing(
                "sites:\n  www:\n    host",
                with: """
                    environments:
                      test:
                        sites:
                          www:
                            host: http://test.acme.com  # callbox-ignore http-host: no TLS there
                    sites:
                      www:
                        host
                    """))
        for arguments in [
            ["build"], ["check"], ["check", "--inputs"], ["build", "--env", "test"],
        ] {
            let run = try CommandLineRun(arguments + ["--strict"], in: project.path)
            #expect(run.exitCode == 0, "\(arguments): \(run.stderr)")
        }
    }

    @Test func aPageBelowAnotherSitesBaseIsThatSites() throws {
        let project = try project(
            Self.manifest + """
                  handbook:
                    host: www.acme.com
                    base: /legal
                    routes: [{ path: /**, boot: none }]

                """)
        try project.build()
        #expect(try project.text(of: "public/index.html").contains("data-callbox"))
        #expect(try !project.text(of: "public/legal/terms.html").contains("data-callbox"))
        let said = try project.callbox("explain", "www.acme.com/legal/terms").stdout
        #expect(said.hasPrefix("handbook  /terms\n"))
    }

    @Test func aBaseOnAnotherHostTakesNoPage() throws {
        let project = try project(
            Self.manifest.replacing("boot: none", with: "boot: visitor") + """
                  handbook:
                    host: docs.acme.com
                    base: /legal
                    routes: [{ path: /**, boot: none }]

                """)
        try project.build()
        #expect(try project.text(of: "public/legal/terms.html").contains("data-callbox"))
    }

    @Test(arguments: [
        "https://www.acme.com/legal/../index.html", "HTTPS://www.acme.com/",
        "www.acme.com/legal/%2E%2e/", "https://www.acme.com/./?a=/legal/b#/legal/c",
    ]) func addressesAreWhatABrowserRequests(address: String) throws {
        let said = try project(Self.manifest).callbox("explain", address).stdout
        #expect(said.contains("route all  /**"), "\(said)")
    }

    @Test(arguments: [
        ("/buy", "buy.html", "it sends its visitors on at once (meta refresh)"),
        ("/buy.html", "buy.html", "it sends its visitors on at once (meta refresh)"),
        (
            "/google0123456789abcdef.html", "google0123456789abcdef.html",
            "the manifest's 'ignore' names it"
        ),
        ("/map.xhtml", "map.xhtml", "it is served as XML, whose rules aren't HTML's"),
        ("\\map.xhtml", "map.xhtml", "it is served as XML, whose rules aren't HTML's"),
        (
            "/cafe\u{301}/map.xhtml", "cafe\u{301}/map.xhtml",
            "it is served as XML, whose rules aren't HTML's"
        ),
    ]) func explainSaysThatAPageIsSkipped(path: String, file: String, because: String) throws {
        let project = try TemporaryProject(copyOf: "acme")
        for name in ["map.xhtml", "cafe\u{301}/map.xhtml"] {
            try project.write("<!doctype html><title>Map</title>", to: "public/www/" + name)
        }
        let said = try project.callbox("explain", "www.acme.com" + path).stdout
        #expect(
            said.contains("\nbut public/www/\(file) gets no block: \(because)\n"), "\(said)")
        let other = try project.callbox("explain", "www.acme.com/about/").stdout
        #expect(!other.contains("gets no block"))
        // As it is.
        let before = try project.text(of: "public/www/" + file)
        try project.build()
        #expect(try project.text(of: "public/www/" + file) == before)
    }

    @Test func explainKeepsToTheSitesThatAreMeant() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("explain", "--site", "docs", "https://www.acme.com/")
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("site 'marketing', which --site leaves out"))
    }

    @Test(arguments: [".", "..", "./x/.."]) func outputHoldsNoManifest(output: String) throws {
        let project = try project("output: \"\(output)\"\n" + Self.manifest)
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("[output-not-allowed]"))
        #expect(!project.exists("routes.json"))
    }

    @Test func rootLiesInNoOutput() throws {
        let project = try project(
            Self.manifest.replacing("root: public", with: "root: build/callbox/www"))
        try project.write("<!doctype html>", to: "build/callbox/www/index.html")
        let run = try project.callbox("build")
        #expect(run.exitCode == 65 && run.stderr.contains("lies in the output folder"))
    }

    @Test func aMissingFallbackIsTold() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("fallback: /index.html", by: "fallback: /shell.html", in: "callbox.yml")
        #expect(try project.callbox("build").stderr.contains("[fallback-missing]"))
    }

    @Test func removeNeedsNoDictionary() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        try project.write("", to: "attributes.md")
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(try !project.text(of: "public/app/index.html").contains("data-callbox"))
    }

    @Test func sitesThatAreNotMeantMayShareARoot() throws {
        let project = try project(
            Self.manifest + """
                  docs: { host: docs.acme.com, root: public, routes: [{ path: /**, boot: visitor }] }

                """)
        #expect(try project.callbox("build").exitCode == 65)
        #expect(try project.callbox("build", "--site", "docs").exitCode == 0)
    }

    @Test(arguments: [
        ["check", "--inputs", "--site", "www"], ["check", "--inputs", "--root", "www=public"],
        ["check", "--inputs", "--shard", "1/2"],
        ["build", "--root", "www=public", "--root", "www=other"],
    ]) func optionsAreNeverSwallowed(arguments: [String]) throws {
        let project = try project(Self.manifest)
        let run = try CommandLineRun(arguments, in: project.path)
        #expect(run.exitCode == 64, "\(run.stderr)")
    }
}

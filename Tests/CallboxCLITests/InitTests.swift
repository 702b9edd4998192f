import Testing

/// A first manifest, by nobody's answers.
struct InitTests {
    /// What `init` wrote must be taken by all other commands.
    private func expectUsable(_ project: TemporaryProject) throws {
        let inputs = try project.callbox("check", "--inputs", "--strict")
        #expect(inputs.exitCode == 0, "\(inputs.stderr)")
        try project.build()
        let check = try project.callbox("check", "--strict")
        #expect(check.exitCode == 0, "\(check.stdout)\(check.stderr)")
    }

    struct Configured: Sendable, CustomTestStringConvertible {
        let file: String
        let text: String
        let root: String
        var base: String? = nil
        var testDescription: String { "\(file): \(text)" }
    }

    @Test(arguments: [
        Configured(
            file: "hugo.toml", text: "baseURL = 'https://docs.acme.com/'", root: "public"),
        Configured(
            file: "config.toml", text: "base_url = \"https://docs.acme.com\"", root: "public"),
        Configured(
            file: "_config.yml", text: "url: https://docs.acme.com # live\nbaseurl: /handbook",
            root: "_site", base: "/handbook"),
        Configured(
            file: "mkdocs.yml", text: "site_url: https://docs.acme.com/v2/\nsite_dir: out",
            root: "out", base: "/v2"),
        Configured(
            file: "conf.py", text: "html_baseurl = \"https://docs.acme.com\"", root: "_build/html"),
        Configured(file: "conf.py", text: "SITE_URL = \"https://docs.acme.com\"", root: "output"),
        Configured(
            file: "acme.lektorproject",
            text: "[project]\nname = Acme\nurl = https://docs.acme.com/\noutput_path = htdocs",
            root: "htdocs"),
        Configured(
            file: "docusaurus.config.js",
            text: "module.exports = {\n  url: 'https://docs.acme.com',\n  baseUrl: '/',\n}",
            root: "build"),
    ])
    func configurationOfAGeneratorIsUsed(configured: Configured) throws {
        let project = try TemporaryProject([
            configured.file: configured.text,
            configured.root + "/index.html": "<!doctype html><title>A</title>",
        ])
        let run = try project.callbox("init", "--app-id", "abc12345")
        #expect(run.exitCode == 0, "\(run.stderr)")
        let manifest = try project.text(of: "callbox.yml")
        #expect(manifest.contains("\n  docs:\n    host: docs.acme.com\n"), "\(manifest)")
        #expect(manifest.contains("    root: \(configured.root) "), "\(manifest)")
        #expect(manifest.contains("cookie_domain: acme.com "))
        if let base = configured.base { #expect(manifest.contains("    base: \(base)\n")) }
        #expect(!run.stdout.contains("fill in"), "\(run.stdout)")
        try expectUsable(project)
    }

    /// On a terminal of its own, as `script` makes one.
    @Test func questionsAreAskedOnATerminal() throws {
        let project = try TemporaryProject([
            "public/index.html": "<!doctype html><title>A</title>",
            "answers": "abc12345\nmars\neu\nhttps://docs.acme.com\ndocs.acme.com\ny\n",
        ])
        let run = try CommandLineRun(
            command: [
                "sh", "-c",
                "script -q -e -c '\(CommandLineRun.binary) init' /dev/null <answers",
            ], in: project.path)
        #expect(run.exitCode == 0, "\(run.stdout)\(run.stderr)")
        for line in [
            "The workspace's id (app_id): ", "eu or au [us]: ", "it is one of us, eu and au",
            "The host of site 'site' (public) [site.example.com]: ",
            "a host is written without 'https://'", "wrote callbox.yml",
        ] { #expect(run.stdout.contains(line), "\(line): \(run.stdout)") }
        #expect(!run.stdout.contains("fill in"))
        let manifest = try project.text(of: "callbox.yml")
        for line in [
            "app_id: abc12345", "region: eu ", "host: docs.acme.com\n", "boot: user\n",
        ] { #expect(manifest.contains(line), "\(line): \(manifest)") }
        #expect(try project.callbox("check", "--inputs").exitCode == 0)
    }

    @Test func builtTreeAloneIsEnough() throws {
        let project = try TemporaryProject([
            "dist/index.html": """
            <!doctype html><link rel="canonical" href="https://www.acme.co.uk/shop/">\
            <script>{"features": ["navigation.instant"]}</script>
            """, "dist/logout/index.html": "<!doctype html><title>Bye</title>",
        ])
        let run = try project.callbox("init")
        #expect(run.exitCode == 0, "\(run.stderr)")
        #expect(run.stdout.contains("fill in: app_id"))
        #expect(!run.stdout.contains("cookie_domain"))
        let manifest = try project.text(of: "callbox.yml")
        for line in [
            "  marketing:", "    host: www.acme.co.uk", "    base: /shop",
            "cookie_domain: acme.co.uk ",
            "    navigation: history ", "      - path: /logout", "        shutdown: true",
        ] { #expect(manifest.contains(line), "\(line): \(manifest)") }
        let unfilled = try project.callbox("check", "--inputs")
        #expect(unfilled.exitCode == 0 && unfilled.stdout == "the inputs have no errors\n")
        #expect(unfilled.stderr.contains("[placeholder-app-id]"))
        try project.replace("your-app-id", by: "abc12345", in: "callbox.yml")
        try expectUsable(project)
    }

    @Test func sitesOfOptionsShareOneManifest() throws {
        let project = try TemporaryProject([
            "a/index.html": "<!doctype html>", "b/index.html": "<!doctype html>",
        ])
        let run = try project.callbox(
            "init", "--root", "www=a", "--root", "app=b", "--host", "www=acme.com", "--host",
            "app=app.acme.com", "--users", "app", "--region", "eu", "--app-id", "abc12345")
        #expect(run.exitCode == 0, "\(run.stderr)")
        // A page that logs people out is theirs to name: a lint, no error.
        try project.build()
        #expect(try project.callbox("check").exitCode == 0)
        let explained = try project.callbox("explain", "https://app.acme.com/x")
        #expect(explained.stdout.contains("boots the user"))
    }

    @Test func otherBuiltTreesAreTold() throws {
        let page = "<!doctype html><title>A</title>"
        let project = try TemporaryProject([
            "docs/_site/index.html": page, "docs/site/index.html": page,
            "docs/Acme.doccarchive/index.html": page,
        ])
        let run = try project.callbox(
            "init", "docs", "--app-id", "abc12345", "--host", "www=www.acme.com")
        let found = Set(["_site", "site", "Acme.doccarchive"])
        let manifest = try project.text(of: "callbox.yml")
        let taken = try #require(found.first { manifest.contains("root: docs/\($0) ") })
        let told = run.lines.filter { $0.hasPrefix("not taken") }
        #expect(
            Set(told)
                == Set(
                    found.subtracting([taken]).map {
                        "not taken: 'docs/\($0)' has built pages, too; --root NAME=DIR names each"
                    }), "\(run.stdout)")
    }

    @Test func nothingIsReplacedUnasked() throws {
        let project = try TemporaryProject([
            "public/index.html": "<!doctype html>", "attributes.md": "mine",
        ])
        let run = try project.callbox("init")
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("'attributes.md' is there already"))
        #expect(!project.exists("callbox.yml"))
        let forced = try project.callbox("init", "--force")
        #expect(forced.exitCode == 0)
        for gap in ["app_id", "the host of site 'site'", "cookie_domain"] {
            #expect(forced.stdout.contains("fill in: \(gap)"), "\(forced.stdout)")
        }
    }

    @Test(arguments: [
        ["--region", "mars"], ["--app-id", "a b"], ["--cookie-domain", "co.uk"],
        ["--host", "docs=https://x/"],
    ])
    func wrongAnswersAreToldAndNothingIsWritten(options: [String]) throws {
        let project = try TemporaryProject(["public/index.html": "<!doctype html>"])
        let run = try CommandLineRun(["init"] + options, in: project.path)
        // What only the whole shows is told of the manifest that it would be.
        let isOfTheWhole = options.last == "co.uk"
        #expect(run.exitCode == (isOfTheWhole ? 65 : 64), "\(run.stderr)")
        #expect(run.stderr.contains(isOfTheWhole ? "callbox.yml:" : "Error: \(options[0]) "))
        #expect(!project.exists("callbox.yml"))
    }

    @Test func aProjectThatIsNoFolderIsTold() throws {
        let project = try TemporaryProject(["public/index.html": "<!doctype html>"])
        let run = try CommandLineRun(["init", "nosuch"], in: project.path)
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("there is no folder 'nosuch'"), "\(run.stderr)")
    }

    @Test(arguments: [
        ["--dictionary", "callbox.yml"], ["--dictionary", "./x/../callbox.yml"],
        ["--manifest", "link/callbox.yml", "--dictionary", "../x/callbox.yml"],
    ])
    func manifestAndDictionaryAreTwoFiles(options: [String]) throws {
        let project = try TemporaryProject(["public/index.html": "<!doctype html>"])
        try project.makeFolder("x")
        try project.link("link", to: "x")
        let run = try CommandLineRun(["init", "--force"] + options, in: project.path)
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("the manifest and the dictionary are two files"))
    }

    @Test func folderWithoutASiteIsWrongUsage() throws {
        let run = try TemporaryProject().callbox("init")
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("--root NAME=DIR"))
    }
}

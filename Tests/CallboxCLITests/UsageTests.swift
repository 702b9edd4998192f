import Testing

/// Wrong usage: 64, a hint, and nothing done.
struct UsageTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let message: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String, _ message: String) {
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.message = message
        }
    }

    static let wrongs = [
        Wrong("bild", "there is no command 'bild'; did you mean 'build'?"),
        Wrong("build --bogus", "Unknown option '--bogus'"),
        Wrong("build --manifest", "Missing value for '--manifest"),
        Wrong("build extra", "Unexpected argument 'extra'"),
        Wrong("explain", "Missing expected argument '<url>'"),
        Wrong("build --site dcos", "the manifest has no site 'dcos'; did you mean 'docs'?"),
        Wrong("check --site markting", "did you mean 'marketing'?"),
        Wrong("remove --site dcos", "did you mean 'docs'?"),
        Wrong("build --root dosc=public/docs", "no site 'dosc'; did you mean 'docs'?"),
        Wrong("build --root docs", "'--root docs' is written --root NAME=DIR"),
        Wrong("build --root docs=", "'--root docs=' is written --root NAME=DIR"),
        Wrong("build --root =docs", "'--root =docs' is written --root NAME=DIR"),
        Wrong("build --root docs=a --root docs=b", "'--root docs=…' is given twice"),
        Wrong("init --host docs", "'--host docs' is written --host NAME=HOST"),
        Wrong("init --host =a.com", "'--host =a.com' is written --host NAME=HOST"),
        Wrong("init --host a=a.com --host a=b.com", "'--host a=…' is given twice"),
        Wrong("init --root www=public/www --root www=public", "'--root www=…' is given twice"),
        Wrong("explain https://dcos.acme.com/", "did you mean 'docs.acme.com'?"),
        Wrong("explain /guide", "host"),
        Wrong("explain https://docs.acme.com:x/", "port"),
    ]

    @Test(arguments: wrongs) func isToldWithHelp(wrong: Wrong) throws {
        let project = try TemporaryProject(copyOf: "acme")
        let before = project.times()
        let run = try CommandLineRun(wrong.arguments, in: project.path)
        #expect(run.exitCode == 64)
        #expect(run.stdout.isEmpty)
        #expect(run.stderr.contains(wrong.message), "\(run.stderr)")
        #expect(run.stderr.contains("Usage: callbox"), "\(run.stderr)")
        #expect(run.stderr.contains("--help"), "\(run.stderr)")
        #expect(project.times() == before)
    }

    @Test func unknownEnvironmentIsAnErrorOfTheInputs() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("build", "--env", "stagin")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("no environment 'stagin'; did you mean 'staging'?"))
    }

    @Test func brokenManifestIsToldEvenWhereItHidesTheSiteThatIsMeant() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("host: docs.acme.com", by: "hots: docs.acme.com", in: "callbox.yml")
        let run = try project.callbox("build", "--site", "docs", "--root", "docs=public/docs")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("did you mean 'host'?"), "\(run.stderr)")
    }

    @Test func sitesMayBeNamedSeveralTimes() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.build("--site", "docs", "--site", "app", "--site", "docs")
        #expect(run.stdout.contains("docs  https://docs.acme.com/"))
        #expect(run.stdout.contains("app  https://app.acme.com/"))
        #expect(!run.stdout.contains("marketing"))
        #expect(!project.exists("build/callbox/marketing"))
    }

    @Test func addressesAreTakenInAnyForm() throws {
        let project = try TemporaryProject(copyOf: "acme")
        for address in [
            "https://docs.acme.com/guide/", "docs.acme.com/guide/index.html",
            "DOCS.acme.com/guide?a=/b#c", "https://docs.acme.com/%67uide",
            "docs.acme.com\\x\\..\\guide?\\", "https:\\\\docs.acme.com/guide",
        ] {
            let run = try project.callbox("explain", address)
            #expect(run.exitCode == 0, "\(run.stderr)")
            #expect(run.lines.first == "docs  /guide", "\(address)")
        }
    }
}

import Testing

/// The same work twice, elsewhere, and undone.
struct RepeatedRunTests {
    @Test(arguments: ["acme", "seed"]) func secondBuildWritesNothing(example: String) throws {
        let project = try TemporaryProject(copyOf: example)
        try project.build()
        let times = project.times()
        let run = try project.build("--json")
        #expect(project.times() == times)
        let files = try #require(try run.json()["files"] as? [String: Int])
        #expect(files["written"] == 0)
        #expect(files["deleted"] == 0)
        #expect(try #require(files["unchanged"]) > 2)
    }

    @Test func checkIsCleanAfterBuildAndWritesNothing() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let untouched = project.times()
        #expect(try project.callbox("check").exitCode == 1)
        #expect(project.times() == untouched)
        try project.build()
        let built = project.times()
        let run = try project.callbox("check", "--strict")
        #expect(run.exitCode == 0, "\(run.stdout)\(run.stderr)")
        #expect(run.stderr.isEmpty)
        #expect(project.times() == built)
    }

    @Test func removeGivesEveryByteBack() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let before = try project.tree()
        try project.build()
        #expect(try project.tree("public") != before.below("public/"))
        #expect(try project.tree().keys.contains { $0.hasPrefix("public/docs/callbox/") })
        let run = try project.callbox("remove")
        #expect(run.exitCode == 0, "\(run.stderr)")
        let after = try project.tree()
        #expect(
            ReferenceFiles.differences(
                between: after.below("public/"), and: before.below("public/")) == [])
        #expect(!project.exists("public/docs/callbox"))
        let again = project.times()
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(project.times() == again)
    }

    @Test func dryRunsWriteNothingAndSayWhatTheyWould() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let before = project.times()
        let dry = try project.build("--dry-run")
        #expect(project.times() == before)
        let real = try project.build()
        let told = real.stdout.replacing("; see build/callbox/report.json", with: "")
        #expect(told != real.stdout)
        #expect(dry.stdout.replacing("would write", with: "wrote") == told)
        let built = project.times()
        let removal = try project.callbox("remove", "--dry-run")
        #expect(removal.exitCode == 0)
        #expect(removal.stdout.contains("docs: 13 pages would lose their block"))
        #expect(project.times() == built)
    }

    @Test("O3: time zone, locale, folder and the caller's place don't matter")
    func timeZoneLocaleFolderAndCallersPlaceDontMatter() throws {
        let one = try TemporaryProject(copyOf: "acme")
        let other = try TemporaryProject(copyOf: "acme")
        let first = try one.callbox(
            "build", environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"])
        let second = try CommandLineRun(
            ["build", "-m", other.path + "/callbox.yml"], in: "/",
            environment: ["TZ": "America/Los_Angeles", "LC_ALL": "C", "HOME": "/nonexistent"])
        #expect(first.exitCode == 0, "\(first.stderr)")
        #expect(second.exitCode == 0, "\(second.stderr)")
        let difference = ReferenceFiles.differences(between: try one.tree(), and: try other.tree())
        #expect(difference == [])
        #expect(one.exists("build/callbox/report.json"))
    }

    @Test func emittedFilesCanBeReadByAServer() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.setMode(0o640, of: "public/docs/faq.html")
        try project.build()
        let modes = try CommandLineRun(
            command: [
                "sh", "-c", "umask; stat -c %a build/callbox/report.json public/docs/faq.html",
            ],
            in: project.path)
        // What the process's umask leaves of 0666.
        let mask = try #require(Int(modes.lines[0], radix: 8))
        #expect(modes.lines[1] == String(0o666 & ~mask, radix: 8))
        #expect(modes.lines[2] == "640")
    }
}

extension [String: [UInt8]] {
    /// The files below a folder, their paths relative to it.
    func below(_ folder: String) -> Self {
        Dictionary(
            uniqueKeysWithValues: filter { $0.key.hasPrefix(folder) }
                .map { (String($0.key.dropFirst(folder.count)), $0.value) })
    }
}

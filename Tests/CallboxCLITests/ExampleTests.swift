import Testing

/// The two examples, run as their readers would, compared with committed reference files.
struct ExampleTests {
    @Test(arguments: ["acme", "seed"]) func buildMatchesItsReferenceFiles(example: String) throws {
        let project = try TemporaryProject(copyOf: example)
        let run = try project.build()
        try ReferenceFiles.expect(
            try project.tree("build/callbox"), match: "\(example)/expected/output")
        try ReferenceFiles.expect(try project.tree("public"), match: "\(example)/expected/pages")
        try ReferenceFiles.expect(run.stdout, matches: "\(example)/expected/build.txt")
        #expect(run.stderr.isEmpty)
    }

    @Test(arguments: ["acme", "seed"]) func readableBuildMatchesItsReferenceFiles(
        example: String
    ) throws {
        let project = try TemporaryProject(copyOf: example)
        try project.build("--readable")
        let snippets = try project.tree("build/callbox").filter { $0.key.contains("/snippets/") }
        try ReferenceFiles.expect(snippets, match: "\(example)/expected/readable")
    }

    @Test func stagingMatchesItsReferenceFiles() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build("--env", "staging")
        try ReferenceFiles.expect(
            try project.tree("build/callbox"), match: "acme/expected/staging")
    }

    @Test(arguments: ["acme", "seed"]) func checkMatchesItsReferenceFile(example: String) throws {
        let project = try TemporaryProject(copyOf: example)
        let before = try project.callbox("check")
        try ReferenceFiles.expect(before.stdout, matches: "\(example)/expected/check-before.txt")
        #expect(before.exitCode == (example == "acme" ? 1 : 0))
        try project.build()
        let after = try project.callbox("check")
        try ReferenceFiles.expect(after.stdout, matches: "\(example)/expected/check-after.txt")
        #expect(after.exitCode == 0)
    }

    @Test(arguments: [
        ("marketing", "https://www.acme.com/pricing?plan=pro#top"),
        ("none", "www.acme.com/legal/terms.html"),
        ("docs", "docs.acme.com/guide/"),
        ("app", "https://app.acme.com/orders/17"),
        ("logout", "https://APP.acme.com/logout"),
    ])
    func explainMatchesItsReferenceFile(name: String, url: String) throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("explain", url)
        #expect(run.exitCode == 0, "\(run.stderr)")
        try ReferenceFiles.expect(run.stdout, matches: "acme/expected/explain/\(name).txt")
    }

    @Test func removeSaysWhatItDid() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        let run = try project.callbox("remove")
        try ReferenceFiles.expect(run.stdout, matches: "acme/expected/remove.txt")
    }
}

/// The comparison itself: a missing or superfluous file and a changed byte are all failures.
struct ReferenceFilesTests {
    @Test func everyDifferenceIsTold() {
        let differences = ReferenceFiles.differences(
            between: ["a": Array("1\n2\n".utf8), "b": [], "d": [1]],
            and: ["a": Array("1\n3\n".utf8), "c": [], "d": [1]])
        #expect(
            differences == [
                "a: line 2 differs\n  - 3\n  + 2",
                "b: has no reference file; record it with UPDATE_SNAPSHOTS=1", "c: wasn't made",
            ])
    }
}

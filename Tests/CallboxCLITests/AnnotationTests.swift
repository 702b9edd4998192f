import Testing

/// Findings as CI systems show them.
struct AnnotationTests {
    @Test func gitHubShowsEachMistakeAtItsPlace() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("host: docs.acme.com", by: "hots: docs.acme.com", in: "callbox.yml")
        let place = try project.place(of: "hots:", in: "callbox.yml").split(separator: ":")
        let run = try project.callbox("check", "--inputs", "--format", "github")
        #expect(run.exitCode == 65)
        let command = try #require(run.lines.first { $0.contains("unknown-key") })
        #expect(
            command.hasPrefix(
                "::error file=callbox.yml,line=\(place[1]),col=\(place[2]),endLine=\(place[1]),"),
            "\(command)")
        #expect(command.contains("; did you mean 'host'?"), "\(command)")
        #expect(run.lines.allSatisfy { $0.hasPrefix("::error ") })
        #expect(run.stderr.contains("callbox.yml:\(place[1]):\(place[2]): error:"))
    }

    @Test func gitHubShowsDriftAndWarnings() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("docs.acme.com", by: "http://docs.acme.com", in: "callbox.yml")
        let run = try project.callbox("check", "--format", "github")
        #expect(run.exitCode == 1)
        #expect(run.lines.contains { $0.hasPrefix("::warning file=callbox.yml,line=") })
        let drift = try #require(run.lines.first { $0.contains("title=callbox drift") })
        #expect(drift.hasPrefix("::error file=public/"), "\(drift)")
        #expect(drift.contains("%0A  + <script"), "\(drift)")
    }

    @Test func messagesCannotBeginCommandsOfTheirOwn() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "region: us", by: "\"a\\n::set-output name=x,y:%z\": us", in: "callbox.yml")
        let run = try project.callbox("check", "--inputs", "--format", "github")
        #expect(run.exitCode == 65)
        #expect(run.lines.allSatisfy { $0.hasPrefix("::error ") }, "\(run.stdout)")
        #expect(run.stdout.contains("%25z"), "\(run.stdout)")
    }

    @Test func nameOfAFileCannotBeAnotherProperty() throws {
        let page = "<!doctype html><title>A</title>"
        let project = try TemporaryProject(ofPages: ["a,line=9:b.html": page])
        let run = try project.callbox("check", "--format", "github")
        #expect(run.exitCode == 1)
        let start = "::error file=public/a%2Cline=9%3Ab.html,title=callbox drift::"
        #expect(run.lines.contains { $0.hasPrefix(start) }, "\(run.stdout)")
    }

    @Test func gitLabTellsEqualFindingsApart() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("boot: visitor", by: "boot: visitro", in: "callbox.yml")
        let run = try project.callbox("check", "--inputs", "--format", "gitlab")
        #expect(run.exitCode == 65)
        let issues = try run.jsonList()
        let texts = issues.compactMap { $0["description"] as? String }
        #expect(Set(texts).count < issues.count)
        #expect(Set(issues.compactMap { $0["fingerprint"] as? String }).count == issues.count)
    }

    @Test func gitLabReportHasWhatItsFormatAsks() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("check", "--format", "gitlab")
        #expect(run.exitCode == 1)
        let issues = try run.jsonList()
        #expect(issues.count >= 3)
        for issue in issues {
            #expect(issue["check_name"] as? String == "drift")
            #expect((issue["description"] as? String)?.isEmpty == false)
            #expect(issue["severity"] as? String == "major")
            let location = try #require(issue["location"] as? [String: Any])
            let path = try #require(location["path"] as? String)
            #expect(path.hasPrefix("public/"))
            #expect((location["lines"] as? [String: Int])?["begin"] == 1)
        }
        let prints = issues.compactMap { $0["fingerprint"] as? String }
        #expect(Set(prints).count == issues.count)
        try project.build()
        let clean = try project.callbox("check", "--format", "gitlab")
        #expect(clean.exitCode == 0)
        #expect(clean.stdout == "[\n\n]\n")
    }

    @Test func gitLabShowsWhatIsAboutNoFileAtTheManifest() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        try project.write(try project.text(of: "callbox.yml"), to: "web.yml")
        try project.setMode(0o000, of: "public/www/index.html")
        let run = try project.callbox(
            "check", "-m", "web.yml", "--format", "gitlab",
            through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74)
        let paths = try run.jsonList().map {
            ($0["location"] as? [String: Any])?["path"] as? String
        }
        #expect(paths == ["web.yml"])
    }

    @Test func twoFormsOfOneResultAreWrongUsage() throws {
        let project = try TemporaryProject(copyOf: "acme")
        #expect(try project.callbox("check", "--json", "--format", "github").exitCode == 64)
        #expect(try project.callbox("check", "--format", "gitea").exitCode == 64)
    }
}

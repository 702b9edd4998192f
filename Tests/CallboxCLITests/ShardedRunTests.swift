import Foundation
import Glibc
import Testing

/// A build in shards comes to what a build does.
struct ShardedRunTests {
    private func inShards(
        _ project: TemporaryProject, _ command: String, of count: Int
    ) throws -> [CommandLineRun] {
        // As on several machines: at the same time.
        let script = """
            for k in $(seq \(count)); do
                "$0" \(command) --quiet --shard $k/\(count) & jobs="$jobs $!"
            done
            for job in $jobs; do wait $job || exit $?; done
            """
        return [
            try CommandLineRun(
                command: ["sh", "-c", script, CommandLineRun.binary], in: project.path)
        ]
    }

    @Test(arguments: [1, 2, 7]) func shardsComeToOneBuild(count: Int) throws {
        let whole = try TemporaryProject(copyOf: "acme")
        let parts = try TemporaryProject(copyOf: "acme")
        for project in [whole, parts] {
            for number in 0..<40 { try project.write("", to: "public/www/empty/\(number).html") }
        }
        try whole.build()
        for run in try inShards(parts, "build", of: count) {
            #expect(run.exitCode == 0, "\(run.stderr)")
        }
        #expect(!parts.exists("build/callbox/report.json"))
        let merged = try parts.callbox("merge-reports")
        #expect(merged.exitCode == 0, "\(merged.stderr)")
        #expect(
            ReferenceFiles.differences(between: try parts.tree(), and: try whole.tree()) == [])
        #expect(try inShards(parts, "check", of: count).allSatisfy { $0.exitCode == 0 })

        let before = try TemporaryProject(copyOf: "acme")
        for run in try inShards(parts, "remove", of: count) {
            #expect(run.exitCode == 0, "\(run.stderr)")
        }
        // The scripts stay for pages of other shards.
        #expect(parts.exists("public/docs/callbox"))
        #expect(try parts.callbox("remove").lines.allSatisfy { $0.contains(": 0 pages lost") })
        #expect(!parts.exists("public/docs/callbox"))
        let left = try parts.tree("public").filter { !$0.key.hasPrefix("www/empty/") }
        #expect(ReferenceFiles.differences(between: left, and: try before.tree("public")) == [])
    }

    @Test func onlyTheMergeDeletes() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        let old = try #require(try project.tree("public/docs/callbox").keys.first)
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        try project.replace("name: docs", by: "name: manual", in: "callbox.yml")
        try project.build("--shard", "1/2")
        try project.build("--shard", "2/2")
        #expect(project.exists("public/docs/callbox/\(old)"))
        #expect(project.exists("build/callbox/docs/snippets/docs.html"))
        #expect(try project.callbox("merge-reports").exitCode == 0)
        #expect(!project.exists("public/docs/callbox/\(old)"))
        #expect(!project.exists("build/callbox/docs/snippets/docs.html"))
        #expect(try project.callbox("check", "--strict").exitCode == 0)
    }

    @Test func unfinishedShardsAreNotMerged() throws {
        let project = try TemporaryProject(copyOf: "acme")
        func refusal() throws -> String {
            let times = project.times()
            let run = try project.callbox("merge-reports", "--json")
            #expect(run.exitCode == 65)
            #expect(project.times() == times)
            return try #require(try run.json()["failures"] as? [String]).joined()
        }
        #expect(try refusal() == "no shard has left a report in 'build/callbox'")
        try project.build("--shard", "1/2")
        #expect(try refusal() == "shard 2/2 has left no report in 'build/callbox'")
        try project.build("--shard", "2/3")
        #expect(try refusal().contains("holds reports of 2 and 3 shards"))
        try project.delete("build/callbox/report.2-of-3.json")
        try project.build("--shard", "2/2")
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        #expect(try refusal().contains("'report.1-of-2.json' was made of other inputs"))
        // A shard that fails takes its old report with it.
        try project.build("--shard", "1/1")
        try project.replace("app_id: new67890", by: "app_id: abc12345", in: "callbox.yml")
        try project.setMode(0o555, of: "public/www")
        let failed = try project.callbox(
            "build", "--shard", "1/1", through: CommandLineRun.withoutPrivileges)
        #expect(failed.exitCode == 74)
        #expect(!project.exists("build/callbox/report.1-of-1.json"))
    }

    @Test func countsThatNoTreeHasAreNoReport() throws {
        let project = try TemporaryProject(copyOf: "acme")
        for number in 1...2 {
            try project.build("--shard", "\(number)/2")
            let report = "build/callbox/report.\(number)-of-2.json"
            let text = try project.text(of: report)
            // Their sum is more than a number holds.
            try project.write(
                text.replacing(
                    /"pagesWithoutRoute" : \d+/, with: "\"pagesWithoutRoute\" : \(Int.max)"),
                to: report)
        }
        let run = try project.callbox("merge-reports")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("shard 1/2 has left no report"), "\(run.stderr)")
    }

    @Test func routeWithoutPageIsTheMergesFinding() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "path: /legal/**", by: "path: /nowhere/**", in: "callbox.yml")
        let shard = try project.build("--shard", "1/1")
        #expect(!shard.stderr.contains("route-without-page"))
        #expect(try project.callbox("merge-reports").stderr.contains("route-without-page"))
    }

    @Test(arguments: [["build"], ["remove"], ["merge-reports"]])
    func busyRootIsToldAndLeftAlone(_ command: [String]) throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build("--site", "marketing", "--shard", "1/1")
        let before = try project.tree("public")
        let other = open("\(project.path)/public/www", O_RDONLY | O_DIRECTORY)
        defer { close(other) }
        try #require(flock(other, LOCK_SH) == 0)
        let run = try CommandLineRun(command + ["--site", "marketing"], in: project.path)
        #expect(run.exitCode == 74)
        #expect(
            run.stderr == "error: another run of Callbox is writing into 'public/www'\n")
        #expect(try project.tree("public") == before)
        // Nothing is settled that isn't done.
        if command == ["merge-reports"] {
            #expect(project.exists("build/callbox/report.1-of-1.json"))
        }
    }

    @Test(arguments: ["0/2", "3/2", "x"]) func wrongShardIsWrongUsage(_ shard: String) throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox("build", "--shard", shard)
        #expect(run.exitCode == 64)
        #expect(run.stderr.contains("The value '\(shard)' is invalid for '--shard <k/n>'"))
    }

    @Test func changedRouteRewritesItsOwnPagesOnly() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        let before = project.times("public/www")
        try project.replace(
            "      - path: /legal/**\n        boot: none",
            by: "      - path: /legal/**\n        boot: visitor",
            in: "callbox.yml")
        try project.build("--keep-times", "--sync")
        let after = project.times("public/www")
        let changed = after.keys.filter { after[$0] != before[$0] && $0.hasSuffix(".html") }
        #expect(!changed.isEmpty && changed.allSatisfy { $0.hasPrefix("legal/") })
        // Another file, with the old one's time.
        for name in changed {
            #expect(
                after[name]?.split(separator: " ").dropFirst()
                    == before[name]?.split(separator: " ").dropFirst())
        }
    }
}

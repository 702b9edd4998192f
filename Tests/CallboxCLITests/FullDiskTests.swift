import Foundation
import Testing

/// A disk that takes no more: 74, no torn page, nothing left beside it.
struct FullDiskTests {
    /// Every file is whole: as it was, or as a build with room makes it.
    private func expectWhole(
        _ found: [String: [UInt8]], of project: TemporaryProject,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try project.tree()
        try project.build()
        let after = try project.tree()
        for (path, bytes) in found {
            #expect(
                bytes == before[path] || bytes == after[path], "\(path) is torn or litter",
                sourceLocation: sourceLocation)
        }
        for path in before.keys {
            #expect(found[path] != nil, "\(path) is gone", sourceLocation: sourceLocation)
        }
    }

    /// No file may become larger than this many bytes: small ones can be written, large ones not.
    @Test(arguments: [0, 1500, 4000, 9000]) func filesThatMayNotGrow(limit: Int) throws {
        let project = try TemporaryProject(copyOf: "acme")
        let other = try TemporaryProject(copyOf: "acme")
        let run = try project.callbox(
            "build",
            // As a shell starts it, whatever started the tests.
            through: ["env", "--default-signal=XFSZ", "prlimit", "--fsize=\(limit)"])
        #expect(run.exitCode == 74, "\(run.stderr)")
        // Below, standard error is a file that may not grow either.
        if limit > 2000 { #expect(run.stderr.contains("File too large"), "\(run.stderr)") }
        // None was written.
        #expect(!run.stdout.contains("report.json"))
        try expectWhole(try project.tree(), of: other)
    }

    private static let mayMount =
        (try? CommandLineRun(command: ["unshare", "-rm", "true"], in: "/"))?.exitCode == 0

    @Test(
        .enabled(if: mayMount, "this container lets nobody mount; the limits above cover the rest"),
        arguments: [0, 12, 40])
    func tmpfsThatIsFull(kilobytesLeft: Int) throws {
        let project = try TemporaryProject(copyOf: "acme")
        let other = try TemporaryProject(copyOf: "acme")
        try project.makeFolder("disk")
        try project.makeFolder("copy")
        let script = """
            set -e
            mount -t tmpfs -o size=2m tmpfs disk
            cp -R callbox.yml attributes.md public disk/
            left=$(df -k --output=avail disk | tail -1)
            head -c $(( (left - \(kilobytesLeft)) * 1024 )) /dev/zero > disk/filler
            cd disk
            code=0
            "$1" build >/dev/null || code=$?
            rm filler
            cp -R . ../copy/
            exit $code
            """
        let run = try CommandLineRun(
            command: ["unshare", "-rm", "sh", "-c", script, "sh", CommandLineRun.binary],
            in: project.path)
        #expect(run.exitCode == 74, "\(run.stderr)")
        #expect(run.stderr.contains("No space left on device"), "\(run.stderr)")
        try expectWhole(try project.tree("copy"), of: other)
    }

    @Test func fullDiskUnderStandardOutputIsTold() throws {
        let project = try TemporaryProject(copyOf: "acme")
        for (arguments, code) in [("build", 74), ("check --json", 74), ("schema", 74)] {
            let run = try CommandLineRun(
                command: ["sh", "-c", "\"$0\" \(arguments) > /dev/full", CommandLineRun.binary],
                in: project.path)
            #expect(run.exitCode == Int32(code))
            #expect(run.stderr.contains("error: standard output: "))
        }
        // Its work is done all the same.
        #expect(try project.callbox("check").exitCode == 0)
    }

    @Test(arguments: ["2> /dev/full", "2>&-"]) func standardErrorIsNotNeeded(redirect: String)
        throws
    {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try CommandLineRun(
            command: ["sh", "-c", "\"$0\" check --env nope \(redirect)", CommandLineRun.binary],
            in: project.path)
        #expect(run.exitCode == 65)
    }

    @Test func closedPipeLosesNothingOfTheWork() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try CommandLineRun(
            command: ["bash", "-c", "\"$0\" build | head -1", CommandLineRun.binary],
            in: project.path)
        #expect(run.lines.count == 1)
        #expect(run.stderr.isEmpty, "\(run.stderr)")
        #expect(try project.callbox("check").exitCode == 0)
    }
}

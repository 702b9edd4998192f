import Foundation
import Testing

/// A run that is killed leaves whole pages, and the next one tidies up: `make proof` kills 300 runs
/// over 5,000 pages, this test 10 over 400.
struct KillTests {
    @Test func killedRunsLeaveWholePages() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Support/kills.py").standardized
        let run = try CommandLineRun(
            command: ["python3", script.path, CommandLineRun.binary, "10", "400", "1"], in: "/tmp")
        #expect(run.exitCode == 0, "\(run.stdout)\(run.stderr)")
    }
}

package import Foundation

/// A program that runs beside the tests, and never longer than they do.
///
/// A shell holds it on a leash, a pipe: when this end closes, by `end()`, by the value's end or by
/// a crash of the test process, the shell kills the program. Kills, and does not wait for it: what
/// a thread of Swift's concurrency starts inherits its blocked signals, `SIGTERM` and `SIGCHLD`
/// among them.
package final class ChildProcess {
    private let process = Process()
    private let leash = Pipe()

    /// - Parameters:
    ///   - home: Its `HOME` and `TMPDIR`; what it says goes to `NAME.log` there.
    package init(_ tool: Tool, _ arguments: [String], home: TemporaryFolder) throws {
        let program = try tool.path
        let log = home.path("\(tool.rawValue).log")
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", #""$@" </dev/null & read -r _; kill -KILL $!"#, "sh", program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["HOME": home.url.path, "TMPDIR": home.url.path]) { $1 }
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try output.close()
    }

    deinit {
        end()
    }

    /// Kills the program and waits for its shell; nothing the second time.
    package func end() {
        guard process.isRunning else { return }
        try? leash.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Runs a tool to its end.
    ///
    /// - Throws: ``BrowserError`` with what it said, where its status is not 0.
    package static func run(
        _ program: String, _ arguments: [String], in folder: URL? = nil
    ) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BrowserError(
                "\(program) ended with \(process.terminationStatus): "
                    + String(decoding: said, as: UTF8.self))
        }
    }
}

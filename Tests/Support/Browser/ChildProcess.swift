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
    private let tool: Tool
    private let log: String

    /// - Parameters:
    ///   - home: Its `HOME` and `TMPDIR`; what it says goes to `NAME.log` there.
    ///   - environment: What is added to this process's own.
    package init(
        _ tool: Tool, _ arguments: [String], home: TemporaryFolder,
        environment: [String: String] = [:]
    ) throws {
        let program = try tool.path
        self.tool = tool
        log = home.path("\(tool.rawValue).log")
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments =
            ["-c", Self.leashed, "sh", program] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["HOME": home.url.path, "TMPDIR": home.url.path]) { $1 }.merging(environment) { $1 }
        process.standardInput = leash
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try output.close()
    }

    /// The program in a process group of its own, so that its children go with it.
    private static let leashed = #"setsid "$@" </dev/null & read -r _; kill -KILL -$!"#

    deinit {
        end()
    }

    /// What it has said so far, without the last line's end.
    package var output: String {
        ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
            .trimmingCharacters(in: .newlines)
    }

    /// That it did not start, with its last words.
    package var failure: String {
        let words = output.split(separator: "\n").suffix(5).joined(separator: "\n")
        return "\(tool.rawValue) did not start: \(words)"
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

import Foundation
import Glibc
import Testing

/// A run of the real `callbox`, or of another program, as a process of its own.
struct CommandLineRun {
    /// The exit code; 128 and the signal's number where a signal ended it.
    let exitCode: Int32
    /// What it printed, as bytes and as text.
    let stdoutBytes: [UInt8]
    let stderr: String

    var stdout: String { String(decoding: stdoutBytes, as: UTF8.self) }

    /// The lines of the result.
    var lines: [String] { stdout.split(separator: "\n").map(String.init) }

    /// The result as one JSON object, which must be all there is.
    func json(sourceLocation: SourceLocation = #_sourceLocation) throws -> [String: Any] {
        let document = try JSONSerialization.jsonObject(with: Data(stdoutBytes))
        return try #require(document as? [String: Any], sourceLocation: sourceLocation)
    }

    /// The result as one JSON list of objects, which must be all there is.
    func jsonList(sourceLocation: SourceLocation = #_sourceLocation) throws -> [[String: Any]] {
        let document = try JSONSerialization.jsonObject(with: Data(stdoutBytes))
        return try #require(document as? [[String: Any]], sourceLocation: sourceLocation)
    }

    /// Runs `callbox` with these arguments in a folder, and waits for it, at most a minute.
    ///
    /// - Parameters:
    ///   - environment: the variables but `PATH` and `LD_LIBRARY_PATH`, which are passed on.
    ///   - wrapper: a command that runs the one it is given, such as `prlimit`.
    init(
        _ arguments: [String], in folder: String, environment: [String: String] = [:],
        through wrapper: [String] = []
    ) throws {
        try self.init(
            command: wrapper + [Self.binary] + arguments, in: folder, environment: environment)
    }

    /// Runs any command, found in `PATH`, and waits for it, at most a minute.
    init(command: [String], in folder: String, environment: [String: String] = [:]) throws {
        // Files and not pipes: nobody has to read while it runs.
        var paths: [String] = []
        for _ in 0..<2 {
            var template = Array("/tmp/callbox-output-XXXXXX".utf8CString)
            let file = mkstemp(&template)
            try #require(file >= 0)
            close(file)
            paths.append(
                String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
        }
        defer { for path in paths { unlink(path) } }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, paths[0], O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, paths[1], O_WRONLY, 0)

        let limited = ["timeout", "--signal=KILL", "60", "env", "--chdir=\(folder)"] + command
        var variables = environment
        for name in ["PATH", "LD_LIBRARY_PATH"] {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        let argv = limited.map { strdup($0) } + [nil]
        let envp = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid = pid_t()
        let code = posix_spawnp(&pid, "timeout", &actions, nil, argv, envp)
        try #require(
            code == 0, "\(command[0]) can't be started: \(String(cString: strerror(code)))")
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 { try #require(errno == EINTR) }
        let signal = status & 0x7F
        exitCode = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        stdoutBytes = Array(FileManager.default.contents(atPath: paths[0]) ?? Data())
        stderr = String(
            decoding: FileManager.default.contents(atPath: paths[1]) ?? Data(), as: UTF8.self)
    }

    /// The binary that is tested: `CALLBOX_BINARY`, else the one built with the tests.
    static let binary: String =
        ProcessInfo.processInfo.environment["CALLBOX_BINARY"] ?? products + "/callbox"

    /// The folder that the tests and the binary were built into.
    static let products: String = {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count - 1)
        let executable = String(
            decoding: path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (executable as NSString).deletingLastPathComponent
    }()

    /// Runs a command without root's privilege to ignore file modes; nothing for other users, who
    /// have none.
    static let withoutPrivileges: [String] =
        geteuid() == 0 ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : []
}

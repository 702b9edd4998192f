internal import ArgumentParser
private import CallboxDiagnostics
private import Foundation
private import Glibc

/// The program's name and version, as `--version` prints and reports carry it.
enum Program {
    static let version = "0.1.0"
}

/// Runs the command line and ends the process with an exit code of ``ExitStatus``.
///
/// - Parameter arguments: the command line without the program's name.
package func runCallbox(arguments: [String]) -> Never {
    // A write beyond the limit of a file's size then fails, as on a full disk, and is told.
    signal(SIGXFSZ, SIG_IGN)
    do {
        var command = try CallboxCommand.parseAsRoot(arguments)
        try command.run()
        finish(0)
    } catch let status as ExitStatus {
        finish(status.rawValue)
    } catch {
        let code = CallboxCommand.exitCode(for: error)
        // The parser's code for an error that it doesn't know.
        if code == .failure { finish(ExitStatus.defect.rawValue, saying: "defect: \(error)") }
        let unknown = code == .validationFailure ? unknownCommand(arguments) : nil
        let error: any Error = unknown.map { ValidationError($0) } ?? error
        if code == .validationFailure, arguments.contains("--json") {
            Console.printJSON(RefusalRecord(failures: [CallboxCommand.message(for: error)]))
        }
        // Wrong usage, help and the version: the parser knows the codes (64 and 0).
        CallboxCommand.exit(withError: error)
    }
}

/// What is wrong with a command line that begins with the name of no command; nil for any other.
private func unknownCommand(_ arguments: [String]) -> String? {
    let names = CallboxCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let name = arguments.first, !name.hasPrefix("-"), !names.contains(name), name != "help"
    else { return nil }
    return "there is no command '\(name)'" + suggestion(for: name, among: names)
}

/// Ends the process; with `diskError` where the result couldn't be printed.
private func finish(_ code: Int32, saying message: String? = nil) -> Never {
    var (code, message) = (code, message)
    if code == 0, let failure = StandardOutput.flush() {
        message = "standard output: \(systemMessage(failure))"
        code = ExitStatus.diskError.rawValue
    }
    if let message {
        try? FileHandle.standardError.write(contentsOf: Data("error: \(message)\n".utf8))
    }
    exit(code)
}

/// `callbox`: stays synchronous, since start-up takes three times as long otherwise.
struct CallboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "callbox",
        abstract: "Put the Intercom Messenger on every page of your sites, at build time.",
        discussion: """
            Reads a route manifest (callbox.yml) and a Markdown dictionary of user attributes, \
            and writes the code that boots, updates and ends the Messenger on each route: as \
            snippets, and as marked blocks in the built pages.

            Exit codes: 0 fine; 1 findings (drift, warnings under --strict); 64 wrong usage; \
            65 errors in the input; 70 a defect of callbox; 74 the disk said no.
            """,
        version: "callbox \(Program.version)",
        subcommands: [
            InitCommand.self, BuildCommand.self, CheckCommand.self, RemoveCommand.self,
        ] + preview + [
            ExplainCommand.self, SchemaCommand.self, TemplatesCommand.self,
            MergeReportsCommand.self,
        ])

    /// The preview, where it was built in: the package trait `Preview`.
    private static var preview: [any ParsableCommand.Type] {
        #if Preview
            [PreviewCommand.self]
        #else
            []
        #endif
    }
}

internal import ArgumentParser
private import Foundation

/// The program's name and version, as `--version` prints and reports carry it.
enum Program {
    static let version = "0.1.0"
}

/// Runs the command line and ends the process with an exit code of ``ExitStatus``.
///
/// - Parameter arguments: the command line without the program's name.
package func runCallbox(arguments: [String]) -> Never {
    do {
        var command = try CallboxCommand.parseAsRoot(arguments)
        try command.run()
        CallboxCommand.exit()
    } catch let status as ExitStatus {
        exit(status.rawValue)
    } catch {
        // Wrong usage, help and the version: the parser knows the codes (64 and 0).
        CallboxCommand.exit(withError: error)
    }
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
            BuildCommand.self, CheckCommand.self, RemoveCommand.self, ExplainCommand.self,
            SchemaCommand.self,
        ])
}

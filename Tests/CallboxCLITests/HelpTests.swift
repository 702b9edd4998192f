import Foundation
import Testing

/// What the command line says of itself.
struct HelpTests {
    private let folder = "/"
    /// Their help stands in the file of their command.
    private static let subcommands = ["templates": ["list", "show", "eject"]]

    @Test(arguments: [
        "", "init", "build", "check", "remove", "preview", "explain", "schema", "merge-reports",
        "templates",
    ])
    func helpMatchesItsReferenceFile(command: String) throws {
        var text = ""
        for more in [[]] + (Self.subcommands[command] ?? []).map({ [$0] }) {
            let run = try CommandLineRun(
                (command.isEmpty ? [] : [command]) + more + ["--help"], in: folder)
            #expect(run.exitCode == 0)
            #expect(run.stderr.isEmpty)
            text += run.stdout
        }
        let name = command.isEmpty ? "callbox" : command
        try ReferenceFiles.expect(text, matches: "help/\(name).txt")
    }

    @Test func everyCommandHasAReferenceFile() throws {
        let run = try CommandLineRun(["--help"], in: folder)
        let rest = run.stdout.components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
        let commands = rest.components(separatedBy: "\n\n")[0].split(separator: "\n")
            .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(commands.count >= 5)
        let files = try TemporaryProject.tree(at: TemporaryProject.repository + "/Tests/Cases/help")
        #expect(Set(commands + ["callbox"]) == Set(files.keys.map { String($0.dropLast(4)) }))
    }

    @Test func helpListsEveryExitCode() throws {
        let text = try CommandLineRun(["--help"], in: folder).stdout
        for code in ["0", "1", "64", "65", "70", "74"] { #expect(text.contains(" \(code) ")) }
    }

    @Test func versionIsOneLine() throws {
        let run = try CommandLineRun(["--version"], in: folder)
        #expect(run.exitCode == 0)
        #expect(run.stdout.wholeMatch(of: /callbox \d+\.\d+\.\d+\n/) != nil, "\(run.stdout)")
        #expect(run.stderr.isEmpty)
    }

    @Test(arguments: [
        ("bash", "complete -o filenames -F _callbox callbox"), ("zsh", "#compdef callbox"),
        ("fish", "complete -c 'callbox'"),
    ])
    func completionScriptIsMade(shell: String, expected: String) throws {
        let run = try CommandLineRun(["--generate-completion-script", shell], in: folder)
        #expect(run.exitCode == 0)
        #expect(run.stdout.contains(expected), "\(run.stdout.prefix(300))")
        for word in ["explain", "--dry-run", "--inputs"] {
            #expect(
                run.stdout.contains(
                    word.hasPrefix("--") && shell == "fish"
                        ? String(word.dropFirst(2)) : word))
        }
    }

    @Test func bashReadsItsCompletionScript() throws {
        let project = try TemporaryProject()
        let run = try CommandLineRun(["--generate-completion-script", "bash"], in: folder)
        try project.write(run.stdoutBytes, to: "completion.bash")
        let parsed = try CommandLineRun(
            command: ["bash", "-n", "completion.bash"], in: project.path)
        #expect(parsed.exitCode == 0, "\(parsed.stderr)")
    }
}

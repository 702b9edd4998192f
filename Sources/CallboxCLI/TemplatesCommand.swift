internal import ArgumentParser
private import CallboxDiagnostics
private import CallboxGlue
private import CallboxTemplates
private import Foundation

/// `callbox templates`: the templates that people may change.
struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "List, show or eject the templates of blocks and server files.",
        discussion: """
            Without a subcommand it lists them. Ejected ones are used where the manifest names \
            their folder: templates: DIR.
            """,
        subcommands: [List.self, Show.self, Eject.self], defaultSubcommand: List.self)

    /// `callbox templates list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the templates and what each makes.")

        func run() {
            let width = TextTemplate.allCases.map(\.rawValue.count).max() ?? 0
            for template in TextTemplate.allCases {
                let name = template.rawValue
                let padding = String(repeating: " ", count: width - name.count)
                print("\(name)\(padding)  \(template.about)")
            }
        }
    }

    /// `callbox templates show NAME`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "Print a template as it is ejected.")

        @Argument(help: "The template's name.") var name: String

        func run() throws {
            print(try template(named: name).ejected(version: Program.version), terminator: "")
        }
    }

    /// `callbox templates eject [NAME…] --to DIR`
    struct Eject: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eject", abstract: "Write templates into a folder, to be changed there.",
            discussion: """
                Each begins with a stamp, by which 'callbox check' knows when the built-in one has \
                become another. A file that is there is never replaced without --force.
                """)

        @Argument(help: "The templates' names; all of them if left out.") var names: [String] = []
        @Option(
            name: .long, help: ArgumentHelp("The folder.", valueName: "dir"),
            completion: .directory)
        var to: String
        @Flag(name: .long, help: "Replace files that are there.") var force = false

        func run() throws {
            let wanted = try names.map(template(named:))
            let files = (wanted.isEmpty ? TextTemplate.allCases : wanted).map { template in
                (
                    path: "\(to)/\(template.fileName)",
                    bytes: Array(template.ejected(version: Program.version).utf8)
                )
            }
            let writer = FileWriter(isDryRun: false)
            for file in files
            where !force && FileManager.default.fileExists(atPath: file.path)
                && !writer.holds(file.bytes, at: file.path)
            {
                throw ValidationError("'\(file.path)' is there already; --force replaces it")
            }
            for file in files {
                do {
                    _ = try writer.write(file.bytes, to: file.path)
                    print(file.path)
                } catch {
                    Console(try ReportOptions.parse([])).failure(error.sentence)
                    throw ExitStatus.diskError
                }
            }
        }
    }
}

/// - Throws: `ValidationError` where there is none of that name.
private func template(named name: String) throws -> TextTemplate {
    let names = TextTemplate.allCases.map(\.rawValue)
    guard let template = TextTemplate(rawValue: name) else {
        throw ValidationError(
            "there is no template '\(name)'" + suggestion(for: name, among: names))
    }
    return template
}

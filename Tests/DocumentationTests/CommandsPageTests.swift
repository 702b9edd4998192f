import CallboxHTML
import Foundation
import Testing

/// Holds `Commands.md` to the commands' help, to their report and to the reasons for skipping.
struct CommandsPageTests {
    @Test func reasonsAreThoseOfTheInjector() throws {
        let rows = SkipReason.allCases.map { "| `\($0.rawValue)` | \($0.sentence) |" }
        let table = (["| Reason | The page |", "| --- | --- |"] + rows).joined(separator: "\n")
        try GeneratedPart(page: "Commands", name: "reasons").expect(table + "\n")
    }

    /// The help texts are the command line's reference files, which its own tests hold to the code.
    @Test func commandsAndOptionsAreThoseOfTheHelp() throws {
        let page = try DocumentationPage("Commands")
        let folder = Repository.path + "/Tests/Cases/help"
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files.count > 4)
        var known: Set<String> = []
        for file in files {
            let help = try Repository.text(of: "Tests/Cases/help/" + file)
            let command = String(file.dropLast(".txt".count))
            let options = Self.options(in: help)
            known.formUnion(options)
            for option in options {
                #expect(page.text.contains("`\(option)"), "\(option) of \(command)")
            }
            if command == "callbox" { continue }
            #expect(page.sections.contains { $0.title == "callbox \(command)" }, "\(command)")
        }
        let shown = Self.options(in: page.text)
        #expect(shown.subtracting(known.union(["--help"])).sorted() == [], "no such options")
        let commands = page.sections.filter { $0.isCode && $0.title.hasPrefix("callbox ") }
        #expect(commands.count == files.count - 1)
    }

    @Test func exitCodesAreThoseOfTheHelp() throws {
        let rows = try DocumentationPage("Commands").rows(underHeader: "Code")
        let help = try Repository.text(of: "Tests/Cases/help/callbox.txt")
        let sentence = try #require(help.components(separatedBy: "Exit codes:").dropFirst().first)
        let end = sentence.range(of: ".\n")?.lowerBound ?? sentence.endIndex
        let codes = sentence[..<end].split { !$0.isNumber }.map(String.init)
        #expect(rows.map { $0[0] } == codes)
    }

    @Test(arguments: ["report.json", "routes.json"])
    func fieldsOfTheOutputAreNamed(file: String) throws {
        let text = try DocumentationPage("Commands").text
        let data = try #require(
            FileManager.default.contents(
                atPath: Repository.path + "/Tests/Cases/acme/expected/output/" + file))
        for field in Self.fields(of: try JSONSerialization.jsonObject(with: data)) {
            let isNamed =
                text.contains("`\(field)`") || text.contains(".\(field)`")
                || text.contains(".\(field)[]`")
            #expect(isNamed, "\(field) of \(file)")
        }
    }

    /// The names of all fields at any depth; keys of one's own, such as names of sites, aside.
    private static func fields(of value: Any) -> Set<String> {
        if let list = value as? [Any] {
            return list.reduce(into: []) { $0.formUnion(fields(of: $1)) }
        }
        guard let members = value as? [String: Any] else { return [] }
        return members.reduce(into: []) { names, member in
            names.insert(member.key)
            let inner = member.value as? [String: Any]
            let isNamed = ["sites", "skipped"].contains(member.key)
            for value in isNamed ? Array((inner ?? [:]).values) : [member.value] {
                names.formUnion(fields(of: value))
            }
        }
    }

    private static func options(in text: String) -> Set<String> {
        Set(text.matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
    }
}

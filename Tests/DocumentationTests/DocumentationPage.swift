import CallboxDiagnostics
import CallboxMarkdown
import CallboxSpec
import Foundation
import Testing

/// A page of the documentation catalogue, as its readers see it: headings, text and code blocks.
struct DocumentationPage {
    /// A stretch of the page under one heading, up to the next one of any level.
    struct Section {
        let level: Int
        let title: String
        /// Whether the heading is one code span.
        let isCode: Bool
        /// The text of its paragraphs, in order.
        var paragraphs: [String] = []
        var codeBlocks: [CodeBlock] = []
    }

    /// A fenced code block.
    struct CodeBlock: Sendable {
        /// The words behind the fence: the language first, then this project's own.
        let words: [String]
        let text: String
    }

    /// The file's name without `.md`.
    let name: String
    let text: String
    /// Under their headings, in order; what stands before the first is not among them.
    let sections: [Section]
    /// The destinations of all links.
    let links: [String]

    /// Reads a page.
    init(_ name: String) throws {
        self.name = name
        text = try String(contentsOfFile: Repository.catalogue + "/\(name).md", encoding: .utf8)
        let document = MarkdownDocument(parsing: text)
        var sections: [Section] = []
        for (index, node) in document.nodes.enumerated() {
            switch node.kind {
            case .heading(let level):
                let inlines = Array(document.children(of: index))
                var isCode = false
                if inlines.count == 1, case .code = document.nodes[inlines[0]].kind {
                    isCode = true
                }
                sections.append(
                    Section(level: level, title: document.plainText(of: index), isCode: isCode))
            case .paragraph where !sections.isEmpty:
                sections[sections.count - 1].paragraphs.append(document.plainText(of: index))
            case .codeBlock(let info, let code) where !sections.isEmpty:
                sections[sections.count - 1].codeBlocks.append(
                    CodeBlock(words: info.split(separator: " ").map(String.init), text: code))
            default: break
            }
        }
        self.sections = sections
        links = document.nodes.compactMap { node in
            if case .link(let destination, _) = node.kind { destination } else { nil }
        }
    }

    /// The names of all pages, sorted.
    static func all() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Repository.catalogue).sorted()
            .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }
    }

    /// The rows below the header of the first table whose first column has a name, as plain text.
    func rows(underHeader name: String) throws -> [[String]] {
        let document = MarkdownDocument(parsing: text)
        func cells(_ row: Int) -> [String] {
            document.children(of: row).map { document.plainText(of: $0) }
        }
        for (index, node) in document.nodes.enumerated() {
            guard case .table = node.kind else { continue }
            let rows = Array(document.children(of: index))
            if cells(rows[0]).first == name { return rows.dropFirst().map(cells) }
        }
        throw DiagnosticsPage.PageError.lacks("table \(name)")
    }

    /// The plan of the page's own example: its code blocks `yaml example` and `markdown example`.
    ///
    /// Records whatever is found in them.
    func plan() throws -> Plan {
        let blocks = sections.flatMap(\.codeBlocks)
        let yaml = try #require(blocks.first { $0.words == ["yaml", "example"] })
        let markdown = try #require(blocks.first { $0.words == ["markdown", "example"] })
        var sink = DiagnosticSink()
        let document = ManifestDocument(
            reading: SourceFile(path: "callbox.yml", text: yaml.text), reportingTo: &sink)
        let dictionary = AttributeDictionaryReader.read(
            SourceFile(path: "attributes.md", text: markdown.text), reportingTo: &sink)
        for environment in [nil] + (document?.environments ?? []) {
            guard let manifest = document?.manifest(environment: environment, reportingTo: &sink)
            else { continue }
            _ = Planner.plan(manifest, dictionary, reportingTo: &sink)
        }
        let manifest = try #require(document?.manifest(environment: nil, reportingTo: &sink))
        let plan = Planner.plan(manifest, dictionary, reportingTo: &sink)
        #expect(sink.diagnostics.map(\.message) == [])
        return plan
    }

    /// The page's anchors as code hosts make them: lower case, blanks as `-`, other punctuation
    /// gone.
    var anchors: Set<String> {
        Set(
            sections.map { section in
                String(
                    section.title.lowercased().compactMap { character in
                        character == " "
                            ? "-"
                            : character.isLetter || character.isNumber || "-_".contains(character)
                                ? character : nil
                    })
            })
    }
}

/// Where things lie in the repository.
enum Repository {
    static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static let catalogue = path + "/Sources/CallboxCLI/Documentation.docc"

    /// The text of a file.
    static func text(of file: String) throws -> String {
        try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    }
}

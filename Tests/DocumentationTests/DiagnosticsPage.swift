import CallboxDiagnostics
import CallboxMarkdown
import CallboxSpec
import Testing

/// `Diagnostics.md`: a section for each id, with what causes it and what doesn't.
struct DiagnosticsPage {
    /// A wrong or right input of a section.
    struct Example: Sendable, CustomTestStringConvertible {
        let id: String
        let isWrong: Bool
        let isManifest: Bool
        /// The argument of `--env`.
        let environment: String?
        /// As it stands in the page.
        let shown: String
        /// The manifest and the dictionary that are read.
        let manifest: String
        let dictionary: String

        var testDescription: String {
            "\(isWrong ? "wrong" : "right"), \(id): \(shown)"
        }
    }

    /// The sections of ids: headings of the third level that are a code span.
    let sections: [DocumentationPage.Section]
    let examples: [Example]

    init() throws {
        let page = try DocumentationPage("Diagnostics")
        sections = page.sections.filter { $0.level == 3 && $0.isCode }
        let shared = page.sections.flatMap(\.codeBlocks)
        func block(_ words: String...) throws -> String {
            guard let block = shared.first(where: { $0.words == words }) else {
                throw PageError.lacks(words.joined(separator: " "))
            }
            return block.text
        }
        let whole = try block("yaml", "base")
        let dictionary = try block("markdown", "base")
        let beside = try block("yaml", "beside")
        let below = try block("markdown", "below")
        examples = sections.flatMap { section in
            section.codeBlocks.compactMap { block in
                guard block.words.count > 1, ["wrong", "right"].contains(block.words[1]) else {
                    return nil
                }
                let isManifest = block.words[0] == "yaml"
                let isWhole = block.words.contains("whole")
                return Example(
                    id: section.title, isWrong: block.words[1] == "wrong", isManifest: isManifest,
                    environment: block.words.first { $0.hasPrefix("env=") }.map {
                        String($0.dropFirst(4))
                    },
                    shown: block.text,
                    manifest: isManifest
                        ? isWhole ? block.text : Self.manifest(whole, with: block.text) : beside,
                    dictionary: isManifest
                        ? dictionary : isWhole ? block.text : Self.dictionary(block.text, below))
            }
        }
    }

    enum PageError: Error {
        /// The page has no code block with these words.
        case lacks(String)
    }

    /// A dictionary that says how people are known, if only by a piece below it.
    static func dictionary(_ text: String, _ below: String) -> String {
        let identifiers = ["`user_id`", "`email`", "`intercom_user_jwt`"]
        return identifiers.contains(where: text.contains) ? text : text + "\n" + below
    }

    /// A whole manifest with a piece in the place of the same top-level keys.
    static func manifest(_ whole: String, with piece: String) -> String {
        func key(_ line: Substring) -> Substring? {
            line.first?.isLetter == true ? line.prefix { $0 != ":" } : nil
        }
        let given = Set(piece.split(separator: "\n").compactMap(key))
        var isReplaced = false
        let kept = whole.split(separator: "\n").filter { line in
            if let key = key(line) { isReplaced = given.contains(key) }
            return !isReplaced
        }
        return kept.joined(separator: "\n") + "\n" + piece
    }
}

extension DiagnosticsPage.Example {
    /// What the readers and the planner find, as every command has them at work.
    func diagnostics() -> [Diagnostic] {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "callbox.yml", text: manifest)
        let dictionaryFile = SourceFile(path: "attributes.md", text: dictionary)
        let document = ManifestDocument(reading: file, reportingTo: &sink)
        if let manifest = document?.manifest(environment: environment, reportingTo: &sink) {
            let dictionary = manifest.dictionary.flatMap { _ in
                AttributeDictionaryReader.read(dictionaryFile, reportingTo: &sink)
            }
            _ = Planner.plan(manifest, dictionary, reportingTo: &sink)
            sink.silence(by: dictionaryFile, reportsUnused: true)
        }
        sink.silence(byManifest: file, reportsUnused: true)
        return sink.diagnostics
    }
}

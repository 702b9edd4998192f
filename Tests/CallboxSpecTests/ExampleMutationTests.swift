import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Foundation
import Testing

/// The acme example with one thing wrong at a time: never a trap, never a range outside the file,
/// and for a misspelt key the right "did you mean".
struct ExampleMutationTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../examples/acme")
    private let manifest: String
    private let dictionary: String

    init() throws {
        manifest = try String(
            contentsOf: Self.folder.appending(path: "callbox.yml"), encoding: .utf8)
        dictionary = try String(
            contentsOf: Self.folder.appending(path: "attributes.md"), encoding: .utf8)
    }

    @Test func theExampleItselfIsFine() {
        #expect(diagnostics(manifest, dictionary).map(\.message) == [])
    }

    @Test func linesMayBeLostDoubledAndSwapped() {
        for mutant in lineMutants(of: manifest) { _ = diagnostics(mutant, dictionary) }
        for mutant in lineMutants(of: dictionary) { _ = diagnostics(manifest, mutant) }
    }

    /// Every word of both files, misspelt by one letter; CI takes every `step`th.
    @Test func wordsMayBeMisspelt() {
        let step = ProcessInfo.processInfo.environment["CALLBOX_PROOF"] == nil ? 7 : 1
        var count = 0
        for (index, mutant) in wordMutants(of: manifest).enumerated() where index % step == 0 {
            _ = diagnostics(mutant.text, dictionary)
            count += 1
        }
        for (index, mutant) in wordMutants(of: dictionary).enumerated() where index % step == 0 {
            _ = diagnostics(manifest, mutant.text)
            count += 1
        }
        #expect(count * step > 4000)
    }

    @Test func filesMayBeCutAnywhere() {
        for end in manifest.utf8.indices.enumerated().filter({ $0.offset % 5 == 0 }) {
            if let text = String(manifest.utf8[..<end.element]) {
                _ = diagnostics(text, dictionary)
            }
        }
    }

    @Test func misspeltKeysGetTheRightSuggestion() {
        // Keys whose names are the user's own have no right spelling.
        let own = Set(["marketing", "docs", "app", "staging"])
        var asked = 0
        var right = 0
        let step = ProcessInfo.processInfo.environment["CALLBOX_PROOF"] == nil ? 3 : 1
        let mutants = wordMutants(of: manifest).filter { $0.isKey && !own.contains($0.word) }
        for (index, mutant) in mutants.enumerated() where index % step == 0 {
            asked += 1
            let found = diagnostics(mutant.text, dictionary)
            let isRight = found.contains { $0.message.hasSuffix("did you mean '\(mutant.word)'?") }
            if isRight { right += 1 }
        }
        #expect(asked * step > 1000)
        #expect(Double(right) >= 0.95 * Double(asked), "\(right) of \(asked)")
    }

    private func diagnostics(_ manifest: String, _ dictionary: String) -> [Diagnostic] {
        var sink = DiagnosticSink()
        let files = [
            SourceFile(path: "callbox.yml", text: manifest),
            SourceFile(path: "attributes.md", text: dictionary),
        ]
        let document = ManifestDocument(reading: files[0], reportingTo: &sink)
        for environment in [nil] + (document?.environments ?? []) {
            let read = document?.manifest(environment: environment, reportingTo: &sink)
            let attributes = AttributeDictionaryReader.read(files[1], reportingTo: &sink)
            if let read { _ = Planner.plan(read, attributes, reportingTo: &sink) }
        }
        sink.silence(byManifest: files[0])
        sink.silence(by: files[1])
        let renderer = DiagnosticRenderer(usesColour: false)
        for diagnostic in sink.diagnostics {
            #expect(!renderer.text(for: diagnostic).isEmpty)
            guard let range = diagnostic.range else { continue }
            #expect(range.bytes.upperBound <= range.file.bytes.count, "\(diagnostic.message)")
        }
        return sink.diagnostics
    }

    private func lineMutants(of text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.indices.flatMap { index in
            var lost = lines
            lost.remove(at: index)
            var doubled = lines
            doubled.insert(lines[index], at: index)
            var swapped = lines
            swapped.swapAt(index, (index + 1) % lines.count)
            let cut = lines[...index] + [lines[index].prefix(lines[index].count / 2)]
            return [lost, doubled, swapped, Array(cut)].map { $0.joined(separator: "\n") }
        }
    }

    private struct WordMutant {
        let word: String
        let isKey: Bool
        let text: String
    }

    /// Each word with a letter lost, doubled, replaced, or swapped with the next.
    private func wordMutants(of text: String) -> [WordMutant] {
        let words = text.ranges(of: /[A-Za-z_]{3,}/)
        return words.flatMap { range -> [WordMutant] in
            let word = String(text[range])
            let line =
                text[..<range.lowerBound].split(
                    separator: "\n", omittingEmptySubsequences: false
                ).last ?? ""
            let isKey = text[range.upperBound...].hasPrefix(":") && !line.contains("#")
            return Array(word).indices.flatMap { index -> [String] in
                let letters = Array(word)
                var lost = letters
                lost.remove(at: index)
                var doubled = letters
                doubled.insert(letters[index], at: index)
                var replaced = letters
                replaced[index] = letters[index] == "q" ? "x" : "q"
                var swapped = letters
                swapped.swapAt(index, (index + 1) % letters.count)
                return [lost, doubled, replaced, swapped].map { String($0) }.filter { $0 != word }
            }.map { misspelt in
                WordMutant(
                    word: word, isKey: isKey,
                    text: text[..<range.lowerBound] + misspelt + text[range.upperBound...])
            }
        }
    }
}

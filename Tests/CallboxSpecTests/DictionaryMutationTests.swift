import CallboxDiagnostics
import CallboxSpec
import Testing

/// The sample dictionary with one thing wrong at a time.
struct DictionaryMutationTests {
    private func diagnostics(_ text: String) -> [Diagnostic] {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "attributes.md", text: text)
        _ = AttributeDictionaryReader.read(file, reportingTo: &sink)
        for diagnostic in sink.diagnostics {
            guard let range = diagnostic.range else { continue }
            #expect(range.bytes.upperBound <= file.bytes.count, "\(diagnostic.message)")
        }
        return sink.diagnostics
    }

    @Test func linesMayBeLostDoubledSwappedAndCut() {
        let lines = sampleDictionary.split(separator: "\n", omittingEmptySubsequences: false)
        func read(_ lines: [Substring]) { _ = diagnostics(lines.joined(separator: "\n")) }
        for index in lines.indices {
            var mutant = lines
            mutant.remove(at: index)
            read(mutant)
            mutant = lines
            mutant.insert(lines[index], at: index)
            read(mutant)
            mutant = lines
            mutant.swapAt(index, (index + 1) % lines.count)
            read(mutant)
        }
        for end in sampleDictionary.indices {
            _ = diagnostics(String(sampleDictionary[..<end]))
        }
    }

    @Test func everyByteMayBeAnother() {
        let bytes = Array(sampleDictionary.utf8)
        let others = Array("|`\nx#-:\\ >".utf8)
        for index in bytes.indices {
            var mutant = bytes
            mutant[index] = others[index % others.count]
            _ = diagnostics(String(decoding: mutant, as: UTF8.self))
        }
    }

    /// Each known word misspelt in each way: a letter lost, doubled, replaced, or two swapped.
    @Test func misspeltWordsGetTheRightSuggestion() {
        let keys = AttributeFact.allCases.map(\.rawValue)
        let types = ["string", "integer", "number", "boolean", "date", "email", "token"]
        var asked = 0
        var right = 0
        func expect(_ word: String, in text: (String) -> String) {
            for mutant in misspellings(of: word) {
                asked += 1
                let hits = diagnostics(text(mutant)).contains {
                    $0.message.hasSuffix("did you mean '\(word)'?")
                }
                if hits { right += 1 }
            }
        }
        for key in keys {
            expect(key) { "# G\n\n## `a`\n\n- \($0): x\n" }
            expect(key) { "# G\n\n| Attribute | \($0) |\n|-|-|\n| a | x |\n" }
        }
        expect(AttributeFact.nameColumn) { "# G\n\n| \($0) | Type |\n|-|-|\n| a | x |\n" }
        for type in types { expect(type) { "# G\n\n## `a`\n\n- Type: \($0)\n" } }
        #expect(asked > 500)
        #expect(Double(right) >= 0.95 * Double(asked), "\(right) of \(asked)")
    }

    private func misspellings(of word: String) -> Set<String> {
        var result: Set<String> = []
        let letters = Array(word)
        for index in letters.indices {
            var mutant = letters
            mutant.remove(at: index)
            result.insert(String(mutant))
            mutant = letters
            mutant.insert(letters[index], at: index)
            result.insert(String(mutant))
            mutant = letters
            mutant[index] = "x"
            result.insert(String(mutant))
            guard index + 1 < letters.count else { continue }
            mutant = letters
            mutant.swapAt(index, index + 1)
            result.insert(String(mutant))
        }
        return result.filter { $0.lowercased() != word.lowercased() }
    }

    @Test func largeDictionariesAreRead() {
        let row = "| `a\u{1}` | `free \\| pro` | `account.plan` | none | What they pay for |\n"
        let rows = (0..<250).map { row.replacing("\u{1}", with: String($0)) }.joined()
        let prose = (0..<5_000).map { "Paragraph \($0) with `code`.\n\n" }.joined()
        let table = "| Attribute | Type | Source | Sensitivity | Notes |\n|-|-|-|-|-|\n"
        let text = "# G\n\n" + table + rows + "\n## `last`\n\n" + prose
        #expect(diagnostics(text).isEmpty == false)
    }
}

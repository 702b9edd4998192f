import CallboxMarkdown
import Foundation
import Testing

/// The specifications' own examples; the files in `Cases` say where they come from.
struct SpecificationTests {
    @Test func everyCommonMarkExampleParsesAsLibcmarkDoes() throws {
        let examples = try Example.all(in: "commonmark-0.30.txt")
        #expect(examples.count == 652)
        for example in examples { example.check() }
    }

    @Test func everyTableExampleGivesTheTableOfTheSpecification() throws {
        let examples = try Example.all(in: "gfm-tables.txt")
        #expect(examples.count == 8)
        for example in examples { example.check() }
    }

    @Test func lineEndsDoNotMatter() throws {
        for example in try Example.all(in: "gfm-tables.txt") {
            for end in ["\r\n", "\r"] {
                let source = example.source.split(separator: "\n", omittingEmptySubsequences: false)
                    .joined(separator: end)
                #expect(HTMLRenderer.html(of: MarkdownDocument(parsing: source)) == example.html)
                #expect(
                    HTMLRenderer.html(of: MarkdownDocument(parsing: "\u{FEFF}" + source))
                        == example.html)
            }
            let unended = String(example.source.dropLast())
            #expect(HTMLRenderer.html(of: MarkdownDocument(parsing: unended)) == example.html)
        }
    }
}

private struct Example {
    let source: String
    let html: String

    static func all(in file: String) throws -> [Example] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "Cases/\(file)"), encoding: .utf8)
        let fence = String(repeating: "`", count: 32)
        return text.replacing("→", with: "\t").split(separator: "\(fence) example\n").dropFirst()
            .compactMap { part in
                guard let end = part.range(of: fence), let dot = part.range(of: "\n.\n")
                else { return nil }
                return Example(
                    source: part[..<dot.lowerBound] + "\n",
                    html: String(part[dot.upperBound..<end.lowerBound]))
            }
    }

    func check() {
        #expect(HTMLRenderer.html(of: MarkdownDocument(parsing: source)) == html, "\(source)")
    }
}

import CallboxDiagnostics
import CallboxTestSupport
import Foundation
import Testing

/// Places, order and print of diagnostics.
struct DiagnosticTests {
    @Test(arguments: ["a\nb1️⃣c", "a\r\nb1️⃣c", "a\rb1️⃣c", "é\nb1️⃣"])
    func linesEndAtLFAndCRLFAndCR(text: String) {
        #expect(MarkedSource(text).location("1️⃣") == SourceLocation(line: 2, column: 2))
    }

    @Test func columnsCountBytes() {
        let source = MarkedSource("é😀1️⃣")
        #expect(source.location("1️⃣") == SourceLocation(line: 1, column: 7))
        #expect(source.file.location(at: 1000) == SourceLocation(line: 1, column: 7))
    }

    @Test func sortedByPlaceAndToldOnce() {
        let file = SourceFile(path: "b.yml", text: "one\ntwo\n")
        var sink = DiagnosticSink()
        sink.report(.unknownKey, "second", at: file.range(4..<5))
        sink.report(.noLogout, "lint first", at: file.range(0..<1))
        sink.report(.unknownKey, "error first", at: file.range(0..<1))
        sink.report(.unknownKey, "second", at: file.range(4..<5))
        sink.report(Diagnostic(.inputMissing, "whole file", path: "a.yml"))
        #expect(
            sink.diagnostics.map(\.message) == [
                "whole file", "error first", "lint first", "second",
            ])
        #expect(sink.hasErrors)
    }

    @Test func printsTheLineAndACaret() {
        let source = MarkedSource("a:\n\tb: 1️⃣cé2️⃣ # x\n", path: "dir/callbox.yml")
        let range = source.file.range(7..<10)
        let diagnostic = Diagnostic(
            .unknownKey, "no 'c'", at: range, notes: [Diagnostic.Note("see", at: range)],
            help: "do")
        #expect(
            DiagnosticRenderer(usesColour: false).text(for: diagnostic) == """
                dir/callbox.yml:2:5: error: no 'c' [unknown-key]
                 2 |  b: cé # x
                   |     ^~
                dir/callbox.yml:2:5: note: see
                 2 |  b: cé # x
                   |     ^~
                  help: do

                """)
        let coloured = DiagnosticRenderer(usesColour: true).text(for: diagnostic)
        #expect(coloured.contains("\u{1B}[1;31merror:"))
    }

    @Test func anInputCannotSteerTheTerminal() {
        let file = SourceFile(path: "a\u{1B}]0;x.yml", text: "\u{1B}[2Jkey \u{202E}x\n")
        let text = DiagnosticRenderer(usesColour: false).text(
            for: Diagnostic(.unknownKey, "no", at: file.range(0..<4)))
        #expect(!text.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func longLinesAreCutAroundTheCaret() {
        let line =
            String(repeating: "x", count: 5000) + "HERE" + String(repeating: "y", count: 5000)
        let file = SourceFile(path: "a.yml", text: line)
        let text = DiagnosticRenderer(usesColour: false).text(
            for: Diagnostic(.unknownKey, "no", at: file.range(5000..<5004)))
        #expect(text.contains("HERE") && text.utf8.count < 500)
        let lines = text.split(separator: "\n").map(Array.init)
        #expect(lines[1].firstIndex(of: "H") == lines[2].firstIndex(of: "^"))
    }

    @Test(
        arguments: [
            ("sitez", "sites"), ("Sites", "sites"), ("siets", "sites"), ("max-age", "max_age"),
            ("rout", "routes"), ("mx-ag", "max_age"), ("roads", nil), ("xyz", nil), ("", nil),
        ] as [(String, String?)])
    func suggestsWhatIsNear(word: String, expected: String?) {
        let candidates = ["sites", "routes", "max_age", "output"]
        #expect(nearest(to: word, among: candidates) == expected)
    }

    @Test func everyIDIsKebabCase() {
        for id in DiagnosticID.allCases {
            #expect(id.rawValue.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(id.rawValue)")
        }
    }
}

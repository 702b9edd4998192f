import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Testing

/// Wrong dictionaries, each with the only diagnostic it causes, at 1️⃣.
struct DictionaryDiagnosticsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: DiagnosticID
        let text: String
        var message = ""

        var testDescription: String { "\(id.rawValue): \(text)" }
    }

    @Test(arguments: DictionaryCases.all) func reportsOneThingAtItsPlace(wrong: Case) throws {
        let source = MarkedSource(wrong.text, path: "attributes.md")
        var sink = DiagnosticSink()
        _ = AttributeDictionaryReader.read(source.file, reportingTo: &sink)
        let found = sink.diagnostics
        #expect(found.map(\.id) == [wrong.id], "\(found.map(\.message))")
        #expect(found.first?.range?.start == source.location("1️⃣"))
        #expect(found.first?.message.contains(wrong.message) == true, "\(found.map(\.message))")
        if let end = source.location("2️⃣"), let range = found.first?.range {
            #expect(range.file.location(at: range.bytes.upperBound) == end)
        }
    }

    @Test func everythingIsReportedAtOnce() {
        let source = MarkedSource(
            """
            # G
            ## `a1️⃣.b`
            - 2️⃣Typ: string
            - Sensitivity: 3️⃣some
            ## `c`
            - Required: 4️⃣maybe

            | Attribute | 5️⃣Foo |
            | - | - |
            | c6️⃣$ | x | 7️⃣y |
            """)
        var sink = DiagnosticSink()
        let dictionary = AttributeDictionaryReader.read(source.file, reportingTo: &sink)
        let found = sink.diagnostics.map { $0.range?.start }
        #expect(found == source.markers.map { source.location($0) })
        #expect(dictionary?.attributes.map(\.name.value) == ["a.b", "c", "c$"])
    }

    @Test func tooManyCustomAttributes() {
        func diagnostics(_ count: Int) -> [DiagnosticID] {
            let rows = (0..<count).map { "| a\($0) |\n" }.joined()
            var sink = DiagnosticSink()
            let file = SourceFile(
                path: "a.md", text: "# G\n| Attribute |\n| - |\n| name |\n" + rows)
            _ = AttributeDictionaryReader.read(file, reportingTo: &sink)
            return sink.diagnostics.map(\.id).filter { $0 != .sensitivityUnderstated }
        }
        #expect(diagnostics(250).isEmpty)
        #expect(diagnostics(251) == [.tooManyAttributes])
    }

    /// Blocks that end, and text that is none of them.
    @Test(
        arguments: [
            "```json\n{}\n```", "> ```\n> {}\n> ```", "- a\n\n  ~~~~\n  x\n  ~~~~", "    indented",
            "<!-- a\n\nb -->", "Sources: our billing", "Mind the type: it is text",
        ])
    func whatEndsIsNotTold(block: String) {
        let text = "# G\n\n## `plan`\n\n- Source: a.plan\n\nText.\n\n\(block)\n"
        var sink = DiagnosticSink()
        _ = AttributeDictionaryReader.read(
            SourceFile(path: "attributes.md", text: text), reportingTo: &sink)
        #expect(sink.diagnostics.map(\.message) == [])
    }

    @Test func noAttributes() {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "a.md", text: "# Title\n\nText\n")
        #expect(AttributeDictionaryReader.read(file, reportingTo: &sink)?.groups.isEmpty == true)
        #expect(sink.diagnostics.map(\.id) == [.noAttributes])
    }
}

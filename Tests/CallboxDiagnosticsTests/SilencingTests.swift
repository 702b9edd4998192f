import CallboxDiagnostics
import CallboxTestSupport
import Testing

/// Which lines comments silence: lints at 1️⃣ and 2️⃣, and what is left of them.
struct SilencingTests {
    @Test(
        arguments: [
            ("a.yml", "# callbox-ignore http-host: x\n1️⃣a: b\n"),
            ("a.yml", "1️⃣a: b # callbox-ignore http-host: x\n"),
            ("a.yml", "\u{FEFF}# callbox-ignore http-host: x\n1️⃣a: b\n"),
            ("a.md", "\u{FEFF}<!-- callbox-ignore http-host: x -->\n1️⃣# b\n"),
            ("a.yml", "a: b\n  # callbox-ignore http-host: x\n\n  # more\n  1️⃣c: d\n"),
            ("a.md", "1️⃣a <!-- callbox-ignore http-host: x -->\n"),
            ("a.md", "<!-- callbox-ignore http-host: x -->\n<!-- b -->\n\n1️⃣# c\n"),
            (
                "a.md",
                "<!-- callbox-ignore no-logout: x --> <!-- callbox-ignore http-host: y -->\n1️⃣2️⃣a\n"
            ),
            ("a.md", "<!-- a --> <!-- callbox-ignore http-host: y --> | 1️⃣b |\n"),
            ("a.md", "1️⃣# Write `# callbox-ignore foo` <!-- callbox-ignore http-host: y -->\n"),
        ]) func silences(path: String, text: String)
    {
        #expect(ids(path, text) == [])
    }

    @Test(
        arguments: [
            ("a.yml", "# callbox-ignore http-host: x\nb: c\n1️⃣a: b\n", [.silenceUnused, .httpHost]),
            ("a.yml", "1️⃣a: b#callbox-ignore http-host: x\n", [.httpHost]),
            ("a.md", "# callbox-ignore http-host: x\n1️⃣a\n", [.httpHost]),
            (
                "a.md", "<!-- callbox-ignore http-host: x --> a\n1️⃣b\n", [.silenceUnused, .httpHost]
            ),
            ("a.md", "1️⃣<!-- callbox-ignore nope: x -->\n", [.silenceInvalid, .httpHost]),
        ] as [(String, String, [DiagnosticID])])
    func leaves(path: String, text: String, left: [DiagnosticID]) {
        #expect(Set(ids(path, text)) == Set(left))
    }

    /// Not all lints are looked for then.
    @Test func nothingIsUnusedBesideAnError() {
        let file = SourceFile(path: "a.yml", text: "# callbox-ignore http-host: x\na: b\n")
        var sink = DiagnosticSink()
        sink.report(.unknownKey, "x", at: file.range(30..<31))
        sink.silence(by: file, reportsUnused: true)
        #expect(sink.diagnostics.map(\.id) == [.unknownKey])
    }

    @Test func manyCommentsAreRead() {
        let count = 10_000
        let comment = "# callbox-ignore http-host: r\n"
        let file = SourceFile(
            path: "a.yml", text: String(repeating: comment, count: count) + "a: b\n")
        var sink = DiagnosticSink()
        for index in 0..<count { sink.report(.httpHost, "x", at: file.range(index..<index)) }
        sink.silence(by: file, reportsUnused: true)
        #expect(!sink.diagnostics.isEmpty)
    }

    private func ids(_ path: String, _ text: String) -> [DiagnosticID] {
        let source = MarkedSource(text, path: path)
        var sink = DiagnosticSink()
        let markers: [(Character, DiagnosticID)] = [("1️⃣", .httpHost), ("2️⃣", .noLogout)]
        for (marker, id) in markers {
            guard let place = source.location(marker) else { continue }
            let offset = source.file.byteRange(ofLine: place.line).lowerBound + place.column - 1
            sink.report(id, "lint", at: source.file.range(offset..<offset + 1))
        }
        sink.silence(by: source.file, reportsUnused: true)
        return sink.diagnostics.map(\.id)
    }
}

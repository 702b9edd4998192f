import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Testing

/// What the guard in front of the YAML parser lets through, and what it refuses; places behind a
/// byte-order mark.
struct YAMLReaderTests {
    @Test(
        arguments: [
            "# Is this right? Ask R&D\na: b\n",
            "# all of /blog/*: R&D\na: b\n",
            "a: \"Q&A: lost? ask\" # ? x\n",
            "a: 'it''s [ Q&A *: {'\n",
            "a: &x \"one\n  ? two *: \\\"\n  three\"\nb: *x\n",
            "a: Ask R&D ? or *b : not\n".replacing(" : not", with: ""),
            "a: &x |\n  ? no key\n  *: - - -\n\n   [[[\nb: *x\n",
            "- &x >-\n  ]: a\n-\n  c: *x\n",
            "a: [\"x\", &y b, 'z: ?'] # - - ?\n",
            "{\"a\":\"? &b *c: [\",\"d\":[1]}\n",
            "a: b\n  \"? c &d\n  e\"\nf: &g h\n",
            (0..<101).map { "# see [\($0)\n" }.joined() + "a: b\n",
            "# " + String(repeating: "- ", count: 110) + "\na: b\n",
            (0..<101).map { "- see [\($0)\n" }.joined(),
            "a: |\n" + (0..<101).map { _ in "  [ - - {\n" }.joined(),
        ]) func passes(text: String)
    {
        var sink = DiagnosticSink()
        let node = YAMLReader.read(SourceFile(path: "a.yml", text: text), reportingTo: &sink)
        #expect(node != nil && sink.diagnostics.isEmpty, "\(sink.diagnostics.map(\.message))")
    }

    @Test(arguments: [100, 101, 1001, 5000]) func blocksNestToTheSameDepth(depth: Int) {
        let lists = (0..<depth).map { String(repeating: " ", count: $0) + "-\n" }.joined()
        let mappings = (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let inner = (0..<depth - 1).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        for text in [lists, mappings, inner + String(repeating: " ", count: depth) + "[x]\n"] {
            var sink = DiagnosticSink()
            let node = YAMLReader.read(SourceFile(path: "a.yml", text: text), reportingTo: &sink)
            #expect((node != nil) == (depth <= 100))
            #expect(sink.diagnostics.map(\.id) == (depth <= 100 ? [] : [.yamlTooLarge]))
        }
    }

    /// A quote, comment or block scalar that the parser sees elsewhere hides nothing.
    @Test(
        arguments: [
            ("a: b\n  \"c\nd: ", ""), ("{a: b\n \"c, d: ", ""), ("a: b [ x, \"\nc: ", ""),
            ("a: b\n  [ x, \"\nc: ", ""), ("a: it's\nb: ", ""), ("a: b#'\nc: ", ""),
            ("# x\u{85}a: ", ""), ("a: |\n  x\nb: ", ""), ("a: |2\n   x\n b\nb: ", ""),
            ("a: '\n  ]]]]' \nb: ", ""), ("? '\n' : ", ""), ("---\n'a': ", ""), ("\u{FEFF}a: ", ""),
            ("a: \"\\\n\"\nb: ", ""), ("- |\n - x\n-\n  ", ""), ("a:\n- >\n  x\n- ", ""),
        ]) func refusesWhatIsNotQuoted(before: String, after: String)
    {
        for bomb in [String(repeating: "[", count: 101), String(repeating: "{", count: 101)] {
            var sink = DiagnosticSink()
            let file = SourceFile(path: "a.yml", text: before + bomb + after)
            #expect(YAMLReader.read(file, reportingTo: &sink) == nil)
            #expect(sink.diagnostics.map(\.id) == [.yamlTooLarge], "\(sink.diagnostics)")
        }
    }

    @Test(
        arguments: [
            "1️⃣callbx: 1\n", "\n1️⃣callbx: 1\n", "# é\n  # x\n1️⃣callbx: 1\n", "{ é: 1, 1️⃣b: c }",
        ]) func aByteOrderMarkIsNoText(text: String) throws
    {
        let source = MarkedSource("\u{FEFF}" + text)
        var sink = DiagnosticSink()
        let node = try #require(YAMLReader.read(source.file, reportingTo: &sink))
        let pair = try #require(node.pairs.last)
        #expect(["callbx", "b"].contains(pair.key))
        #expect(pair.keyRange.start == source.location("1️⃣"))
        #expect(pair.keyRange.text == pair.key)
    }
}

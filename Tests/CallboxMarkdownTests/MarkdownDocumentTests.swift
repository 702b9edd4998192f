import CallboxMarkdown
import Testing

struct MarkdownDocumentTests {
    /// Each node of a kind, as the source has it.
    private func sources(
        in text: String, where isWanted: (MarkdownNode.Kind) -> Bool
    ) -> [String] {
        let bytes = Array(text.utf8)
        return MarkdownDocument(parsing: text).nodes.filter { isWanted($0.kind) }
            .map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    private func cells(in text: String) -> [String] {
        sources(in: text) { $0 == .tableCell }
    }

    @Test func cellsHaveTheirBytes() {
        let marked = "\u{FEFF}| é  |b|\r\n|-|-\r\n| c \\| d\t| |"
        #expect(cells(in: marked) == ["é", "b", "c \\| d", ""])
        #expect(cells(in: "> - x\r>\r>   | a|b\r>   -|-\r>   c|") == ["a", "b", "c", ""])
        #expect(cells(in: "1.\t|a|\n\t|-|\n\t|\tb\t|") == ["a", "b"])
    }

    @Test func inlinesOfCellsHaveTheirBytes() {
        let text = "| x \\| `a\\|b` *é* [l](u) |\n|-|\n"
        #expect(sources(in: text) { $0 == .code("a|b") } == ["a\\|b"])
        #expect(sources(in: text) { $0 == .emphasis } == ["*é*"])
        #expect(sources(in: text) { $0 == .link(destination: "u", title: "") } == ["[l](u)"])
    }

    @Test func continuationLinesHaveTheirColumns() {
        let text = "  a `b`\n      c `d`\n> > e\n> > `f`\n"
        #expect(
            sources(in: text) { if case .code = $0 { true } else { false } } == ["b", "d", "f"])
        #expect(
            sources(in: text) { if case .text = $0 { true } else { false } }
                == ["a ", "c ", "e"])
    }

    @Test func everyTextStandsWhereItsRangeSays() {
        let text = "- Type: `string`\n- Notes: **x** y\n  z\n\n# H `i`\n\nj\n===\n"
        let bytes = Array(text.utf8)
        for node in MarkdownDocument(parsing: text).nodes {
            switch node.kind {
            case .text(let literal), .code(let literal):
                #expect(String(decoding: bytes[node.range], as: UTF8.self) == literal)
            default: break
            }
        }
    }

    @Test func excessCellsAreKnown() {
        let text = "|a|\n|-|\n|b|c|d|\n|e|\n"
        let excess = MarkdownDocument(parsing: text).nodes.compactMap { node in
            if case .tableRow(let excess) = node.kind { excess } else { nil }
        }
        #expect(excess == [11..<15])
    }

    @Test func alignmentsAreRead() {
        let document = MarkdownDocument(parsing: "a|b|c|d\n-|:-|-:|:-:\n")
        #expect(document.nodes[1].kind == .table([nil, .left, .right, .center]))
    }

    @Test func plainTextDropsMarkup() {
        let document = MarkdownDocument(parsing: "a *b* `c`\nd [e](f) <i>g</i> &amp; ![h](i)")
        #expect(document.plainText(of: 0) == "a b c d e g & h")
    }

    @Test(arguments: ["a\0b", "a\u{1A}b"]) func nulIsReplaced(text: String) {
        let document = MarkdownDocument(parsing: text)
        #expect(document.plainText(of: 0) == "a\u{FFFD}b")
        #expect(document.nodes[0].range == 0..<3)
    }

    @Test(arguments: ["", "\n", "\u{FEFF}", "\u{FEFF}\r\n", "\r", " \t"])
    func textsWithoutContentAreEmpty(text: String) {
        #expect(MarkdownDocument(parsing: text).nodes.count == 1)
    }

    @Test func childrenSkipGrandchildren() {
        let document = MarkdownDocument(parsing: "- a\n- b\n\nc\n")
        #expect(
            document.children(of: 0).map { document.nodes[$0].kind }
                == [.list(start: nil, isTight: true), .paragraph])
        #expect(Array(document.children(of: document.nodes.count - 1)).isEmpty)
    }

    @Test func mismatchedHeaderIsNoTable() {
        for text in ["|a|b|\n|-|\n", "|a|\n|-|-|\n", "a\n-\n", "|a|\n    |-|\n", "|\n|-|\n"] {
            #expect(cells(in: text).isEmpty, "\(text)")
        }
    }

    @Test func tablesEndWhereBlocksStart() {
        for next in ["> q", "- x", "2. x", "*", "---", "    code", "```", "# h", "<b>", "|", ""] {
            #expect(cells(in: "|a|\n|-|\n\(next)\n") == ["a"], "\(next)")
        }
        for next in ["x", "\\|", "===", "--", "[r]: /u", "1.x", "<b> x"] {
            #expect(cells(in: "|a|\n|-|\n\(next)\n") == ["a", next], "\(next)")
        }
    }

    @Test func tablesWithinAndBehindOthersAreFound() {
        #expect(cells(in: "x\n|a|\n|-|\n2. |b|\n   |-|\n*\n|c|\n|-|\n") == ["a", "b", "c"])
    }
}

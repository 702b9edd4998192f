/// A Markdown text as a tree of immutable values: CommonMark by libcmark, and pipe tables by
/// GitHub's rules.
package struct MarkdownDocument: Sendable {
    /// All nodes in pre-order; `nodes[0]` is the document. Flat, so that no depth of nesting can
    /// exhaust the stack, not even when it is freed.
    package let nodes: [MarkdownNode]

    /// Parses `source`; every text is a document, so this can't fail.
    ///
    /// LF, CRLF and a lone CR end a line. A leading byte-order mark is skipped, NUL read as U+FFFD.
    ///
    /// Where cmark-gfm 0.29.0.gfm.13 reads tables otherwise: it takes a lazy continuation line for a
    /// header, goes on with rows below a row `===` or `--`, and unescapes pipes in the paragraph
    /// before a table. A table that only shows once ``maximumPasses`` others before it or around it
    /// are read (in one run of lines without a blank) stays a paragraph, and one whose lines come to
    /// lie in a list item by another table's end stays a table.
    ///
    /// - Complexity: what libcmark takes, at most ``maximumPasses`` times; once for a text without
    ///   tables, three times for a text with tables, as libcmark must see what follows them and what
    ///   is in their cells.
    package init(parsing source: String) {
        let text = MarkdownText(source)
        var masked = text.bytes
        var tables: [PipeTable] = []
        var nodes = commonMarkNodes(of: Array(text.bytes[text.lines[0]...]))
        for _ in 0..<Self.maximumPasses {
            let found = text.tables(in: nodes)
            if found.isEmpty { break }
            tables += found
            for table in found { table.mask(&masked) }
            nodes = text.nodes(of: masked, cells: tables.flatMap(\.cells))
        }
        var builder = DocumentBuilder(text: text, tables: tables)
        self.nodes = builder.build(nodes)
    }

    /// How often a text is parsed again to find tables that stand behind or within others.
    private static let maximumPasses = 8

    /// The indices of a node's children.
    ///
    /// - Complexity: O(1) for each child.
    package func children(of index: Int) -> some Sequence<Int> {
        let end = nodes[index].end
        return sequence(first: index + 1) { nodes[$0].end }.prefix { $0 < end }
    }

    /// The text of a node without its markup: breaks are blanks, code is its content, HTML is left
    /// out, an image is its description.
    ///
    /// - Complexity: O(subtree).
    package func plainText(of index: Int) -> String {
        nodes[index..<nodes[index].end].reduce(into: "") { text, node in
            switch node.kind {
            case .text(let literal), .code(let literal), .codeBlock(_, let literal): text += literal
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
    }
}

extension MarkdownText {
    /// Parses `masked` with the cells in front of it, each as a heading, so that libcmark reads their
    /// inlines with the references of the whole text. Cell `i` of `n` is on line `i + 1 - n`.
    func nodes(of masked: [UInt8], cells: [PipeTable.Cell]) -> [CommonMarkNode] {
        var source: [UInt8] = []
        for cell in cells {
            source += Array("# ".utf8)
            source += cell.content(in: bytes)
            source += Array(" #\n".utf8)
        }
        source += masked[lines[0]...]
        var nodes = commonMarkNodes(of: source)
        for index in nodes.indices {
            nodes[index].startLine -= cells.count
            nodes[index].endLine -= cells.count
        }
        return nodes
    }
}

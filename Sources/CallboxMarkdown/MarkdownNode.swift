/// A node of a ``MarkdownDocument``.
package struct MarkdownNode: Sendable {
    /// What it is, with its own content.
    package let kind: Kind
    /// 0-based UTF-8 byte offsets into the source.
    ///
    /// A block begins at its first byte that isn't white space or a marker of what it lies in. A code
    /// span's range lies between its backticks, a table cell's between its pipes, trimmed. A line
    /// break's is empty and stands at the end of what precedes it.
    package let range: Range<Int>
    /// Index after the last node of the subtree, in ``MarkdownDocument/nodes``.
    package internal(set) var end: Int

    /// The kinds of CommonMark 0.30, and pipe tables
    /// (<https://github.github.com/gfm/#tables-extension->).
    package enum Kind: Sendable, Equatable {
        case document
        case blockQuote
        /// `start` is nil for a bullet list.
        case list(start: Int?, isTight: Bool)
        case item
        case codeBlock(info: String, String)
        case htmlBlock(String)
        case paragraph
        case heading(level: Int)
        case thematicBreak
        /// Its children are rows, the header first.
        case table([Alignment?])
        /// As many cells as the table has columns: a short row is filled up with empty cells, which
        /// stand at its end. `excess` holds the bytes of cells beyond, which GitHub ignores.
        case tableRow(excess: Range<Int>?)
        case tableCell
        case text(String)
        case softBreak
        case lineBreak
        case code(String)
        case html(String)
        case emphasis
        case strong
        case link(destination: String, title: String)
        case image(source: String, title: String)
        /// A node that a newer libcmark makes and this package doesn't know, by libcmark's name.
        case other(String)

        /// Whether libcmark says "enter" for it and never "exit".
        var isLeaf: Bool {
            switch self {
            case .codeBlock, .htmlBlock, .thematicBreak, .text, .softBreak, .lineBreak, .code,
                .html:
                true
            default: false
            }
        }
    }

    /// How a column's text is set.
    package enum Alignment: String, Sendable {
        case left, center, right
    }
}

/// The block quotes and list items around the node at hand, and what they take off its lines
/// (CommonMark 0.30 §5.1 and §5.2, phase 1 of the parsing strategy in its appendix).
struct Containers: Sendable {
    private enum Container {
        case quote
        /// On its first line the content begins at a place, on the others after some columns.
        case item(line: Int, content: LineCursor, indent: Int)
    }

    private let text: MarkdownText
    private var open: [(container: Container, end: Int)] = []

    init(text: MarkdownText) {
        self.text = text
    }

    /// Closes what ends before the node at `index` and, if it is a container, opens it. To be called
    /// for all nodes in order.
    mutating func visit(_ node: CommonMarkNode, at index: Int) {
        while let last = open.last, last.end <= index { open.removeLast() }
        switch node.kind {
        case .blockQuote: open.append((.quote, node.end))
        case .item: open.append((item(node), node.end))
        default: break
        }
    }

    /// Where a line's content begins after the markers of all containers; nil for a lazy continuation
    /// line, which lacks some of them.
    func content(ofLine line: Int) -> LineCursor? {
        var cursor = LineCursor(offset: text.start(ofLine: line))
        for (container, _) in open {
            let next = cursor.skippingSpace(in: text)
            let indent = next.column - cursor.column
            switch container {
            case .quote:
                guard indent < 4, text[next.offset] == UInt8(ascii: ">") else { return nil }
                cursor = next
                cursor.advance(bytes: 1)
                let isSpaced = text[cursor.offset] == .space || text[cursor.offset] == .tab
                if isSpaced { cursor.advance(columns: 1, in: text) }
            case .item(line, let content, _):
                cursor = content
            case .item(_, _, let width):
                guard indent >= width else { return nil }
                cursor.advance(columns: width, in: text)
            }
        }
        return cursor
    }

    /// A list item takes its marker's indent, its marker and one to four columns of space off its
    /// lines; five and more belong to an indented code block, none to an empty first line.
    private func item(_ node: CommonMarkNode) -> Container {
        let start = content(ofLine: node.startLine) ?? LineCursor(offset: 0)
        var cursor = start.skippingSpace(in: text)
        var length = 1
        while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[cursor.offset + length - 1]) {
            length += 1
        }
        cursor.advance(bytes: length)
        let content = cursor.skippingSpace(in: text)
        let isBlank = text[content.offset] == .newline || text[content.offset] == .return
        let padding = content.column - cursor.column
        if isBlank || padding > 4 {
            if padding > 0 { cursor.advance(columns: 1, in: text) }
            return .item(
                line: node.startLine, content: cursor,
                indent: cursor.column - start.column + (padding > 0 ? 0 : 1))
        }
        return .item(
            line: node.startLine, content: content, indent: content.column - start.column)
    }
}

internal import CallboxMarkdown

/// The text of a heading, a paragraph or a cell, whose parts know where they stand in the file.
struct InlineText {
    private struct Piece {
        var text: Substring
        var bytes: Range<Int>
        let isCode: Bool

        /// Takes the first `count` bytes off, from the range too where it has the text as it is.
        mutating func drop(first count: Int) {
            if bytes.count == text.utf8.count {
                bytes = bytes.lowerBound + count..<bytes.upperBound
            }
            text = text[text.utf8.index(text.startIndex, offsetBy: count)...]
        }

        mutating func drop(last count: Int) {
            if bytes.count == text.utf8.count {
                bytes = bytes.lowerBound..<bytes.upperBound - count
            }
            text = text[..<text.utf8.index(text.endIndex, offsetBy: -count)]
        }
    }

    private var pieces: [Piece]
    /// Where the text would stand if there were any.
    private let start: Int

    /// The text of the node at `index`, trimmed; breaks are blanks, HTML is left out.
    init(of index: Int, in document: MarkdownDocument) {
        let node = document.nodes[index]
        pieces = document.nodes[index..<node.end].compactMap { node in
            switch node.kind {
            case .text(let text): Piece(text: text[...], bytes: node.range, isCode: false)
            case .code(let text): Piece(text: text[...], bytes: node.range, isCode: true)
            case .softBreak, .lineBreak: Piece(text: " ", bytes: node.range, isCode: false)
            default: nil
            }
        }
        start = node.range.lowerBound
        trim()
    }

    /// Whether it is a code span and nothing else.
    var isOneCodeSpan: Bool { pieces.count == 1 && pieces[0].isCode }

    var text: String { pieces.map(\.text).joined() }

    /// 0-based byte offsets into the file; empty where there is no text.
    var bytes: Range<Int> {
        guard let first = pieces.first, let last = pieces.last else { return start..<start }
        return first.bytes.lowerBound..<max(first.bytes.lowerBound, last.bytes.upperBound)
    }

    /// What stands before and after the first colon that isn't in a code span; nil without one.
    var partsAroundColon: (before: InlineText, after: InlineText)? {
        for (index, piece) in pieces.enumerated() where !piece.isCode {
            guard let colon = piece.text.firstIndex(of: ":") else { continue }
            let offset = piece.text.utf8.distance(from: piece.text.startIndex, to: colon)
            var left = piece
            left.drop(last: piece.text.utf8.count - offset)
            var right = piece
            right.drop(first: offset + 1)
            return (
                InlineText(pieces[..<index] + [left], start: bytes.lowerBound),
                InlineText([right] + pieces[(index + 1)...], start: right.bytes.lowerBound)
            )
        }
        return nil
    }

    private init(_ pieces: some Sequence<Piece>, start: Int) {
        self.pieces = Array(pieces)
        self.start = start
        trim()
    }

    private mutating func trim() {
        func isBlank(_ piece: Piece) -> Bool { piece.text.allSatisfy(\.isWhitespace) }
        pieces = Array(pieces.drop(while: isBlank))
        pieces.removeLast(pieces.reversed().prefix(while: isBlank).count)
        guard let first = pieces.first, let last = pieces.last else { return }
        pieces[0].drop(first: first.text.prefix(while: \.isWhitespace).utf8.count)
        let trailing = last.text.reversed().prefix(while: \.isWhitespace)
        pieces[pieces.count - 1].drop(last: trailing.reduce(0) { $0 + $1.utf8.count })
    }
}

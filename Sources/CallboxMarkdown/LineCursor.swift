/// A place within a line, in bytes and in columns, where tabs reach to multiples of four
/// (CommonMark 0.30 §2.2).
struct LineCursor: Sendable {
    /// 0-based byte offset into the text. Within a tab that is used up in part, the tab's.
    var offset: Int
    /// 0-based column from the line's start.
    var column = 0

    /// Passes `columns` columns of blanks and tabs.
    mutating func advance(columns: Int, in text: MarkdownText) {
        var left = columns
        while left > 0 {
            let width = text[offset] == .tab ? 4 - column % 4 : 1
            column += min(left, width)
            if left >= width { offset += 1 }
            left -= width
        }
    }

    /// Passes `count` bytes that are neither tabs nor wide.
    mutating func advance(bytes count: Int) {
        offset += count
        column += count
    }

    /// The first place at or after this one that is neither blank nor tab.
    func skippingSpace(in text: MarkdownText) -> LineCursor {
        var cursor = self
        while text[cursor.offset] == .space || text[cursor.offset] == .tab {
            cursor.advance(columns: 1, in: text)
        }
        return cursor
    }
}

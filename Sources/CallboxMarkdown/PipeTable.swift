/// A pipe table as it lies in the source (GitHub Flavored Markdown §4.10,
/// <https://github.github.com/gfm/#tables-extension->).
struct PipeTable: Sendable {
    /// 1-based lines, from the header's to the last row's.
    var lines: ClosedRange<Int>
    let alignments: [MarkdownNode.Alignment?]
    /// The header, then the body's rows.
    var rows: [Row]
    /// The bytes of each line, the delimiter row's too, that a mask replaces.
    var masks: [Range<Int>]

    /// One line's cells, as many as the table has columns.
    struct Row: Sendable {
        let range: Range<Int>
        let cells: [Cell]
        let excess: Range<Int>?
    }

    /// The trimmed text between two pipes.
    struct Cell: Sendable {
        let range: Range<Int>
        /// Offsets of the backslashes before pipes, which don't belong to the content.
        let escapes: [Int]

        /// The cell's inline Markdown: pipes are unescaped, in code spans too.
        func content(in bytes: [UInt8]) -> [UInt8] {
            var content: [UInt8] = []
            var start = range.lowerBound
            for escape in escapes {
                content += bytes[start..<escape]
                start = escape + 1
            }
            return content + bytes[start..<range.upperBound]
        }

        /// The source offset of an offset into ``content(in:)``.
        func offset(ofContent index: Int) -> Int {
            var low = 0
            var high = escapes.count
            while low < high {
                let middle = (low + high) / 2
                let position = escapes[middle] - range.lowerBound - middle
                if position < index { low = middle + 1 } else { high = middle }
            }
            return min(range.lowerBound + index + low, range.upperBound)
        }
    }

    /// All cells, row by row.
    var cells: [Cell] { rows.flatMap(\.cells) }

    /// Makes every line of the table an empty heading, so that libcmark reads what follows as a new
    /// block in the same container, and no offset changes.
    func mask(_ bytes: inout [UInt8]) {
        for mask in masks {
            for offset in mask { bytes[offset] = .space }
            bytes[mask.lowerBound] = UInt8(ascii: "#")
        }
    }
}

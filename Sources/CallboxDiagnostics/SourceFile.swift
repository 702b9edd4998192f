/// One input file as it was read: the path a person typed and the bytes behind it.
///
/// All offsets into it are 0-based and count bytes. Lines and columns exist only when something is
/// printed: see ``location(at:)``. A leading UTF-8 byte-order mark belongs to the bytes and to
/// column 1 of line 1.
///
/// A class, though it never changes: every value of a manifest names its file in its range, and a
/// copy of three arrays in each would cost more than all else about it.
package final class SourceFile: Sendable {
    /// The path as the user typed it; it is printed in front of every diagnostic.
    package let path: String
    /// The whole file. Not necessarily valid UTF-8.
    package let bytes: [UInt8]
    /// Offset of the first byte of each line; LF, CRLF and a lone CR end a line (as in YAML 1.2
    /// §5.4 and CommonMark 0.30 §2.1).
    private let lineStarts: [Int]

    /// Indexes the lines of `bytes`.
    ///
    /// - Complexity: O(bytes).
    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        var starts = [0]
        let span = bytes.span
        for offset in span.indices {
            let byte = span[offset]
            let endsLine =
                byte == 0x0A
                || (byte == 0x0D && !(offset + 1 < span.count && span[offset + 1] == 0x0A))
            if endsLine { starts.append(offset + 1) }
        }
        lineStarts = starts
    }

    /// A source written in a test or made by a program, as UTF-8.
    package convenience init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8))
    }

    /// How many lines the file has; a file that ends with a line end has an empty last one.
    package var lineCount: Int { lineStarts.count }

    /// The 1-based line and column, in UTF-8 bytes, of a 0-based byte offset; offsets beyond the
    /// end give the end.
    ///
    /// - Complexity: O(log lines).
    package func location(at offset: Int) -> SourceLocation {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return SourceLocation(line: low + 1, column: offset - lineStarts[low] + 1)
    }

    /// The bytes of a 1-based line, without its line end.
    package func byteRange(ofLine line: Int) -> Range<Int> {
        let start = lineStarts[line - 1]
        var end = line < lineStarts.count ? lineStarts[line] : bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return start..<end
    }

    /// A range in this file.
    package func range(_ bytes: Range<Int>) -> SourceRange {
        SourceRange(file: self, bytes: bytes)
    }
}

/// The UTF-8 byte-order mark, U+FEFF.
package let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// A place in a file as people name it: both numbers 1-based, the column in UTF-8 bytes.
package struct SourceLocation: Sendable, Hashable {
    /// 1-based line.
    package let line: Int
    /// 1-based column in UTF-8 bytes, as swiftc and cmark count.
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// A stretch of bytes of one file.
package struct SourceRange: Sendable {
    /// The file that ``bytes`` count in.
    package let file: SourceFile
    /// 0-based byte offsets, end exclusive; may be empty.
    package let bytes: Range<Int>

    package init(file: SourceFile, bytes: Range<Int>) {
        self.file = file
        self.bytes = bytes
    }

    /// Where the range begins.
    package var start: SourceLocation { file.location(at: bytes.lowerBound) }

    /// The text of the range; bytes that are not UTF-8 become U+FFFD.
    package var text: String { String(decoding: file.bytes[bytes], as: UTF8.self) }
}

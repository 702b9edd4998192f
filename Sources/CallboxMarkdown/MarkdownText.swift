/// The bytes of a Markdown text and where its lines begin.
struct MarkdownText: Sendable {
    /// UTF-8, NUL replaced by U+001A, which is as long and which libcmark treats like any character.
    let bytes: [UInt8]
    /// Offset of the first byte of each line, after a byte-order mark; the last one is the end.
    let lines: [Int]

    init(_ source: String) {
        let bytes = source.utf8.map { $0 == 0 ? 0x1A : $0 }
        var lines = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
        for (offset, byte) in bytes.enumerated() {
            let isBeforeNewline = offset + 1 < bytes.count && bytes[offset + 1] == .newline
            let endsLine = byte == .newline || (byte == .return && !isBeforeNewline)
            if endsLine { lines.append(offset + 1) }
        }
        if lines[lines.count - 1] != bytes.count || lines.count == 1 { lines.append(bytes.count) }
        self.bytes = bytes
        self.lines = lines
    }

    /// Offset of the first byte of a 1-based line; beyond the last line, the end.
    func start(ofLine line: Int) -> Int {
        lines[min(max(line - 1, 0), lines.count - 1)]
    }

    /// Offset after the last byte of a 1-based line that isn't its line end.
    func end(ofLine line: Int) -> Int {
        var end = start(ofLine: line + 1)
        let start = start(ofLine: line)
        while end > start, bytes[end - 1] == .newline || bytes[end - 1] == .return { end -= 1 }
        return end
    }

    /// The byte at an offset; a newline beyond the end.
    subscript(offset: Int) -> UInt8 {
        offset < bytes.count ? bytes[offset] : .newline
    }
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
    static let newline = UInt8(ascii: "\n")
    static let `return` = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let pipe = UInt8(ascii: "|")
    static let backslash = UInt8(ascii: "\\")
    static let dash = UInt8(ascii: "-")
    static let colon = UInt8(ascii: ":")
}

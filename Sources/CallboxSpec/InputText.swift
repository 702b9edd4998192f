internal import CallboxDiagnostics

/// Checks that a file is text that can be read, before a parser sees it.
///
/// Reports `input-empty`, `input-too-large` or `input-not-text` at the first byte that breaks the
/// rule, and returns nil then. A leading UTF-8 byte-order mark is allowed and stays in the text.
///
/// - Parameter limit: the most bytes the file may have.
/// - Complexity: O(bytes).
func readableText(
    of file: SourceFile, limit: Int, reportingTo sink: inout DiagnosticSink
) -> String? {
    let bytes = file.bytes
    guard bytes.count <= limit else {
        sink.report(
            Diagnostic(
                .inputTooLarge,
                "this file has \(bytes.count) bytes; at most \(limit) are read", path: file.path))
        return nil
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        sink.report(
            .inputNotText, "this file is UTF-16; save it as UTF-8", at: file.range(0..<2))
        return nil
    }
    if let offset = bytes.firstIndex(where: isForbiddenControl) {
        let hex = String(bytes[offset], radix: 16, uppercase: true)
        sink.report(
            .inputNotText,
            "control character U+00\(hex.count < 2 ? "0" : "")\(hex) can't stand in a text file",
            at: file.range(offset..<offset + 1))
        return nil
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        let offset = firstInvalidOffset(in: bytes)
        sink.report(
            .inputNotText, "this byte isn't UTF-8; save the file as UTF-8",
            at: file.range(offset..<offset + 1))
        return nil
    }
    let content =
        bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    guard !content.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) else {
        sink.report(Diagnostic(.inputEmpty, "this file is empty", path: file.path))
        return nil
    }
    return text
}

private func isForbiddenControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) || byte == 0x7F
}

private func firstInvalidOffset(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = CountingIterator(bytes: bytes)
    while true {
        let start = iterator.offset
        switch decoder.decode(&iterator) {
        case .scalarValue: continue
        case .emptyInput, .error: return min(start, bytes.count - 1)
        }
    }
}

private struct CountingIterator: IteratorProtocol {
    let bytes: [UInt8]
    var offset = 0

    mutating func next() -> UInt8? {
        guard offset < bytes.count else { return nil }
        defer { offset += 1 }
        return bytes[offset]
    }
}

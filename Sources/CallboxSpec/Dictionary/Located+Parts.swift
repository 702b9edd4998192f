internal import CallboxDiagnostics

extension Located<String> {
    /// The first place of a part of the text; the whole text's place where the file writes it
    /// otherwise, with escapes or entities.
    func part(_ part: String) -> Located<String> {
        let offset = range.bytes.lowerBound
        return Located(part, at: range.file.range(place(of: part, from: offset) ?? range.bytes))
    }

    /// The trimmed texts between separators, each with its place.
    ///
    /// - Complexity: O(bytes).
    func parts(separatedBy separator: Character) -> [Located<String>] {
        var offset = range.bytes.lowerBound
        return value.split(separator: separator, omittingEmptySubsequences: false).map { part in
            let text = String(part.trimmed)
            let bytes = place(of: text, from: offset)
            if !text.isEmpty { offset = bytes?.upperBound ?? range.bytes.upperBound }
            return Located(text, at: range.file.range(bytes ?? range.bytes))
        }
    }

    private func place(of part: String, from offset: Int) -> Range<Int>? {
        guard !part.isEmpty else { return nil }
        return range.file.bytes[offset..<range.bytes.upperBound].firstRange(of: Array(part.utf8))
    }
}

extension String {
    /// At most 60 characters of it, for messages.
    var shortened: String { count > 60 ? prefix(60) + "…" : self }
}

extension StringProtocol {
    /// Without the white space at both ends.
    var trimmed: SubSequence {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return self[start..<end]
    }
}

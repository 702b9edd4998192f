internal import CallboxDiagnostics

/// Refuses, on the bytes alone, what would overwhelm the parser before it can report anything: it
/// recurses on nesting, and compares the keys of a mapping by their whole expanded value.
enum YAMLGuard {
    struct Refusal {
        let id: DiagnosticID
        let message: String
        let bytes: Range<Int>
    }

    /// Why a document is refused; nil where it may be parsed.
    ///
    /// - Complexity: O(bytes).
    static func refusal(of bytes: [UInt8], depthLimit: Int) -> Refusal? {
        var depth = 0
        var indicators = 0
        var compositeKey: Int?
        var hasAnchor = false
        let span = bytes.span
        for offset in span.indices {
            let byte = span[offset]
            let next = offset + 1 < span.count ? span[offset + 1] : 0x0A
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "-") where isBlank(next): indicators += 1
            case UInt8(ascii: "?") where isBlank(next):
                indicators += 1
                compositeKey = compositeKey ?? offset
            case UInt8(ascii: ":")
            where isBlank(next) && endsCollectionOrAlias(before: offset, in: span):
                compositeKey = compositeKey ?? offset
            case UInt8(ascii: "&"): hasAnchor = true
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): indicators = 0
            default: break
            }
            if depth + indicators > depthLimit {
                return Refusal(
                    id: .yamlTooLarge, message: "nesting is at most \(depthLimit) levels deep",
                    bytes: offset..<offset + 1)
            }
        }
        guard hasAnchor, let compositeKey else { return nil }
        return Refusal(
            id: .yamlSyntax, message: "a key is a word: no alias, list or mapping",
            bytes: compositeKey..<compositeKey + 1)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// Whether what stands before a colon is `]`, `}` or a word that begins with `*`.
    private static func endsCollectionOrAlias(before colon: Int, in span: Span<UInt8>) -> Bool {
        var offset = colon - 1
        while offset >= 0, span[offset] == 0x20 || span[offset] == 0x09 { offset -= 1 }
        guard offset >= 0 else { return false }
        if span[offset] == UInt8(ascii: "]") || span[offset] == UInt8(ascii: "}") { return true }
        // A key's word: at most 128 bytes back, so that the whole stays linear.
        let limit = max(0, offset - 128)
        while offset >= limit, !isBlank(span[offset]) {
            if span[offset] == UInt8(ascii: "*") { return true }
            offset -= 1
        }
        return false
    }
}

internal import CallboxDiagnostics

/// Refuses, before the parser sees it, what would overwhelm the parser: it recurses on nesting, and
/// compares the keys of a mapping by their whole expanded value.
///
/// Walks over the tokens as libyaml's scanner does, so that comments, quoted text, block scalars
/// and the inside of plain words count for nothing. Of what that scanner refuses it needn't say
/// anything: the parser stops there.
struct YAMLGuard {
    struct Refusal {
        let id: DiagnosticID
        let message: String
        let bytes: Range<Int>
    }

    private let bytes: [UInt8]
    private let depthLimit: Int
    private var offset = 0
    private var lineStart = 0
    /// Columns of the block collections that are open; the scanner's `indent` is the last.
    private var indents: [Int] = []
    private var flowDepth = 0
    /// `-` and `?` on this line: each opens a level, in a flow collection too.
    private var indicators = 0
    /// Where the last word or flow collection begins that a `:` may make a key.
    private var keyColumn: Int?
    private var endsCollectionOrAlias = false
    private var hasAnchor = false
    private var compositeKey: Int?
    /// From `#` to the end of the line.
    private var comments: [Range<Int>] = []

    /// The comments of a document, in its order: from `#` to the end of the line.
    ///
    /// - Complexity: O(bytes).
    static func comments(of bytes: [UInt8]) -> [Range<Int>] {
        var guardian = YAMLGuard(bytes: bytes, depthLimit: .max)
        _ = guardian.refusal()
        return guardian.comments
    }

    /// Why a document is refused; nil where it may be parsed.
    ///
    /// - Complexity: O(bytes).
    static func refusal(of bytes: [UInt8], depthLimit: Int) -> Refusal? {
        var guardian = YAMLGuard(bytes: bytes, depthLimit: depthLimit)
        return guardian.refusal()
    }

    private init(bytes: [UInt8], depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
        if bytes.starts(with: byteOrderMark) {
            offset = byteOrderMark.count
            lineStart = offset
        }
    }

    private mutating func refusal() -> Refusal? {
        while skipToToken() {
            let start = offset
            readToken()
            if flowDepth + max(indicators, indents.count) > depthLimit {
                return Refusal(
                    id: .yamlTooLarge, message: "nesting is at most \(depthLimit) levels deep",
                    bytes: start..<start + 1)
            }
        }
        guard hasAnchor, let compositeKey else { return nil }
        return Refusal(
            id: .yamlSyntax, message: YAMLReader.keyRule, bytes: compositeKey..<compositeKey + 1)
    }

    // MARK: Tokens

    /// Passes over blanks, line ends and comments; false at the end of the document.
    private mutating func skipToToken() -> Bool {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09: offset += 1
            case UInt8(ascii: "#"): skipComment()
            case _ where isLineEnd(offset): skipLineEnd()
            default: return true
            }
        }
        return false
    }

    private mutating func readToken() {
        if flowDepth == 0 { indents.removeLast(indents.count - openIndents) }
        let byte = bytes[offset]
        let isFollowedByBlank = isBlank(offset + 1)
        if column == 0, isDocumentIndicator {
            offset += 3
            flowDepth = 0
            return
        }
        if column == 0, byte == UInt8(ascii: "%") { return skipLine() }
        let endedCollectionOrAlias = endsCollectionOrAlias
        endsCollectionOrAlias = false
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            beginKey()
            flowDepth += 1
            offset += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            flowDepth = max(0, flowDepth - 1)
            endsCollectionOrAlias = true
            offset += 1
        case UInt8(ascii: ","): offset += 1
        case UInt8(ascii: "-") where isFollowedByBlank:
            openBlock(at: column)
            offset += 1
        case UInt8(ascii: "?") where isFollowedByBlank || flowDepth > 0:
            compositeKey = compositeKey ?? offset
            openBlock(at: column)
            offset += 1
        case UInt8(ascii: ":") where isFollowedByBlank || flowDepth > 0:
            if endedCollectionOrAlias { compositeKey = compositeKey ?? offset }
            if flowDepth == 0, let column = keyColumn, column > indents.last ?? -1 {
                indents.append(column)
            }
            keyColumn = nil
            offset += 1
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
            beginKey()
            hasAnchor = hasAnchor || byte == UInt8(ascii: "&")
            endsCollectionOrAlias = byte == UInt8(ascii: "*")
            skipName()
        case UInt8(ascii: "|") where flowDepth == 0, UInt8(ascii: ">") where flowDepth == 0:
            skipBlockScalar()
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            beginKey()
            skipQuoted(byte)
        default:
            beginKey()
            skipPlain()
        }
    }

    private mutating func openBlock(at column: Int) {
        indicators += 1
        keyColumn = nil
        if flowDepth == 0, column > indents.last ?? -1 { indents.append(column) }
    }

    private mutating func beginKey() {
        if flowDepth == 0, keyColumn == nil { keyColumn = column }
    }

    // MARK: Scalars

    /// An anchor, alias or tag.
    private mutating func skipName() {
        offset += 1
        let isTag = bytes[offset - 1] == UInt8(ascii: "!")
        while offset < bytes.count, !isBlank(offset) {
            let byte = bytes[offset]
            let isName =
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            guard isName || (isTag && !"[]{},".utf8.contains(byte)) else { return }
            offset += 1
        }
    }

    private mutating func skipQuoted(_ quote: UInt8) {
        offset += 1
        while offset < bytes.count {
            switch bytes[offset] {
            case quote where quote == UInt8(ascii: "'") && byte(offset + 1) == quote: offset += 2
            case quote:
                offset += 1
                return
            // Both bytes of `\"`; the line end of a continued line is counted below.
            case 0x5C where quote == UInt8(ascii: "\"") && !isLineEnd(offset + 1): offset += 2
            case _ where isLineEnd(offset): skipLineEnd()
            default: offset += 1
            }
        }
    }

    /// A plain scalar goes on over lines that are indented more than the block it stands in.
    private mutating func skipPlain() {
        let indent = (indents.last ?? -1) + 1
        while true {
            if column == 0, isDocumentIndicator { return }
            if byte(offset) == UInt8(ascii: "#") { return }
            while offset < bytes.count, !isBlank(offset) {
                let byte = bytes[offset]
                if byte == UInt8(ascii: ":"), isBlank(offset + 1) { return }
                if flowDepth > 0, ",[]{}".utf8.contains(byte) { return }
                offset += 1
            }
            var isNewLine = false
            while offset < bytes.count, isBlank(offset) {
                if isLineEnd(offset) {
                    skipLineEnd()
                    isNewLine = true
                } else {
                    offset += 1
                }
            }
            guard offset < bytes.count, !isNewLine || flowDepth > 0 || column >= indent else {
                return
            }
        }
    }

    private mutating func skipBlockScalar() {
        keyColumn = nil
        let parent = indents.last ?? -1
        var indent = 0
        while offset < bytes.count, !isLineEnd(offset) {
            if byte(offset) == UInt8(ascii: "#") {
                skipComment()
                break
            }
            if (0x31...0x39).contains(bytes[offset]) {
                indent = max(parent, 0) + Int(bytes[offset] - 0x30)
            }
            offset += 1
        }
        skipLineEnd()
        var deepest = 0
        while offset < bytes.count {
            while byte(offset) == 0x20, indent == 0 || column < indent { offset += 1 }
            deepest = max(deepest, column)
            if isLineEnd(offset) {
                skipLineEnd()
                continue
            }
            if indent == 0 { indent = max(deepest, parent + 1, 1) }
            guard column == indent else { return }
            skipLine()
            skipLineEnd()
        }
    }

    // MARK: Bytes

    private var column: Int { offset - lineStart }

    /// How many of the open blocks a token at this column leaves open.
    private var openIndents: Int {
        var count = indents.count
        while count > 0, indents[count - 1] > column { count -= 1 }
        return count
    }

    private var isDocumentIndicator: Bool {
        let isDashes = bytes[offset...].starts(with: "---".utf8)
        return (isDashes || bytes[offset...].starts(with: "...".utf8)) && isBlank(offset + 3)
    }

    private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0x0A }

    /// How many bytes of line end stand at an offset: LF, CR, CRLF, and as YAML 1.1 §4.2 has it NEL,
    /// LS and PS. The end of the file is one of none, counted as 1.
    private func lineEnd(at offset: Int) -> Int {
        switch byte(offset) {
        case 0x0A: 1
        case 0x0D: offset + 1 < bytes.count && bytes[offset + 1] == 0x0A ? 2 : 1
        case 0xC2 where byte(offset + 1) == 0x85: 2
        case 0xE2 where byte(offset + 1) == 0x80 && byte(offset + 2) & 0xFE == 0xA8: 3
        default: 0
        }
    }

    private func isLineEnd(_ offset: Int) -> Bool { lineEnd(at: offset) > 0 }

    private func isBlank(_ offset: Int) -> Bool {
        byte(offset) == 0x20 || byte(offset) == 0x09 || isLineEnd(offset)
    }

    private mutating func skipComment() {
        let start = offset
        skipLine()
        comments.append(start..<offset)
    }

    private mutating func skipLine() {
        while offset < bytes.count, !isLineEnd(offset) { offset += 1 }
    }

    /// Passes over one line end, where one stands.
    private mutating func skipLineEnd() {
        guard offset < bytes.count, isLineEnd(offset) else { return }
        offset += lineEnd(at: offset)
        lineStart = offset
        indicators = 0
        if flowDepth == 0 { keyColumn = nil }
    }
}

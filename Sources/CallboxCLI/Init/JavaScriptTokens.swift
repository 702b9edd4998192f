internal import CallboxDiagnostics

/// The tokens of a script, as far as literals need them.
///
/// ECMA-262 §12, https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar, less regular
/// expressions: a `/` is punctuation. A quote in one would begin a text, which ends with its line.
struct JavaScriptTokens {
    enum Kind: Equatable {
        /// A name or keyword.
        case word(String)
        /// A text in quotes, or a template without substitutions.
        case text(String)
        /// As written.
        case number(String)
        case sign(UInt8)
        /// A template with substitutions, or a text without an end.
        case computed
    }

    struct Token {
        let kind: Kind
        /// In bytes of the file.
        let range: Range<Int>
    }

    /// The tokens of a stretch of a file, comments and blanks left out.
    ///
    /// - Complexity: O(bytes).
    static func all(of file: SourceFile, in range: Range<Int>) -> [Token] {
        var lexer = JavaScriptTokens(
            bytes: file.bytes, offset: range.lowerBound, end: range.upperBound)
        var tokens: [Token] = []
        while let token = lexer.next() { tokens.append(token) }
        return tokens
    }

    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int

    private func byte(_ ahead: Int = 0) -> UInt8? {
        offset + ahead < end ? bytes[offset + ahead] : nil
    }

    private mutating func next() -> Token? {
        skipBlanksAndComments()
        guard let first = byte() else { return nil }
        let start = offset
        let kind: Kind
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): kind = text(first)
        case 0x30...0x39: kind = .number(run { Self.isWord($0) || $0 == UInt8(ascii: ".") })
        case _ where Self.isWord(first): kind = .word(run(Self.isWord))
        default:
            offset += 1
            kind = .sign(first)
        }
        return Token(kind: kind, range: start..<offset)
    }

    private mutating func skipBlanksAndComments() {
        while let first = byte() {
            if first <= 0x20 {
                offset += 1
            } else if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
                while let next = byte(), next != 0x0A, next != 0x0D { offset += 1 }
            } else if first == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                offset += 2
                while let next = byte(),
                    !(next == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/"))
                {
                    offset += 1
                }
                offset = min(offset + 2, end)
            } else {
                return
            }
        }
    }

    private mutating func run(_ belongs: (UInt8) -> Bool) -> String {
        let start = offset
        while let next = byte(), belongs(next) { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    // MARK: Texts

    private mutating func text(_ quote: UInt8) -> Kind {
        offset += 1
        var value: [UInt8] = []
        var isComputed = false
        while let next = byte() {
            offset += 1
            switch next {
            case quote:
                return isComputed ? .computed : .text(String(decoding: value, as: UTF8.self))
            case 0x0A where quote != UInt8(ascii: "`"): return .computed
            case UInt8(ascii: "$") where quote == UInt8(ascii: "`") && byte() == UInt8(ascii: "{"):
                isComputed = true
            case UInt8(ascii: "\\"): value += escape()
            default: value.append(next)
            }
        }
        return .computed
    }

    /// What the escape behind a backslash stands for.
    private mutating func escape() -> [UInt8] {
        guard let next = byte() else { return [] }
        offset += 1
        switch next {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "v"): return [0x0B]
        case UInt8(ascii: "0"): return [0]
        case 0x0A: return []
        case UInt8(ascii: "x"): return scalar(codeUnit(2))
        case UInt8(ascii: "u"):
            let high = unicodeUnit()
            guard (0xD800..<0xDC00).contains(high), byte() == UInt8(ascii: "\\"),
                byte(1) == UInt8(ascii: "u")
            else { return scalar(high) }
            offset += 2
            let low = unicodeUnit()
            guard (0xDC00..<0xE000).contains(low) else { return scalar(high) + scalar(low) }
            return scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        default: return [next]
        }
    }

    private mutating func unicodeUnit() -> UInt32 {
        guard byte() == UInt8(ascii: "{") else { return codeUnit(4) }
        offset += 1
        let digits = run { $0 != UInt8(ascii: "}") && $0 != 0x0A }
        offset = min(offset + 1, end)
        return UInt32(digits, radix: 16) ?? 0xFFFD
    }

    private mutating func codeUnit(_ length: Int) -> UInt32 {
        let stop = min(offset + length, end)
        defer { offset = stop }
        return UInt32(String(decoding: bytes[offset..<stop], as: UTF8.self), radix: 16) ?? 0xFFFD
    }

    private func scalar(_ value: UInt32) -> [UInt8] {
        Array(String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
    }
}

extension Span<UInt8> {
    /// Past the character reference at `start` (its `&`) where it stands for white space, else nil.
    ///
    /// `&Tab;`, `&NewLine;` and the numbers 9, 10, 12, 13, 32, decimal or hexadecimal, with or
    /// without `;`. HTML §13.2.5.72, https://html.spec.whatwg.org/#character-reference-state
    func endOfWhiteSpaceReference(from start: Int) -> Int? {
        // Named references are the tokenizer's only words that depend on case.
        for name in ["&Tab;", "&NewLine;"] where hasPrefix(name, at: start) {
            return start + name.utf8.count
        }
        guard let (value, end) = numericReference(at: start), value < 0x80,
            UInt8(value).isWhiteSpace
        else { return nil }
        return byte(at: end) == UInt8(ascii: ";") ? end + 1 : end
    }

    /// The number of a reference `&#…`, at most 0x110000, and where its digits end.
    private func numericReference(at start: Int) -> (value: Int, end: Int)? {
        guard byte(at: start + 1) == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = byte(at: start + 2)?.asciiLowercased == UInt8(ascii: "x")
        let digits = start + (isHexadecimal ? 3 : 2)
        var offset = digits
        var value = 0
        while let digit = byte(at: offset)?.digit(isHexadecimal: isHexadecimal) {
            // Large enough to be no character, small enough never to overflow.
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            offset += 1
        }
        return offset > digits ? (value, offset) : nil
    }

    /// The text of an attribute's value: numbers, and the names that generators escape by, resolved;
    /// other references stay as they are.
    ///
    /// HTML §13.2.5.72, https://html.spec.whatwg.org/#character-reference-state
    func text(ofValue range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        var offset = range.lowerBound
        while offset < range.upperBound {
            if self[offset] == UInt8(ascii: "&"),
                let reference = reference(at: offset), reference.end <= range.upperBound
            {
                bytes += Array(String(reference.scalar).utf8)
                offset = reference.end
            } else {
                bytes.append(self[offset])
                offset += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The character that a reference with a `;` stands for, and where it ends; nil where the `&` is
    /// no such reference.
    private func reference(at start: Int) -> (scalar: UnicodeScalar, end: Int)? {
        let names: [(String, UnicodeScalar)] = [
            ("&amp;", "&"), ("&apos;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"),
        ]
        if let (name, scalar) = names.first(where: { hasPrefix($0.0, at: start) }) {
            return (scalar, start + name.utf8.count)
        }
        guard let (value, end) = numericReference(at: start), byte(at: end) == UInt8(ascii: ";")
        else { return nil }
        return (UnicodeScalar(UInt32(value)) ?? "\u{FFFD}", end + 1)
    }

    private func hasPrefix(_ text: String, at start: Int) -> Bool {
        text.utf8.enumerated().allSatisfy { byte(at: start + $0.offset) == $0.element }
    }
}

extension UInt8 {
    fileprivate func digit(isHexadecimal: Bool) -> Int? {
        switch asciiLowercased {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f") where isHexadecimal:
            Int(asciiLowercased - UInt8(ascii: "a")) + 10
        default: nil
        }
    }
}

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
        guard byte(at: start + 1) == UInt8(ascii: "#") else { return nil }
        let isHexadecimal = byte(at: start + 2)?.asciiLowercased == UInt8(ascii: "x")
        let digits = start + (isHexadecimal ? 3 : 2)
        var offset = digits
        var value = 0
        while let digit = byte(at: offset)?.digit(isHexadecimal: isHexadecimal) {
            // Large enough to be no white space, small enough never to overflow.
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            offset += 1
        }
        guard offset > digits, value < 0x80, UInt8(value).isWhiteSpace else { return nil }
        return byte(at: offset) == UInt8(ascii: ";") ? offset + 1 : offset
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

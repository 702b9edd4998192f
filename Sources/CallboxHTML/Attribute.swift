/// Where one attribute of a tag stands, in bytes of the page.
struct Attribute {
    let name: Range<Int>
    /// Without its quotes; empty where there is no value. Character references are as written.
    let value: Range<Int>
}

extension Span<UInt8> {
    /// The next attribute of a tag at or after `offset`, which moves past it.
    ///
    /// Nil at the tag's end: `offset` is then at its `>`, or at the end of the page where the tag
    /// has no `>`. HTML §13.2.5.32, https://html.spec.whatwg.org/#before-attribute-name-state
    func nextAttribute(at offset: inout Int) -> Attribute? {
        while let next = byte(at: offset), next.isWhiteSpace || next == UInt8(ascii: "/") {
            offset += 1
        }
        guard offset < count, self[offset] != UInt8(ascii: ">") else { return nil }
        let nameStart = offset
        // A `=` in front belongs to the name.
        repeat { offset += 1 } while byte(at: offset).map { !$0.endsAttributeName } ?? false
        let name = nameStart..<offset
        skipWhiteSpace(at: &offset)
        guard byte(at: offset) == UInt8(ascii: "=") else {
            return Attribute(name: name, value: name.upperBound..<name.upperBound)
        }
        offset += 1
        skipWhiteSpace(at: &offset)
        guard let value = attributeValue(at: &offset) else { return nil }
        return Attribute(name: name, value: value)
    }

    /// Past the `>` of the tag whose name ends at `nameEnd`, or nil where the page ends before it.
    func endOfTag(from nameEnd: Int) -> Int? {
        var offset = nameEnd
        while nextAttribute(at: &offset) != nil {}
        return offset < count ? offset + 1 : nil
    }

    /// The value of the attribute `name` (lower-case ASCII) of a tag; of two, the first counts.
    func value(of name: StaticString, in tag: Token) -> Range<Int>? {
        var offset = tag.nameRange.upperBound
        while let attribute = nextAttribute(at: &offset) {
            if isText(name, in: attribute.name) { return attribute.value }
        }
        return nil
    }

    /// The value at `offset`, or nil where its closing quote is missing.
    private func attributeValue(at offset: inout Int) -> Range<Int>? {
        let start = offset
        if let quote = byte(at: start), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = firstOffset(of: quote, from: start + 1) else {
                offset = count
                return nil
            }
            offset = end + 1
            return start + 1..<end
        }
        while let next = byte(at: offset), !next.isWhiteSpace, next != UInt8(ascii: ">") {
            offset += 1
        }
        return start..<offset
    }

    private func skipWhiteSpace(at offset: inout Int) {
        while byte(at: offset)?.isWhiteSpace == true { offset += 1 }
    }
}

extension UInt8 {
    fileprivate var endsAttributeName: Bool {
        endsTagName || self == UInt8(ascii: "=")
    }
}

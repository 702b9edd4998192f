/// The ends of svg and math elements.
extension Span<UInt8> {
    /// Past the end tag of the svg or math element that `tag` opens.
    ///
    /// No content is raw text there, and `<![CDATA[` hides markup. Nil where the page ends inside,
    /// and where HTML comes into it or out of it: a tag that breaks out, markup in an integration
    /// point (`<title>` and `<desc>`, the tokens of math), and an end tag of no element in it.
    /// HTML §13.2.6.5, https://html.spec.whatwg.org/#parsing-main-inforeign
    func endOfForeignElement(_ tag: Token) -> Int? {
        var offset = tag.range.upperBound
        var open = selfCloses(tag) ? [] : [tag.nameRange]
        while let innermost = open.last {
            if hasText("<![cdata[", at: offset), byte(at: offset + 3) == UInt8(ascii: "C") {
                guard let end = endOfCDATA(from: offset + 9) else { return nil }
                offset = end
                continue
            }
            let token = token(at: offset)
            offset = token.range.upperBound
            switch token.kind {
            case .end, .unclosed: return nil
            case .whiteSpace, .text, .comment, .doctype: break
            case .startTag:
                let isOther = token.name == (tag.name == .svg ? .math : .svg)
                if isOther || isAny(of: Self.textOnly, innermost)
                    || isAny(of: Self.leadingOut, token.nameRange)
                {
                    return nil
                }
                if !selfCloses(token) { open.append(token.nameRange) }
            case .endTag:
                guard let index = open.lastIndex(where: { isSameText($0, token.nameRange) }) else {
                    return nil
                }
                open.removeSubrange(index...)
            }
        }
        return offset
    }

    /// Whether a tag ends in `/>`, the `/` not being part of a value as it is in `<path d=a/>`.
    private func selfCloses(_ tag: Token) -> Bool {
        let slash = tag.range.upperBound - 2
        guard self[slash] == UInt8(ascii: "/") else { return false }
        var offset = tag.nameRange.upperBound
        var end = offset
        while let attribute = nextAttribute(at: &offset) { end = attribute.value.upperBound }
        return end <= slash
    }

    private func endOfCDATA(from start: Int) -> Int? {
        var offset = start
        while let close = firstOffset(of: UInt8(ascii: ">"), from: offset) {
            if close >= start + 2, hasText("]]", at: close - 2) { return close + 1 }
            offset = close + 1
        }
        return nil
    }

    private func isAny(of names: [StaticString], _ range: Range<Int>) -> Bool {
        names.contains { isText($0, in: range) }
    }

    private func isSameText(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count
            && zip(one, other).allSatisfy { self[$0].asciiLowercased == self[$1].asciiLowercased }
    }

    /// Integration points: start tags in them are HTML.
    private static var textOnly: [StaticString] {
        ["title", "desc", "mi", "mo", "mn", "ms", "mtext"]
    }

    /// The start tags that leave foreign content, `font` with any attribute, and the integration
    /// points that are made for HTML.
    private static var leadingOut: [StaticString] {
        [
            "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em",
            "embed", "h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing",
            "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small", "span", "strong",
            "strike", "sub", "sup", "table", "tt", "u", "ul", "var", "font", "foreignobject",
            "annotation-xml",
        ]
    }
}

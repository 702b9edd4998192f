/// One step of HTML's tokenizer, as far as the place of a block depends on it.
///
/// HTML §13.2.5, https://html.spec.whatwg.org/#tokenization
struct Token {
    /// What the token does to the tree.
    enum Kind {
        /// White space, also as a character reference.
        case whiteSpace
        /// Text up to the next `<`, from a character that isn't white space.
        case text
        /// A comment of any form, or `</>`, which vanishes.
        case comment
        case doctype
        case startTag
        case endTag
        /// A comment or doctype that the end of the file closes.
        case unclosed
        /// The end of the file; a tag that it cuts off belongs to it and leaves nothing behind.
        case end
    }

    let kind: Kind
    /// Where the token stands, in bytes of the page.
    let range: Range<Int>
    /// Where a tag's name stands; empty for other kinds.
    var nameRange: Range<Int>
    /// The name of a tag; `.other` for other kinds.
    var name = TagName.other

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
        nameRange = range.upperBound..<range.upperBound
    }
}

extension Span<UInt8> {
    /// The token that begins at `start`, read in the data state.
    func token(at start: Int) -> Token {
        guard let first = byte(at: start) else { return Token(.end, start..<start) }
        if first.isWhiteSpace {
            var end = start + 1
            while byte(at: end)?.isWhiteSpace == true { end += 1 }
            return Token(.whiteSpace, start..<end)
        }
        if first == UInt8(ascii: "&"), let end = endOfWhiteSpaceReference(from: start) {
            return Token(.whiteSpace, start..<end)
        }
        if first == UInt8(ascii: "<"), let token = markup(at: start) {
            return token
        }
        return Token(.text, start..<(firstOffset(of: UInt8(ascii: "<"), from: start + 1) ?? count))
    }

    /// The token that the `<` at `start` opens, or nil where that `<` is text.
    private func markup(at start: Int) -> Token? {
        switch byte(at: start + 1) {
        case UInt8(ascii: "!"):
            return declaration(at: start)
        case UInt8(ascii: "?"):
            return closed(.comment, start, end: endOfBogusComment(from: start + 2))
        case UInt8(ascii: "/"):
            guard let letter = byte(at: start + 2) else { return nil }
            return letter.isASCIILetter
                ? tag(.endTag, at: start, name: start + 2)
                : closed(.comment, start, end: endOfBogusComment(from: start + 2))
        case .some(let letter) where letter.isASCIILetter:
            return tag(.startTag, at: start, name: start + 1)
        default:
            return nil
        }
    }

    /// A comment or doctype: what `<!` opens. `<![CDATA[` is a bogus comment outside svg and math.
    private func declaration(at start: Int) -> Token {
        if hasText("--", at: start + 2) {
            return closed(.comment, start, end: endOfComment(from: start + 4))
        }
        let kind: Token.Kind = hasText("doctype", at: start + 2) ? .doctype : .comment
        return closed(kind, start, end: endOfBogusComment(from: start + 2))
    }

    private func closed(_ kind: Token.Kind, _ start: Int, end: Int?) -> Token {
        Token(end == nil ? .unclosed : kind, start..<(end ?? count))
    }

    private func tag(_ kind: Token.Kind, at start: Int, name nameStart: Int) -> Token {
        var nameEnd = nameStart
        while byte(at: nameEnd)?.endsTagName == false { nameEnd += 1 }
        guard let end = endOfTag(from: nameEnd) else { return Token(.end, start..<count) }
        var token = Token(kind, start..<end)
        token.nameRange = nameStart..<nameEnd
        token.name = TagName(self, in: nameStart..<nameEnd)
        return token
    }

    /// Past the `>` that ends a bogus comment or a doctype: the first one, quoted or not.
    private func endOfBogusComment(from start: Int) -> Int? {
        firstOffset(of: UInt8(ascii: ">"), from: start).map { $0 + 1 }
    }

    /// Past the end of the comment whose content begins at `start`, after `<!--`.
    ///
    /// Four ends: `<!-->`, `<!--->`, `-->`, `--!>`. HTML §13.2.5.43,
    /// https://html.spec.whatwg.org/#comment-start-state
    private func endOfComment(from start: Int) -> Int? {
        if hasText(">", at: start) { return start + 1 }
        if hasText("->", at: start) { return start + 2 }
        var offset = start
        while let close = firstOffset(of: UInt8(ascii: ">"), from: offset) {
            if close >= start + 2, hasText("--", at: close - 2) { return close + 1 }
            if close >= start + 3, hasText("--!", at: close - 3) { return close + 1 }
            offset = close + 1
        }
        return nil
    }
}

extension Span<UInt8> {
    /// How many of a page's first bytes are searched for its encoding before it is read.
    ///
    /// https://html.spec.whatwg.org/#charset: a declaration has to lie within them.
    static var prescanLength: Int { 1024 }

    /// Past the last `meta` of the first bytes that may declare the encoding, where that ends behind
    /// `place`; else nil.
    ///
    /// This search knows neither heads nor raw text, so what it takes for a declaration may lie in
    /// the body, a style or a title. It stops at the first one whose encoding it knows; as no list
    /// of encodings is kept here, the last one is told. HTML §13.2.3.2,
    /// https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
    func endOfLastDeclaredEncoding(behind place: Int) -> Int? {
        let start = extracting(0..<min(count, Self.prescanLength))
        var offset = 0
        var found = 0
        while let open = start.firstOffset(of: UInt8(ascii: "<"), from: offset) {
            offset = open + 1
            if start.hasText("<!--", at: open) {
                guard let end = start.endOfPrescannedComment(from: open + 2) else { break }
                offset = end
            } else if let name = start.prescannedTagName(at: open) {
                var tag = Token(.startTag, open..<name.upperBound)
                tag.nameRange = name
                // Parsers don't agree on a tag that is cut off: it counts.
                offset = start.endOfTag(from: name.upperBound) ?? start.count
                if start.hasText("<meta", at: open), start.isText("meta", in: name),
                    MetaFacts(tag, of: start).declaresEncoding
                {
                    found = offset
                }
            } else if let next = start.byte(at: offset),
                next == UInt8(ascii: "!") || next == UInt8(ascii: "/") || next == UInt8(ascii: "?")
            {
                offset = start.firstOffset(of: UInt8(ascii: ">"), from: offset) ?? start.count
            }
        }
        return found > place ? found : nil
    }

    /// Past `-->`, whose dashes may be those of `<!--`, at `start`.
    private func endOfPrescannedComment(from start: Int) -> Int? {
        var offset = start + 2
        while let close = firstOffset(of: UInt8(ascii: ">"), from: offset) {
            if hasText("--", at: close - 2) { return close + 1 }
            offset = close + 1
        }
        return nil
    }

    /// The name of the start or end tag at `open`; a `/` ends that of a `meta` alone.
    private func prescannedTagName(at open: Int) -> Range<Int>? {
        let start = byte(at: open + 1) == UInt8(ascii: "/") ? open + 2 : open + 1
        guard byte(at: start)?.isASCIILetter == true else { return nil }
        var end = start
        while let next = byte(at: end), !next.isWhiteSpace, next != UInt8(ascii: ">"),
            next != UInt8(ascii: "/") || !isText("meta", in: start..<end)
        {
            end += 1
        }
        return start..<end
    }
}

extension Span<UInt8> {
    /// Where the first script begins that loads or boots the Messenger, Callbox's own aside: an
    /// install that somebody wrote into the page by hand. Nil where there is none.
    ///
    /// Known by what every form of Intercom's snippet has: its settings, the address of its script,
    /// or a `boot`. Text about them in other elements, or in data, is none.
    ///
    /// - Complexity: O(*n*): four `memchr` over a page that has none, else its tokens.
    package func handWrittenInstall() -> Int? {
        guard hasSign else { return nil }
        var offset = 0
        while let script = nextHandWrittenScript(from: offset) {
            if extracting(script.element).hasSign { return script.element.lowerBound }
            offset = script.element.upperBound
        }
        return nil
    }

    /// The first script at or after `start`, which lies between tokens, that is JavaScript and not
    /// Callbox's own: the element, and what stands in it.
    package func nextHandWrittenScript(
        from start: Int
    ) -> (element: Range<Int>, content: Range<Int>)? {
        var offset = start
        while let script = nextScript(from: offset) {
            if value(of: "data-callbox", in: script.tag) == nil, isJavaScript(script.tag) {
                return (script.element, script.content)
            }
            offset = script.element.upperBound
        }
        return nil
    }

    /// In lower case; each with the offset of the byte of it that is rarest in pages.
    private static var signs: [(text: StaticString, rare: UInt8, offset: Int)] {
        [
            ("intercomsettings", UInt8(ascii: "S"), 8),
            ("widget.intercom.io/", UInt8(ascii: "w"), 0),
            ("intercom('boot'", UInt8(ascii: "I"), 0), ("intercom(\"boot\"", UInt8(ascii: "I"), 0),
        ]
    }

    /// Whether one of the signs occurs.
    private var hasSign: Bool {
        Self.signs.contains { sign in
            var next = 0
            while let found = firstOffset(of: sign.rare, from: next) {
                if found >= sign.offset, hasText(sign.text, at: found - sign.offset) { return true }
                next = found + 1
            }
            return false
        }
    }
}

private enum ScriptState { case plain, escaped, doubleEscaped }

/// The ends of elements whose content isn't markup, and of templates.
extension Span<UInt8> {
    /// Past the end tag of the element that `tag` opens, or nil where the page ends inside it.
    ///
    /// For raw text and RCDATA (title, style, …) and script data. HTML §13.2.5.9 and §13.2.5.12,
    /// https://html.spec.whatwg.org/#rcdata-less-than-sign-state
    func endOfText(of tag: Token) -> Int? {
        if tag.name == .script { return endOfScript(from: tag.range.upperBound) }
        var offset = tag.range.upperBound
        while let open = firstOffset(of: UInt8(ascii: "<"), from: offset) {
            if hasEndTag(named: tag.nameRange, at: open) {
                return endOfTag(from: open + 2 + tag.nameRange.count)
            }
            offset = open + 1
        }
        return nil
    }

    /// Past the script's end tag, or nil. Between `<!--` and `-->`, a `<script` makes the next
    /// `</script` harmless. HTML §13.2.5.15 to .31, https://html.spec.whatwg.org/#script-data-state
    private func endOfScript(from start: Int) -> Int? {
        var state = ScriptState.plain
        var offset = start
        while let open = firstOffset(of: UInt8(ascii: "<"), from: offset) {
            if state != .plain, leavesEscape(offset..<open) { state = .plain }
            offset = open + 1
            if hasScriptTag("</script", at: open) {
                if state != .doubleEscaped { return endOfTag(from: open + 8) }
                state = .escaped
            } else if state == .escaped, hasScriptTag("<script", at: open) {
                state = .doubleEscaped
            } else if state == .plain, hasText("<!--", at: open) {
                state = .escaped
                // Not past the dashes: `<!-->` leaves again at once.
                offset = open + 2
            }
        }
        return nil
    }

    /// Whether `-->` stands in `range`.
    private func leavesEscape(_ range: Range<Int>) -> Bool {
        var rest = range
        while let close = firstOffset(of: UInt8(ascii: ">"), in: rest) {
            if close >= range.lowerBound + 2, hasText("--", at: close - 2) { return true }
            rest = close + 1..<range.upperBound
        }
        return false
    }

    private func hasScriptTag(_ text: StaticString, at offset: Int) -> Bool {
        hasText(text, at: offset)
            && byte(at: offset + text.utf8CodeUnitCount)?.endsTagName == true
    }

    private func hasEndTag(named name: Range<Int>, at open: Int) -> Bool {
        guard byte(at: open + 1) == UInt8(ascii: "/"),
            byte(at: open + 2 + name.count)?.endsTagName == true
        else { return false }
        return name.indices.allSatisfy {
            self[$0].asciiLowercased
                == self[open + 2 + $0 - name.lowerBound].asciiLowercased
        }
    }

    /// Past the end tag of the template whose content begins at `start`.
    ///
    /// Nil where the page ends inside it, and where it holds an element under which `title` and the
    /// like aren't raw text: svg, math, a select, or `col`, which takes the template into the
    /// "in column group" mode; or `plaintext`, which never ends.
    func endOfTemplate(from start: Int) -> Int? {
        var offset = start
        var depth = 1
        while depth > 0 {
            let token = token(at: offset)
            offset = token.range.upperBound
            switch (token.kind, token.name) {
            case (.end, _), (.unclosed, _):
                return nil
            case (.startTag, .svg), (.startTag, .math), (.startTag, .select),
                (.startTag, .plaintext), (.startTag, .col):
                return nil
            case (.startTag, .title), (.startTag, .style), (.startTag, .script),
                (.startTag, .noscript), (.startTag, .noframes), (.startTag, .textarea),
                (.startTag, .xmp), (.startTag, .iframe), (.startTag, .noembed):
                guard let end = endOfText(of: token) else { return nil }
                offset = end
            case (.startTag, .template):
                depth += 1
            case (.endTag, .template):
                depth -= 1
            default:
                break
            }
        }
        return offset
    }
}

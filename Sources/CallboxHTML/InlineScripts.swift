/// A script element of a page.
struct ScriptElement {
    let tag: Token
    /// To the page's end where it has no end tag.
    let element: Range<Int>
    /// What stands between its tags.
    let content: Range<Int>
    /// Whether it has an end tag: without one it never runs.
    let isClosed: Bool
}

extension Span<UInt8> {
    /// Calls `body` with what stands in each inline script that a browser runs, or reads as an import
    /// map or as speculation rules, Callbox's own blocks aside: what a content policy has to allow.
    ///
    /// Scripts in a template count, since copies of them run. In svg and math a script is read as if
    /// it stood in HTML.
    ///
    /// HTML §4.12.1.1, https://html.spec.whatwg.org/#prepare-the-script-element
    ///
    /// - Complexity: O(*n*).
    package func forEachInlineScript(_ body: (Span<UInt8>) -> Void) {
        var offset = 0
        while let script = nextScript(from: offset) {
            offset = script.element.upperBound
            if script.isClosed, value(of: "src", in: script.tag) == nil,
                value(of: "data-callbox", in: script.tag) == nil, isGoverned(script.tag)
            {
                body(extracting(script.content))
            }
        }
    }

    /// The first script element at or after `start`, which lies between tokens.
    func nextScript(from start: Int) -> ScriptElement? {
        var offset = start
        while true {
            let token = token(at: offset)
            offset = token.range.upperBound
            if token.kind == .end || token.kind == .unclosed { return nil }
            guard token.kind == .startTag else { continue }
            switch token.name {
            case .script:
                let end = endOfText(of: token)
                var contentEnd = end ?? count
                // The end tag may be long: attributes are allowed in it.
                while end != nil, contentEnd > offset, !hasText("</script", at: contentEnd) {
                    contentEnd -= 1
                }
                return ScriptElement(
                    tag: token, element: token.range.lowerBound..<(end ?? count),
                    content: offset..<contentEnd, isClosed: end != nil)
            case .title, .style, .noscript, .noframes, .textarea, .xmp, .iframe, .noembed:
                guard let end = endOfText(of: token) else { return nil }
                offset = end
            case .plaintext: return nil
            default: break
            }
        }
    }

    /// Whether a content policy governs a script without `src`: it is more than data.
    private func isGoverned(_ script: Token) -> Bool {
        isJavaScript(script)
            || value(of: "type", in: script).map {
                ["importmap", "speculationrules"].contains(lowercased(trimmed($0)))
            } ?? false
    }

    /// Whether a script is JavaScript, and not data: by its `type`, or in old pages its `language`.
    ///
    /// HTML §4.12.1.1, https://html.spec.whatwg.org/#prepare-the-script-element
    func isJavaScript(_ script: Token) -> Bool {
        guard let type = value(of: "type", in: script) else {
            guard let language = value(of: "language", in: script), !language.isEmpty else {
                return true
            }
            return Self.javaScriptTypes.contains("text/" + lowercased(language))
        }
        let name = lowercased(trimmed(type))
        return type.isEmpty || Self.javaScriptTypes.contains(name) || name == "module"
    }

    /// https://mimesniff.spec.whatwg.org/#javascript-mime-type
    private static var javaScriptTypes: [String] {
        [
            "text/javascript", "application/javascript", "application/ecmascript",
            "application/x-ecmascript", "application/x-javascript", "text/ecmascript",
            "text/javascript1.0", "text/javascript1.1", "text/javascript1.2",
            "text/javascript1.3", "text/javascript1.4", "text/javascript1.5", "text/jscript",
            "text/livescript", "text/x-ecmascript", "text/x-javascript",
        ]
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isWhiteSpace { start += 1 }
        while end > start, self[end - 1].isWhiteSpace { end -= 1 }
        return start..<end
    }

    private func lowercased(_ range: Range<Int>) -> String {
        String(decoding: range.map { self[$0].asciiLowercased }, as: UTF8.self)
    }
}

/// What a `meta` tag of the head means for a block.
struct MetaFacts {
    /// It declares the encoding, which must lie in the first 1,024 bytes, or a content policy,
    /// which governs only what follows it.
    private(set) var mustPrecedeScripts = false
    private(set) var declaresEncoding = false
    private(set) var isISO2022JP = false
    private(set) var isRedirect = false
    /// Where the text of a content policy stands.
    private(set) var policy: Range<Int>?

    init(_ tag: Token, of page: Span<UInt8>) {
        var charset: Range<Int>?
        var pragma: Range<Int>?
        var content: Range<Int>?
        var offset = tag.nameRange.upperBound
        // Of two attributes of one name, the first counts.
        while let attribute = page.nextAttribute(at: &offset) {
            if charset == nil, page.isText("charset", in: attribute.name) {
                charset = attribute.value
            } else if pragma == nil, page.isText("http-equiv", in: attribute.name) {
                pragma = attribute.value
            } else if content == nil, page.isText("content", in: attribute.name) {
                content = attribute.value
            }
        }
        if let charset {
            mustPrecedeScripts = true
            declaresEncoding = !charset.isEmpty
            isISO2022JP = page.namesISO2022JP(charset)
        }
        guard let pragma else { return }
        if page.isText("content-type", in: pragma) {
            mustPrecedeScripts = true
            declaresEncoding =
                declaresEncoding || content.map { page.containsText("charset", in: $0) } ?? false
            isISO2022JP = isISO2022JP || content.map { page.namesISO2022JP($0) } ?? false
        } else if page.isText("content-security-policy", in: pragma) {
            mustPrecedeScripts = true
            policy = content
        } else if page.isText("refresh", in: pragma), let content {
            isRedirect = page.namesAddress(content)
        }
    }
}

extension Span<UInt8> {
    /// The labels of https://encoding.spec.whatwg.org/#names-and-labels
    fileprivate func namesISO2022JP(_ range: Range<Int>) -> Bool {
        containsText("iso-2022-jp", in: range) || containsText("csiso2022jp", in: range)
    }

    /// Whether a refresh goes elsewhere: `5; url=/new` does, `300` only loads the page again.
    ///
    /// https://html.spec.whatwg.org/#shared-declarative-refresh-steps
    fileprivate func namesAddress(_ content: Range<Int>) -> Bool {
        content.contains { offset in
            switch self[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ";"),
                UInt8(ascii: ","):
                false
            default:
                !self[offset].isWhiteSpace
            }
        }
    }
}

/// A page from the token that opens its body, as far as a block depends on it.
///
/// Which element is open matters here only where it decides whether markup is markup: raw text is
/// passed over; svg and math are read by the rules of foreign content, a select with options, rules
/// and scripts in it, a template by its depth. HTML §13.2.6.4.7 to .18,
/// https://html.spec.whatwg.org/#parsing-main-inbody
///
/// Parsers don't agree, or agree only with the whole tree at hand, on other elements in a select,
/// on HTML in svg or math (`foreignObject`, a `<p>` in a `<title>`), on end tags there that fit
/// nothing, on `col` in a template, and on a frameset, which may replace the body. There the
/// reading ends, and the body has no place for a block.
struct BodyScanner {
    /// Before the last `</body>` of a body that was read to its end; else nil.
    var place: Int? { isSure ? end : nil }
    /// Callbox's own blocks, in the page's order, as far as the reading came.
    private(set) var ownBlocks: [OwnBlock] = []
    /// A block of Callbox's own never ends.
    private(set) var hasUnclosedBlock = false

    private var isSure = true
    private var end: Int?
    private var templateDepth = 0
    private var isInSelect = false

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - start: the token after the head that isn't the head's.
    ///   - isOpen: whether the body was open before it. Else a `</body>` there opens and ends it,
    ///     and a script in front of it belongs to the head.
    init(_ page: Span<UInt8>, from start: Int, isOpen: Bool) {
        var offset: Int? = start
        while let next = offset {
            let token = page.token(at: next)
            if token.kind == .endTag, token.name == .body, next > start || isOpen,
                templateDepth == 0, !isInSelect
            {
                end = next
            }
            offset = take(token, of: page)
        }
    }

    /// Where the next token begins; nil where nothing further can matter or be told.
    private mutating func take(_ token: Token, of page: Span<UInt8>) -> Int? {
        switch token.kind {
        case .whiteSpace, .text, .comment, .doctype: return token.range.upperBound
        case .unclosed, .end: return nil
        case .startTag: return takeStartTag(token, of: page)
        case .endTag:
            switch token.name {
            case .select: isInSelect = false
            case .option, .optgroup: break
            case _ where isInSelect: return giveUp()
            case .template: templateDepth = max(0, templateDepth - 1)
            default: break
            }
            return token.range.upperBound
        }
    }

    private mutating func takeStartTag(_ token: Token, of page: Span<UInt8>) -> Int? {
        switch token.name {
        case .script:
            guard templateDepth == 0, let mark = page.value(of: "data-callbox", in: token) else {
                return page.endOfText(of: token)
            }
            guard let block = page.ownBlock(token, mark: mark) else {
                hasUnclosedBlock = true
                return nil
            }
            ownBlocks.append(block)
            return block.range.upperBound
        case .option, .optgroup, .hr: break
        case _ where isInSelect: return giveUp()
        case .title, .style, .noscript, .noframes, .textarea, .xmp, .iframe, .noembed:
            return page.endOfText(of: token)
        case .plaintext: return nil
        case .svg, .math: return page.endOfForeignElement(token) ?? giveUp()
        case .template: templateDepth += 1
        case .select: isInSelect = true
        case .col where templateDepth > 0: return giveUp()
        case .frameset: return giveUp()
        default: break
        }
        return token.range.upperBound
    }

    private mutating func giveUp() -> Int? {
        isSure = false
        return nil
    }
}

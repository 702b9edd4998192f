/// The tree builder's modes up to the end of the head, run over a page's tokens; what follows is
/// `BodyScanner`'s.
///
/// HTML §13.2.6.4.1 to .6, https://html.spec.whatwg.org/#the-initial-insertion-mode. The modes
/// before the head differ only in what they do with a doctype, so they are one here. Own blocks are
/// passed over as if they weren't there: with or without them, a page has the same place.
struct PageScanner {
    private enum Phase { case beforeHead, inHead, afterHead }

    private(set) var scan = PageScan()
    private let wanted: Place
    private let findsAll: Bool
    private var phase = Phase.beforeHead
    private var isDocument = false
    private var isEmpty = true
    private var isUTF8 = false
    private var headEnd: Int?
    /// Where the token stands that opens the body, and isn't the head's.
    private var bodyStart: Int?
    private var isBodyOpen = false
    private var declaresEncoding = false

    init(_ place: Place, findsAll: Bool) {
        wanted = place
        self.findsAll = findsAll
    }

    mutating func run(over page: Span<UInt8>) {
        if page.isUTF16 {
            scan.obstacle = .utf16
            return
        }
        isUTF8 = page.hasText("\u{FEFF}", at: 0)
        var offset: Int? = isUTF8 ? 3 : 0
        while let start = offset {
            offset = take(page.token(at: start), of: page)
            if headEnd == nil, offset == nil || phase == .afterHead { headEnd = start }
        }
        if !isDocument { scan.kinds.insert(.fragment) }
        if wanted == .headEnd { scan.place = headEnd }
        if let bodyStart { takeBody(of: page, from: bodyStart) }
        if scan.obstacle != nil { scan.place = nil }
        if let place = scan.place, !isUTF8, !declaresEncoding {
            scan.lateEncoding = lateEncoding(in: page, behind: place)
        }
    }

    /// A head that declares no encoding is followed by a body that may: sloppy, and found all the
    /// same as long as it isn't pushed away.
    private func lateEncoding(in page: Span<UInt8>, behind place: Int) -> Int? {
        if scan.ownBlocks.isEmpty { return page.endOfLastDeclaredEncoding(behind: place) }
        let limit = Span<UInt8>.prescanLength
        var bare: [UInt8] = []
        var offset = 0
        var shift = 0
        for own in scan.ownBlocks.map(\.range) + [page.count..<page.count] {
            let end = min(own.lowerBound, offset + limit - bare.count)
            for index in offset..<max(offset, end) { bare.append(page[index]) }
            offset = own.upperBound
            if own.upperBound <= place { shift += own.count }
        }
        return bare.span.endOfLastDeclaredEncoding(behind: place - shift)
    }

    private mutating func takeBody(of page: Span<UInt8>, from start: Int) {
        // A block in the head is the one that an earlier run left: only without one may it be in
        // the body, where another place had put it.
        guard
            wanted == .bodyEnd
                || (findsAll || scan.ownBlocks.isEmpty) && page.firstOwnMark(from: start) != nil
        else { return }
        let body = BodyScanner(page, from: start, isOpen: isBodyOpen)
        scan.ownBlocks += body.ownBlocks
        if body.hasUnclosedBlock { scan.obstacle = scan.obstacle ?? .unclosedBlock }
        if wanted == .bodyEnd, let place = body.place { scan.place = place }
    }

    /// Where the next token begins; nil at the head's end, or where nothing further can matter.
    private mutating func take(_ token: Token, of page: Span<UInt8>) -> Int? {
        switch token.kind {
        case .whiteSpace:
            return token.range.upperBound
        case .comment:
            isEmpty = false
            return token.range.upperBound
        case .doctype:
            isDocument = true
            isEmpty = false
            return token.range.upperBound
        case .unclosed:
            if phase == .beforeHead { scan.obstacle = .unclosedMarkup }
            return nil
        case .text:
            return openBody(at: token, of: page)
        case .end:
            if isEmpty && token.range.isEmpty { scan.obstacle = scan.obstacle ?? .empty }
            openHead(at: token)
            return nil
        case .startTag:
            if token.name == .script, let mark = page.value(of: "data-callbox", in: token) {
                return passOwnBlock(token, mark: mark, of: page)
            }
            isEmpty = false
            return takeStartTag(token, of: page)
        case .endTag:
            isEmpty = false
            return takeEndTag(token, of: page)
        }
    }

    private mutating func takeStartTag(_ token: Token, of page: Span<UInt8>) -> Int? {
        switch token.name {
        case .html:
            isDocument = true
            if page.isAMP(token) { scan.kinds.insert(.amp) }
        case .head:
            isDocument = true
            if phase == .beforeHead { openHead(at: token, place: token.range.upperBound) }
        case .base, .basefont, .bgsound, .link:
            openHead(at: token)
        case .meta:
            openHead(at: token)
            takeMeta(token, of: page)
        case .title, .style, .noframes, .script, .noscript:
            // The only one of them that isn't the head's behind it.
            if token.name == .noscript, phase == .afterHead { isBodyOpen = true }
            openHead(at: token)
            return page.endOfText(of: token)
        case .template:
            openHead(at: token)
            return page.endOfTemplate(from: token.range.upperBound)
        default:
            if token.name == .body || token.name == .frameset { isDocument = true }
            if token.name == .frameset { scan.kinds.insert(.frameset) }
            return openBody(at: token, of: page)
        }
        return token.range.upperBound
    }

    private mutating func takeEndTag(_ token: Token, of page: Span<UInt8>) -> Int? {
        switch token.name {
        case .head:
            isDocument = true
            openHead(at: token)
            phase = .afterHead
            return token.range.upperBound
        case .body, .html, .br:
            if token.name != .br { isDocument = true }
            return openBody(at: token, of: page)
        default:
            return token.range.upperBound
        }
    }

    private mutating func takeMeta(_ token: Token, of page: Span<UInt8>) {
        let facts = MetaFacts(token, of: page)
        if facts.isRedirect { scan.kinds.insert(.redirect) }
        if facts.isISO2022JP, !isUTF8 { scan.obstacle = scan.obstacle ?? .iso2022JP }
        if let policy = facts.policy { scan.policies.append(PagePolicy(page, in: policy)) }
        guard phase == .inHead else { return }
        declaresEncoding = declaresEncoding || facts.declaresEncoding
        if facts.mustPrecedeScripts { scan.place = token.range.upperBound }
    }

    private mutating func passOwnBlock(
        _ token: Token, mark: Range<Int>, of page: Span<UInt8>
    ) -> Int? {
        guard let block = page.ownBlock(token, mark: mark) else {
            scan.obstacle = .unclosedBlock
            return nil
        }
        scan.ownBlocks.append(block)
        return block.range.upperBound
    }

    /// The body begins at a token that is none of the head's: nothing further is read here.
    private mutating func openBody(at token: Token, of page: Span<UInt8>) -> Int? {
        openHead(at: token)
        // A tag at the end may be the start of a longer one, a `<` that is text that of a tag.
        scan.holdsWholeHead = token.range.upperBound < page.count
        bodyStart = token.range.lowerBound
        return nil
    }

    /// The head begins, where it hasn't yet: at the token that implies it, or after its own tag.
    private mutating func openHead(at token: Token, place: Int? = nil) {
        guard phase == .beforeHead else { return }
        phase = .inHead
        scan.place = place ?? token.range.lowerBound
    }
}

extension Span<UInt8> {
    /// The block of Callbox's own that `tag` opens, its mark standing in `mark`; nil where it has
    /// no end tag.
    func ownBlock(_ tag: Token, mark: Range<Int>) -> OwnBlock? {
        endOfText(of: tag).map { OwnBlock(range: tag.range.lowerBound..<$0, mark: mark) }
    }

    /// Whether the page begins as UTF-16: with its mark, or with two ASCII characters of it.
    fileprivate var isUTF16: Bool {
        guard count >= 2 else { return false }
        switch (self[0], self[1]) {
        case (0xFF, 0xFE), (0xFE, 0xFF): return true
        case (0, 1...): return byte(at: 2) == 0 && (byte(at: 3) ?? 0) > 0
        case (1..., 0): return (byte(at: 2) ?? 0) > 0 && byte(at: 3) == 0
        default: return false
        }
    }

    /// Whether an `html` tag declares AMP, https://amp.dev/documentation/guides-and-tutorials
    fileprivate func isAMP(_ html: Token) -> Bool {
        var offset = html.nameRange.upperBound
        while let attribute = nextAttribute(at: &offset) {
            let name = attribute.name
            if isText("amp", in: name) || isText("amp4ads", in: name)
                || isText("amp4email", in: name) || hasText("⚡", at: name.lowerBound)
            {
                return true
            }
        }
        return false
    }
}

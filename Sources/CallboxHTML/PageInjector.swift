/// Puts a block into a page, replaces it or takes it out. Bytes in, an edit out; no files.
package struct PageInjector: Sendable {
    /// The kinds of page that get a block all the same.
    private let injected: PageKinds
    private let place: Place
    private let sizeLimit: Int

    /// An injector that puts blocks at `place`, and skips every kind of page but those in
    /// `injected`.
    ///
    /// - Parameter sizeLimit: the most bytes that a page has with its block: of a larger one it
    ///   couldn't be taken out again.
    package init(
        injecting injected: PageKinds = [], at place: Place = .headStart,
        sizeLimit: Int = PageInjector.sizeLimit
    ) {
        self.injected = injected
        self.place = place
        self.sizeLimit = sizeLimit
    }

    /// The largest page that is read and written: 256 MiB. What is larger isn't a page that people
    /// load.
    package static let sizeLimit = 1 << 28

    /// The edit that leaves `block` in the page, exactly once and at its place, or none where it is
    /// nil.
    ///
    /// A page whose head holds the block stays as it is, whatever somebody copied into its body.
    /// Only the block's bytes are put in, so taking it out gives the page as it was; a second edit
    /// of the result changes nothing. A page that is skipped by its kind loses the block of an
    /// earlier run: what it should hold is none. A page that can't be read reliably (`utf-16`,
    /// `iso-2022-jp`, `unclosed-block`) is never changed.
    ///
    /// - Complexity: as `PageScan`, and O(number of blocks found).
    package func edit(_ page: Span<UInt8>, block: Block?) -> PageEdit {
        let scan = PageScan(page, for: place, findingAll: block == nil)
        let edit = edit(page, scan, block: block)
        // The body of a page whose head holds what it should isn't searched: whatever else becomes
        // of a page becomes of all its blocks.
        guard edit.pieces != nil, block != nil, !scan.ownBlocks.isEmpty else { return edit }
        return self.edit(page, PageScan(page, for: place, findingAll: true), block: block)
    }

    /// The edit of a page of which only the first bytes are at hand: nil unless they show that the
    /// page holds `block` at its place and stays as it is. Its ranges are those of the page.
    ///
    /// - Complexity: as `PageScan`, at most O(bytes at hand).
    package func edit(start: Span<UInt8>, block: Block) -> PageEdit? {
        let scan = PageScan(start, for: place)
        // What follows a head whose end is at hand changes nothing about it; nor, where the place is
        // in it, about the block. The encoding may be declared behind it, in the first bytes.
        let bare = start.count - scan.ownBlocks.reduce(0) { $0 + $1.range.count }
        guard place != .bodyEnd, scan.holdsWholeHead, !scan.ownBlocks.isEmpty,
            bare >= Span<UInt8>.prescanLength
        else { return nil }
        let edit = edit(start, scan, block: block)
        return edit.pieces == nil && edit.skipReason == nil ? edit : nil
    }

    private func edit(_ page: Span<UInt8>, _ scan: PageScan, block: Block?) -> PageEdit {
        let obstacle = obstacle(to: scan, of: page.count, block)
        if let obstacle, obstacle.leavesPageUnread {
            return PageEdit(
                found: scan.ownBlocks, block: nil, skipReason: obstacle, policies: [], pieces: nil)
        }
        let block = obstacle == nil ? block : nil
        return PageEdit(
            found: scan.ownBlocks, block: block, skipReason: obstacle,
            policies: block == nil ? [] : Self.policies(of: scan),
            pieces: pieces(of: page, scan, block: block))
    }

    private static func policies(of scan: PageScan) -> [PagePolicy] {
        scan.policies.map { policy in
            var policy = policy
            policy.precedesBlock = scan.place.map { policy.range.upperBound <= $0 } ?? false
            return policy
        }
    }

    /// Why `block` can't stand in a page of `size` bytes; nil where it can.
    private func obstacle(to scan: PageScan, of size: Int, _ block: Block?) -> SkipReason? {
        if let obstacle = scan.obstacle, block != nil || obstacle.leavesPageUnread {
            return obstacle
        }
        guard let block else { return nil }
        if let late = scan.lateEncoding, late + block.bytes.count > Span<UInt8>.prescanLength {
            return .lateEncoding
        }
        let skipped = scan.kinds.subtracting(injected)
        if let reason = Self.reasons.first(where: { skipped.contains($0.kind) })?.reason {
            return reason
        }
        let bare = scan.ownBlocks.reduce(size) { $0 - $1.range.count }
        return bare + block.bytes.count > sizeLimit ? .tooLarge : nil
    }

    /// The reason for each kind; the first that applies is told.
    private static let reasons: [(kind: PageKinds, reason: SkipReason)] = [
        (.redirect, .redirect), (.amp, .amp), (.frameset, .frameset), (.fragment, .fragment),
    ]

    /// The page less its own blocks, with `block` at the place, or nil where that is the page.
    private func pieces(of page: Span<UInt8>, _ scan: PageScan, block: Block?) -> [PageEdit.Piece]?
    {
        var pieces: [PageEdit.Piece] = []
        guard let block, let place = scan.place else {
            if scan.ownBlocks.isEmpty { return nil }
            Self.keep(0, page.count, of: scan, in: &pieces)
            return pieces
        }
        if scan.ownBlocks.count == 1, let own = scan.ownBlocks.first?.range,
            place == own.lowerBound || place == own.upperBound,
            page.holds(block.bytes, in: own)
        {
            return nil
        }
        pieces.reserveCapacity(scan.ownBlocks.count + 3)
        Self.keep(0, place, of: scan, in: &pieces)
        pieces.append(.block)
        Self.keep(place, page.count, of: scan, in: &pieces)
        return pieces
    }

    /// Appends the runs of the page between two offsets that aren't own blocks.
    private static func keep(
        _ start: Int, _ end: Int, of scan: PageScan, in pieces: inout [PageEdit.Piece]
    ) {
        var offset = start
        for own in scan.ownBlocks where own.range.lowerBound >= start && own.range.upperBound <= end
        {
            if offset < own.range.lowerBound { pieces.append(.page(offset..<own.range.lowerBound)) }
            offset = own.range.upperBound
        }
        if offset < end { pieces.append(.page(offset..<end)) }
    }
}

extension SkipReason {
    /// Whether the scan of such a page can't be relied on, not even for taking a block out.
    fileprivate var leavesPageUnread: Bool {
        self == .utf16 || self == .iso2022JP || self == .unclosedBlock
    }
}

/// What a page's bytes say about where its block belongs, and whether it should have one.
///
/// `<head><title>` has its place at 6; `<!DOCTYPE html><p>` at 15, where the `<p>` implies the
/// head; `<!-- <head>` has none, and the obstacle `.unclosedMarkup`.
package struct PageScan: Sendable, Equatable {
    /// Where a block belongs: a byte offset of the page, never inside one of `ownBlocks`. Nil where
    /// `obstacle` is set.
    package internal(set) var place: Int?
    /// Callbox's own blocks, in the page's order. Blocks in comments, templates, svg or math aren't
    /// live and don't count, nor do those beyond what ends the reading of a body.
    package internal(set) var ownBlocks: [OwnBlock] = []
    /// What a policy may object to.
    package internal(set) var kinds: PageKinds = []
    /// Why no block can be put into this page, whatever the policy.
    package internal(set) var obstacle: SkipReason?

    /// The content policies that the head declares, in the page's order.
    package internal(set) var policies: [PagePolicy] = []

    /// Whether the token that ends the head is at hand, whole: more bytes behind these would change
    /// nothing about the head.
    package internal(set) var holdsWholeHead = false

    /// Past what declares the page's encoding, where that stands behind the place and is found only
    /// by its lying in the first 1,024 bytes; own blocks don't count.
    package internal(set) var lateEncoding: Int?

    /// Reads a page as a browser with scripting would, to the end of its head; the body only where
    /// the place is its end, or where the head holds no own block and `data-callbox` occurs in it.
    ///
    /// - Parameter findsAll: whether the body is looked through also where the head holds an own
    ///   block: to take out what somebody copied there.
    /// - Complexity: O(*n*); in practice the head's length, and for the body, where it is looked
    ///   through, a `memchr`.
    package init(
        _ page: Span<UInt8>, for place: Place = .headStart, findingAll findsAll: Bool = false
    ) {
        var scanner = PageScanner(place, findsAll: findsAll)
        scanner.run(over: page)
        self = scanner.scan
    }

    init() {}
}

/// A block of Callbox's own that a page holds.
package struct OwnBlock: Sendable, Equatable {
    /// From the `<` of its start tag to past the `>` of its end tag, in bytes of the page.
    package let range: Range<Int>
    /// Where the value of its `data-callbox` attribute stands, `SITE/NAME`.
    package let mark: Range<Int>
}

/// The kinds of page that are left alone unless a manifest asks otherwise.
package struct PageKinds: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    /// A set of kinds by its bits, as `OptionSet` asks.
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The head holds a `<meta http-equiv=refresh>` that names an address.
    package static let redirect = PageKinds(rawValue: 1)
    /// `<html amp>` or `<html ⚡>`, also for ads and e-mail: no scripts of one's own are valid.
    package static let amp = PageKinds(rawValue: 2)
    /// A `<frameset>` stands in place of the body.
    package static let frameset = PageKinds(rawValue: 4)
    /// No doctype and no html, head or body tag up to the end of the head.
    package static let fragment = PageKinds(rawValue: 8)
}

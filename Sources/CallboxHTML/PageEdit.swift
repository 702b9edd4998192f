/// What becomes of one page: the decision, and the new bytes as pieces of the old.
package struct PageEdit: Sendable, Equatable {
    /// A run of the new bytes.
    package enum Piece: Sendable, Equatable {
        /// Bytes of the page as it is.
        case page(Range<Int>)
        /// The new block, whole.
        case block
    }

    /// The blocks that the page holds.
    package let found: [OwnBlock]
    /// The block that the page holds afterwards; nil where it holds none.
    package let block: Block?
    /// Why the page gets no block though one was meant for it.
    package let skipReason: SkipReason?
    /// The content policies that the page declares; none where it holds no block afterwards.
    package let policies: [PagePolicy]
    /// The new bytes in order, none of them empty; nil where the page stays as it is.
    package let pieces: [Piece]?

    /// Puts the new bytes together.
    ///
    /// - Parameter page: the bytes that the edit was made for.
    /// - Returns: `page` itself where nothing changes.
    package func applied(to page: [UInt8]) -> [UInt8] {
        guard let pieces else { return page }
        var result: [UInt8] = []
        result.reserveCapacity(page.count + (block?.bytes.count ?? 0))
        for piece in pieces {
            switch piece {
            case .page(let range): result += page[range]
            case .block: result += block?.bytes ?? []
            }
        }
        return result
    }
}

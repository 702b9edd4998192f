internal import CallboxHTML

/// The pages that a run changed or would change, grouped by the block that they held and the one
/// that they should hold.
struct PageDrift: Sendable {
    /// What pages of a group have in common.
    struct Group: Hashable {
        /// The first block that they held; nil where they held none.
        let old: [UInt8]?
        /// The mark of the block that they should hold; nil where that is none.
        let mark: String?
    }

    /// The most groups that are told apart: pages could each hold a block of their own.
    private static let limit = 100

    private(set) var groups: [Group: Paths] = [:]
    /// Pages that would have made further groups.
    private(set) var others = Paths()

    /// Adds a page, if it changes; to be called in byte order of the paths.
    mutating func add(_ report: PageReport) {
        guard report.isChanged else { return }
        let group = Group(old: report.oldBlock, mark: report.markAfter)
        if groups[group] != nil || groups.count < Self.limit {
            groups[group, default: Paths()].add(report.path)
        } else {
            others.add(report.path)
        }
    }
}

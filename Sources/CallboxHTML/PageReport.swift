/// What was done with one page, or in a dry run would be.
package struct PageReport: Sendable, Hashable {
    /// How a page fared.
    package enum Outcome: Sendable, Hashable {
        /// It is what it should be.
        case unchanged
        /// It had no block and gets one.
        case inserted
        /// It had another block, several, or one at another place.
        case replaced
        /// It had a block and should have none.
        case removed
        /// A block was meant for it and it gets none. A block of an earlier run is taken out, save where
        /// the page isn't read, or can't be read reliably.
        case skipped(SkipReason)
        /// It is what it was, and not what it should be.
        case failed(PageFailure)
    }

    /// The path below the root, `docs/index.html`; bytes that aren't UTF-8 are shown as U+FFFD. Of
    /// a folder that couldn't be listed, the folder's; `""` is the root.
    package let path: String
    /// How the page fared.
    package let outcome: Outcome
    /// The mark of the block that it holds now, or in a dry run should hold.
    package let markAfter: String?
    /// The bytes of the first block that it held before, where they are to change.
    package let oldBlock: [UInt8]?
    /// The content policies that its head declares, if it holds a block, or in a dry run should; in
    /// bytes of the page as it was before.
    package let policies: [PagePolicy]
    /// Whether its bytes were replaced, or in a dry run differ from what they should be.
    package let isChanged: Bool

    init(
        _ path: String, _ outcome: Outcome, markAfter: String? = nil,
        oldBlock: [UInt8]? = nil, policies: [PagePolicy] = [], isChanged: Bool = false
    ) {
        self.path = path
        self.outcome = outcome
        self.markAfter = markAfter
        self.oldBlock = oldBlock
        self.policies = policies
        self.isChanged = isChanged
    }
}

extension PageReport {
    /// The report of a page that was to have no block, with the reason for it.
    func skipped(because reason: SkipReason) -> PageReport {
        PageReport(
            path, .skipped(reason), oldBlock: oldBlock, isChanged: isChanged)
    }
}

/// Why a page couldn't be read or written. It is then what it was.
package enum PageFailure: Error, Sendable, Hashable {
    /// A system call failed.
    case system(SystemError)
    /// Something else wrote or removed the page in the meantime.
    case changedWhileRead

    /// A stable word for machines.
    package var id: String {
        switch self {
        case .system: "system-error"
        case .changedWhileRead: "changed-while-read"
        }
    }

    /// For people: lower case, no full stop.
    package var message: String {
        switch self {
        case .system(let error): error.message
        case .changedWhileRead: "it was changed by something else in the meantime"
        }
    }
}

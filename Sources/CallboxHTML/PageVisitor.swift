/// Takes pages one after another through reading, deciding, editing and writing: one a core.
struct PageVisitor: ~Copyable {
    private let pages: PageInjector
    private let mode: SiteInjector.Mode
    private let keepsTimes: Bool
    private let inspect: SiteInjector.Inspection?
    private let temporaryNames: TemporaryNames
    private var visited: UInt64 = 0
    private var buffer: [UInt8] = []
    /// What the decisions are for the folder of the last page.
    private var current: (folder: PageWalk.Folder, decide: (String) -> PageDecision)?
    /// Whether the last page held what it should: so will the next, most likely.
    private var expectsNoChange = true

    /// What the buffer may keep from page to page: 4 MiB.
    private static let keptSize = 1 << 22
    /// What is read at first of a page that is expected to hold what it should, beside the length of
    /// its block: nearly every head ends within it.
    private static let headSize = 1 << 12

    init(for run: SiteInjector) {
        pages = run.pages
        mode = run.mode
        keepsTimes = run.keepsTimes
        inspect = run.inspect
        temporaryNames = TemporaryNames(of: run.shard)
    }

    mutating func visit(
        _ name: FileName, in folder: PageWalk.Folder, deciding decisions: SiteInjector.Decisions
    ) -> PageReport {
        let text = name.text
        let path = folder.path + text
        let block: Block?
        var skipReason: SkipReason?
        switch decide(for: folder, decisions)(text) {
        case .ignore(let reason): return PageReport(path, .skipped(reason))
        case .skip(let reason): (block, skipReason) = (nil, reason)
        case .block(let wanted): block = wanted
        case .remove: block = nil
        }
        defer { if buffer.count > Self.keptSize { buffer = [] } }
        do throws(PageFailure) {
            // What is skipped is nobody's business but for the block that it may hold.
            let report = try edit(
                name, path, in: folder.handle, block: block, isSkipped: skipReason != nil)
            expectsNoChange = !report.isChanged
            return skipReason.map(report.skipped(because:)) ?? report
        } catch {
            return PageReport(path, .failed(error))
        }
    }

    private mutating func decide(
        for folder: PageWalk.Folder, _ decisions: SiteInjector.Decisions
    ) -> (String) -> PageDecision {
        if let current, current.folder === folder { return current.decide }
        let decide = decisions(folder.path)
        current = (folder, decide)
        return decide
    }

    private mutating func edit(
        _ name: FileName, _ path: String, in directory: borrowing DirectoryHandle, block: Block?,
        isSkipped: Bool
    ) throws(PageFailure) -> PageReport {
        visited += 1
        let page = try PageFile(opening: name, in: directory)
        guard page.size <= PageInjector.sizeLimit else {
            return PageReport(path, .skipped(.tooLarge))
        }
        if let block, inspect == nil, expectsNoChange,
            let edit = try editOfStart(of: page, block: block)
        {
            return report(path, edit)
        }
        try page.read(into: &buffer)
        let bytes = buffer.span.extracting(0..<page.size)
        inspect?(path, bytes, isSkipped)
        let edit = pages.edit(bytes, block: block)
        if let pieces = edit.pieces, mode == .write {
            try page.replace(
                by: pieces, of: bytes, block: edit.block?.bytes ?? [], in: directory,
                through: temporaryNames.name(forPage: visited), keepingTimes: keepsTimes)
        }
        return report(path, edit)
    }

    /// The edit of a page whose first bytes show that it holds what it should; else nil.
    private mutating func editOfStart(
        of page: borrowing PageFile, block: Block
    ) throws(PageFailure) -> PageEdit? {
        let size = block.bytes.count + Self.headSize
        guard page.size > size else { return nil }
        if buffer.count < size { buffer = [UInt8](repeating: 0, count: size) }
        let length = try page.readStart(atMost: size, into: &buffer)
        return pages.edit(start: buffer.span.extracting(0..<length), block: block)
    }

    private func report(_ path: String, _ edit: PageEdit) -> PageReport {
        PageReport(
            path, edit.outcome, markAfter: edit.block?.mark,
            oldBlock: edit.pieces == nil ? nil : edit.found.first.map { Array(buffer[$0.range]) },
            policies: edit.policies, isChanged: edit.pieces != nil)
    }
}

extension PageEdit {
    fileprivate var outcome: PageReport.Outcome {
        if let skipReason { return .skipped(skipReason) }
        guard pieces != nil else { return .unchanged }
        guard block != nil else { return .removed }
        return found.isEmpty ? .inserted : .replaced
    }
}

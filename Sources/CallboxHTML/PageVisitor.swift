/// Takes pages one after another through reading, deciding, editing and writing: one a core.
struct PageVisitor: ~Copyable {
    private let pages: PageInjector
    private let mode: SiteInjector.Mode
    private let keepsTimes: Bool
    private let inspect: SiteInjector.Inspection?
    private let temporaryNames: TemporaryNames
    private var visited: UInt64 = 0
    private var buffer: [UInt8] = []

    /// What the buffer may keep from page to page: 4 MiB.
    private static let keptSize = 1 << 22

    init(for run: SiteInjector) {
        pages = run.pages
        mode = run.mode
        keepsTimes = run.keepsTimes
        inspect = run.inspect
        temporaryNames = TemporaryNames(of: run.shard)
    }

    mutating func visit(
        _ name: FileName, in folder: PageWalk.Folder, deciding decision: (String) -> PageDecision
    ) -> PageReport {
        let path = folder.path + name.text
        let block: Block?
        var skipReason: SkipReason?
        switch decision(path) {
        case .ignore(let reason): return PageReport(path, .skipped(reason))
        case .skip(let reason): (block, skipReason) = (nil, reason)
        case .block(let wanted): block = wanted
        case .remove: block = nil
        }
        // Never injected, so nothing is to be taken out either.
        if name.isXML { return PageReport(path, .skipped(.xml)) }
        defer { if buffer.count > Self.keptSize { buffer = [] } }
        do throws(PageFailure) {
            // What is skipped is nobody's business but for the block that it may hold.
            let report = try edit(
                name, path, in: folder.handle, block: block, isSkipped: skipReason != nil)
            return skipReason.map(report.skipped(because:)) ?? report
        } catch {
            return PageReport(path, .failed(error))
        }
    }

    private mutating func edit(
        _ name: FileName, _ path: String, in directory: borrowing DirectoryHandle, block: Block?,
        isSkipped: Bool
    ) throws(PageFailure) -> PageReport {
        visited += 1
        let page = try PageFile(reading: name, in: directory, into: &buffer)
        guard page.size <= PageFile.sizeLimit else {
            return PageReport(path, .skipped(.tooLarge))
        }
        let bytes = buffer.span.extracting(0..<page.size)
        inspect?(path, bytes, isSkipped)
        let edit = pages.edit(bytes, block: block)
        if let pieces = edit.pieces, mode == .write {
            try page.replace(
                by: pieces, of: bytes, block: edit.block?.bytes ?? [], in: directory,
                through: temporaryNames.name(forPage: visited), keepingTimes: keepsTimes)
        }
        return PageReport(
            path, edit.outcome, marksBefore: edit.found.map(\.mark), markAfter: edit.block?.mark,
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

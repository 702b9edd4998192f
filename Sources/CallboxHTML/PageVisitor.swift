import Synchronization

/// Takes pages one after another through reading, deciding, editing and writing.
struct PageVisitor: ~Copyable {
    private let tree: PageTree
    private let pages: PageInjector
    private let mode: SiteInjector.Mode
    private let shard: Shard?
    private let keepsTimes: Bool
    private let inspect: SiteInjector.Inspection?
    private var buffer: [UInt8] = []
    /// The folder of the page before: pages of a folder come together.
    private var directory: DirectoryHandle?
    private var directoryIndex = -1

    init(tree: PageTree, run: SiteInjector) {
        self.tree = tree
        pages = run.pages
        mode = run.mode
        shard = run.shard
        keepsTimes = run.keepsTimes
        inspect = run.inspect
    }

    mutating func visit(
        _ file: PageTree.File, below root: borrowing DirectoryHandle,
        sharing oldBlocks: borrowing Mutex<Set<[UInt8]>>,
        deciding decision: (String) -> PageDecision
    ) -> PageReport {
        let path = tree.path(of: file)
        let block: Block?
        switch decision(path) {
        case .ignore(let reason): return PageReport(path, .skipped(reason))
        case .block(let wanted): block = wanted
        case .remove: block = nil
        }
        // Never injected, so nothing is to be taken out either.
        if file.name.isXML { return PageReport(path, .skipped(.xml)) }
        do throws(PageFailure) {
            let directory = try takeDirectory(of: file, below: root)
            let report = try edit(file, path, in: directory, sharing: oldBlocks, block: block)
            self.directory = consume directory
            return report
        } catch {
            return PageReport(path, .failed(error))
        }
    }

    private mutating func edit(
        _ file: PageTree.File, _ path: String, in directory: borrowing DirectoryHandle,
        sharing oldBlocks: borrowing Mutex<Set<[UInt8]>>, block: Block?
    ) throws(PageFailure) -> PageReport {
        let page = try PageFile(reading: file.name, in: directory, into: &buffer)
        guard page.size <= PageFile.sizeLimit else {
            return PageReport(path, .skipped(.tooLarge))
        }
        let bytes = buffer.span.extracting(0..<page.size)
        inspect?(path, bytes)
        let edit = pages.edit(bytes, block: block)
        if let pieces = edit.pieces, mode == .write {
            try page.replace(
                by: pieces, of: bytes, block: edit.block?.bytes ?? [], in: directory, shard: shard,
                keepingTimes: keepsTimes)
        }
        return PageReport(
            path, edit.outcome, marksBefore: edit.found.map(\.mark), markAfter: edit.block?.mark,
            oldBlock: edit.pieces == nil ? nil : edit.found.first.map { share($0, oldBlocks) },
            isChanged: edit.pieces != nil)
    }

    /// The page's folder, no longer held by the visitor: a failed page closes it.
    private mutating func takeDirectory(
        of file: PageTree.File, below root: borrowing DirectoryHandle
    ) throws(PageFailure) -> DirectoryHandle {
        if directoryIndex == file.directory, let open = directory.take() { return open }
        do throws(SystemError) {
            directoryIndex = file.directory
            return try DirectoryHandle(tree.directories[file.directory].components, below: root)
        } catch {
            throw .system(error)
        }
    }

    private func share(
        _ own: OwnBlock, _ oldBlocks: borrowing Mutex<Set<[UInt8]>>
    ) -> [UInt8] {
        let bytes = Array(buffer[own.range])
        return oldBlocks.withLock { $0.insert(bytes).memberAfterInsert }
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

import Dispatch
import Glibc
import Synchronization

/// What a page should hold.
package enum PageDecision: Sendable, Hashable {
    /// This block, and no other of Callbox's.
    case block(Block)
    /// No block: one of an earlier run is taken out.
    case remove
    /// Whatever it holds: the page isn't read.
    case ignore(SkipReason)
}

/// Brings every page of a built tree to what it should hold, on all cores.
package struct SiteInjector: Sendable {
    /// Whether a run writes.
    package enum Mode: Sendable {
        /// Pages that differ are replaced; litter of killed runs is swept first.
        case write
        /// Nothing is written: the report says what would be.
        case dryRun
    }

    private let root: String
    let mode: Mode
    let pages: PageInjector
    let shard: Shard?
    let keepsTimes: Bool
    let inspect: Inspection?

    /// Looks at a page's bytes as they were read, on any thread.
    package typealias Inspection = @Sendable (_ path: String, _ page: Span<UInt8>) -> Void

    /// An injector for a tree.
    ///
    /// - Parameters:
    ///   - root: a path, the last component of which may be a symbolic link to a directory.
    ///   - shard: the part of the pages that are meant; nil for all. Shards of one tree may run at
    ///     the same time: each sweeps litter of its own only.
    ///   - keepsTimes: whether a page that is replaced keeps its times.
    ///   - inspect: called once for each page that is read.
    package init(
        root: String, mode: Mode, pages: PageInjector = PageInjector(), shard: Shard? = nil,
        keepsTimes: Bool = false, inspecting inspect: Inspection? = nil
    ) {
        self.root = root
        self.mode = mode
        self.pages = pages
        self.shard = shard
        self.keepsTimes = keepsTimes
        self.inspect = inspect
    }

    /// Visits the pages: `*.html`, `*.htm` and `*.xhtml` in any case.
    ///
    /// Each page is read once and, where it is to change, replaced whole; what fails for one page
    /// is in its report and doesn't stop the others. Memory: the names, the reports, and for each
    /// core the largest page it met.
    ///
    /// - Parameters:
    ///   - decision: called once a page with its path below the root, on any thread.
    ///   - progress: called with the number of pages just done, on any thread.
    /// - Returns: the reports in byte order of the paths.
    /// - Throws: where the root can't be used.
    package func run(
        deciding decision: @Sendable (String) -> PageDecision,
        progress: @Sendable (Int) -> Void = { _ in }
    ) throws(SiteError) -> [PageReport] {
        let handle = try openRoot()
        try claim(handle)
        let tree = PageTree(below: handle, of: shard)
        if mode == .write { sweep(tree, below: handle) }
        let entries = tree.entries
        let oldBlocks = Mutex<Set<[UInt8]>>([])
        let results = Mutex([[PageReport]](repeating: [], count: entries.count / Self.batch + 1))
        DispatchQueue.concurrentPerform(iterations: entries.count / Self.batch + 1) { index in
            let start = index * Self.batch
            var visitor = PageVisitor(tree: tree, run: self)
            let reports = entries[start..<min(start + Self.batch, entries.count)].map { entry in
                switch entry {
                case .settled(let report): report
                case .page(let file):
                    visitor.visit(file, below: handle, sharing: oldBlocks, deciding: decision)
                }
            }
            results.withLock { $0[index] = reports }
            progress(reports.count)
        }
        return results.withLock { Array($0.joined()) }
    }

    /// Removes what killed runs left in the tree, of whatever shard; no page is read.
    ///
    /// - Throws: where the root can't be used, or a run is writing into it.
    package func sweep() throws(SiteError) {
        let handle = try openRoot()
        try claim(handle)
        sweep(PageTree(below: handle, of: nil), below: handle)
    }

    /// Pages a core takes at once: enough to make its handles and its buffer worth their while, few
    /// enough that no core waits long for another at the end.
    private static let batch = 64

    private func openRoot() throws(SiteError) -> DirectoryHandle {
        do throws(SystemError) {
            return try DirectoryHandle(path: root)
        } catch {
            throw .cannotOpenRoot(path: root, error)
        }
    }

    private func claim(_ handle: borrowing DirectoryHandle) throws(SiteError) {
        let isFileSystem: Bool
        do throws(SystemError) {
            isFileSystem = try handle.identity() == DirectoryHandle(path: "/").identity()
        } catch {
            throw .cannotOpenRoot(path: root, error)
        }
        if isFileSystem { throw .rootIsFileSystem(path: root) }
        // Two writers would sweep each other's temporary files; shards don't. A file system without
        // locks isn't worth refusing.
        let lock = shard == nil ? LOCK_EX : LOCK_SH
        if mode == .write, flock(handle.descriptor, lock | LOCK_NB) != 0, errno == EWOULDBLOCK {
            throw .rootIsBusy(path: root)
        }
    }

    /// Removes what killed runs left; what can't be removed hurts nobody.
    private func sweep(_ tree: PageTree, below root: borrowing DirectoryHandle) {
        for file in tree.litter {
            let components = tree.directories[file.directory].components
            guard let directory = try? DirectoryHandle(components, below: root) else { continue }
            try? directory.remove(file.name)
        }
    }
}

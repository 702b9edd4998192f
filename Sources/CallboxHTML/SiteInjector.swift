import Dispatch
import Glibc
import Synchronization

/// What a page should hold.
package enum PageDecision: Sendable, Hashable {
    /// This block, and no other of Callbox's.
    case block(Block)
    /// No block: one of an earlier run is taken out.
    case remove
    /// No block, for this reason: one of an earlier run is taken out.
    case skip(SkipReason)
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

    /// Tells for a folder what each of its pages should hold: called with the folder's path below
    /// the root (`""`, else with a `/` at the end), then with names of pages in it, on any thread.
    package typealias Decisions = @Sendable (_ folder: String) -> (_ name: String) -> PageDecision

    /// Looks at a page's bytes as they were read, on any thread; one that is skipped by decision is
    /// meant to be left alone.
    package typealias Inspection =
        @Sendable (
            _ path: String, _ page: Span<UInt8>, _ isSkipped: Bool
        ) -> Void

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
    /// Each page is read once (of one that stays as it is mostly only the start) and, where it is to
    /// change, replaced whole; what fails for one page is in its report and doesn't stop the others.
    /// Memory doesn't grow with the tree: the names of the folders on the way, some thousand
    /// reports, and for each core a page.
    ///
    /// - Parameters:
    ///   - decisions: asked for each folder that holds a page, once or a few times; what it answers,
    ///     once a page.
    ///   - receive: called with each report in byte order of the paths, on any thread, never twice
    ///     at the same time.
    /// - Throws: where the root can't be used.
    package func run(
        deciding decisions: Decisions,
        reporting receive: @Sendable (PageReport) -> Void
    ) throws(SiteError) {
        let root = try openRoot()
        // Held by this handle until all is done: the walk has another.
        try claim(root)
        let walk = Mutex(PageWalk(below: try openRoot(), of: shard, sweeps: mode == .write))
        let queue = ReportQueue()
        DispatchQueue.concurrentPerform(iterations: Self.cores) { _ in
            var visitor = PageVisitor(for: self)
            while true {
                queue.takePlace()
                guard let batch = walk.withLock({ $0.next() }) else { break }
                let reports = batch.entries.map { entry in
                    switch entry {
                    case .settled(let report): report
                    case .page(let name, let folder):
                        visitor.visit(name, in: folder, deciding: decisions)
                    }
                }
                queue.finish(batch.number, reports, receiving: receive)
            }
            queue.returnPlace()
        }
        withExtendedLifetime(root) {}
    }

    /// Removes what killed runs left in the tree, of whatever shard; no page is read.
    ///
    /// - Throws: where the root can't be used, or a run is writing into it.
    package func sweep() throws(SiteError) {
        let root = try openRoot()
        try claim(root)
        var walk = PageWalk(below: try openRoot(), of: nil, sweeps: true)
        while walk.next() != nil {}
        withExtendedLifetime(root) {}
    }

    private static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

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
}

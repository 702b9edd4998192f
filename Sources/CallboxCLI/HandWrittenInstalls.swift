internal import CallboxDiagnostics
internal import CallboxHTML
internal import CallboxSpec
internal import Synchronization

/// Collects the pages of a tree that load the Messenger by themselves, while the tree is checked.
final class HandWrittenInstalls: Sendable {
    private struct Found {
        var count = 0
        /// The first four pages in byte order, and where the install stands in each; their bytes
        /// aren't kept.
        var first: [(path: String, offset: Int)] = []

        mutating func add(_ path: String, _ offset: Int) {
            count += 1
            let place = first.firstIndex { path.utf8.lexicographicallyPrecedes($0.path.utf8) }
            first.insert((path, offset), at: place ?? first.endIndex)
            if first.count > 4 { first.removeLast() }
        }
    }

    private let root: String
    private let found = Mutex(Found())

    init(below root: String) {
        self.root = root
    }

    /// Looks at one page, on any thread.
    @Sendable func inspect(_ path: String, _ page: Span<UInt8>, isSkipped: Bool) {
        guard !isSkipped, let offset = page.handWrittenInstall() else { return }
        found.withLock { $0.add("\(root)/\(path)", offset) }
    }

    /// Reports `hand-written-install`, once for the tree: at the first page, whose file is read again.
    func report(on site: Plan.Site, to sink: inout DiagnosticSink) {
        let found = found.withLock(\.self)
        guard let first = found.first.first else { return }
        let others = found.first.dropFirst().map(\.path)
        let also = others.isEmpty ? "" : ", as does \(someOf(others, of: found.count - 1))"
        let file = InputFile.page(at: first.path)
        sink.report(
            .handWrittenInstall,
            "this page of site '\(site.name)' loads or boots the Messenger by itself\(also)",
            at: file.range(first.offset..<first.offset + "<script".utf8.count),
            notes: [
                Diagnostic.Note("the site is declared here", at: site.declaration.name.range)
            ],
            help: "'callbox init --from FILE' takes its settings over; then take it out of the "
                + "page's source, or name the page in 'ignore'")
    }
}

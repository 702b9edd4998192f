internal import CallboxDiagnostics
internal import CallboxHTML
internal import CallboxSpec
internal import Synchronization

/// Collects the pages of a tree that load the Messenger by themselves, while the tree is checked.
final class HandWrittenInstalls: Sendable {
    private struct Found {
        var paths: [String] = []
        /// The place in the first of the pages; the others' bytes aren't kept.
        var first: SourceRange?
    }

    private let root: String
    private let found = Mutex(Found())

    init(below root: String) {
        self.root = root
    }

    /// Looks at one page, on any thread.
    @Sendable func inspect(_ path: String, _ page: Span<UInt8>, isSkipped: Bool) {
        guard !isSkipped, let offset = page.handWrittenInstall() else { return }
        let path = "\(root)/\(path)"
        found.withLock { found in
            found.paths.append(path)
            if let first = found.first, first.file.path < path { return }
            let file = SourceFile(path: path, bytes: page.indices.map { page[$0] })
            found.first = file.range(offset..<offset + "<script".utf8.count)
        }
    }

    /// Reports `hand-written-install`, once for the tree.
    func report(on site: Plan.Site, to sink: inout DiagnosticSink) {
        let found = found.withLock(\.self)
        guard let first = found.first else { return }
        let others = found.paths.filter { $0 != first.file.path }.sorted()
        let also = others.isEmpty ? "" : ", as does \(someOf(others, of: others.count))"
        sink.report(
            .handWrittenInstall,
            "this page of site '\(site.name)' loads or boots the Messenger by itself\(also)",
            at: first,
            notes: [
                Diagnostic.Note("the site is declared here", at: site.declaration.name.range)
            ],
            help: "'callbox init --from FILE' takes its settings over; then take it out of the "
                + "page's source, or name the page in 'ignore'")
    }
}

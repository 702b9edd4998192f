private import CallboxGlue
internal import CallboxHTML
internal import Synchronization

/// Collects the hashes of the inline scripts of a tree's pages, each script once: memory grows with
/// the distinct scripts, and not with the tree.
final class PageScripts: Sendable {
    private let found = Mutex<Set<String>>([])

    /// Looks at one page, on any thread; also at one that gets no block: it is served with the same
    /// policy.
    @Sendable func inspect(_ path: String, _ page: Span<UInt8>, isSkipped: Bool) {
        page.forEachInlineScript { script in
            let hash = policyHash(ofInline: script)
            _ = found.withLock { $0.insert(hash) }
        }
    }

    /// What a content policy lists, `sha256-…`, sorted.
    var hashes: [String] { found.withLock { $0.sorted() } }
}

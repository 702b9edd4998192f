private import Synchronization

/// Counts pages for a terminal, from any thread.
final class PageProgress: Sendable {
    private let site: String
    private let console: Console
    private let count = Mutex(0)

    init(site: String, console: Console) {
        self.site = site
        self.console = console
    }

    /// Adds pages that are done, and shows the number now and then.
    @Sendable func add(_ pages: Int) {
        let shown = count.withLock { count -> Int? in
            let before = count
            count += pages
            // Every thousand: often enough to see it move, too seldom to cost anything.
            return before / 1000 < count / 1000 ? count : nil
        }
        if let shown { console.progress("\(site): \(shown) pages") }
    }
}

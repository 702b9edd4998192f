import Dispatch
import Synchronization

/// Brings the reports of batches, done in any order on several threads, into the order of the tree.
///
/// At most `limit` batches are begun and not yet passed on: one slow page doesn't let the others'
/// reports pile up.
struct ReportQueue: ~Copyable {
    struct State {
        var waiting: [Int: [PageReport]] = [:]
        var next = 0
    }

    private static let limit = 256
    private let state = Mutex(State())
    private let places = DispatchSemaphore(value: limit)

    /// Waits until another batch may begin. Batches are to be numbered in the order in which they
    /// got their place, so that the one that all wait for has one.
    func takePlace() { places.wait() }

    /// Gives back a place that no batch was left for.
    func returnPlace() { places.signal() }

    /// Passes on the reports of a batch, and of those behind it that wait for it, one by one and
    /// never two at the same time.
    func finish(
        _ batch: Int, _ reports: [PageReport], receiving receive: @Sendable (PageReport) -> Void
    ) {
        state.withLock { state in
            state.waiting[batch] = reports
            while let reports = state.waiting.removeValue(forKey: state.next) {
                state.next += 1
                reports.forEach(receive)
                places.signal()
            }
        }
    }
}

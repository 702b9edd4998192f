import Foundation

/// Looks until `isReached` is true.
///
/// - Throws: ``BrowserError`` with what `failure` says, after `timeoutSeconds`.
package func poll(
    timeoutSeconds: Double = 20, until isReached: () throws -> Bool, otherwise failure: () -> String
) throws {
    let end = Date(timeIntervalSinceNow: timeoutSeconds)
    while try !isReached() {
        if Date() > end { throw BrowserError("after \(timeoutSeconds) s: \(failure())") }
        usleep(10_000)
    }
}

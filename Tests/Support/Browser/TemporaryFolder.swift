package import Foundation

/// A folder of one test, which goes with the value.
///
/// Its path is short: it holds Unix sockets, whose paths end at 107 bytes.
package final class TemporaryFolder: Sendable {
    package let url: URL

    package init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("callbox-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// A path below it, which need not exist.
    package func path(_ name: String) -> String {
        url.appendingPathComponent(name).path
    }
}

import Foundation

/// A program that the browser tests run; where it is missing they fail, they are never skipped.
package enum Tool: String, CaseIterable, Sendable {
    case chromedriver
    case chromium
    case nginx
    case openssl

    /// The Debian package that brings it.
    package var package: String {
        switch self {
        case .chromedriver: "chromium-driver"
        case .chromium: "chromium"
        case .nginx: "nginx-light"
        case .openssl: "openssl"
        }
    }

    /// Where it lies: sought in `PATH`, and in `/usr/sbin`, which is not in everybody's.
    ///
    /// - Throws: ``BrowserError``, which names the package to install.
    package var path: String {
        get throws {
            let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
            for folder in "\(folders):/usr/sbin".split(separator: ":") {
                let file = "\(folder)/\(rawValue)"
                if FileManager.default.isExecutableFile(atPath: file) { return file }
            }
            throw BrowserError(
                "\(rawValue) is missing: apt-get install --no-install-recommends \(self.package)")
        }
    }
}

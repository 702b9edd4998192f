import Foundation

/// A program that the browser tests run; where it is missing they fail, they are never skipped.
package enum Tool: String, CaseIterable, Sendable {
    case apache = "apache2"
    case caddy
    case chromedriver
    case chromium
    case firefox = "firefox-esr"
    case miniBrowser = "MiniBrowser"
    case nginx
    case openssl
    case webkitDriver = "WebKitWebDriver"
    case xvfb = "Xvfb"

    /// The Debian package that brings it.
    package var package: String {
        switch self {
        case .apache: "apache2-bin"
        case .caddy: "caddy"
        case .chromedriver: "chromium-driver"
        case .chromium: "chromium"
        case .firefox: "firefox-esr"
        case .miniBrowser: "libwebkit2gtk-4.1-0"
        case .nginx: "nginx-light"
        case .openssl: "openssl"
        case .webkitDriver: "webkit2gtk-driver"
        case .xvfb: "xvfb"
        }
    }

    /// Where it lies: sought in `PATH`, and in folders that are not in everybody's.
    ///
    /// - Throws: ``BrowserError``, which names the package to install.
    package var path: String {
        get throws {
            let folders = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
            let libraries = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/webkit2gtk-4.1" }
            let more = (["/usr/sbin"] + libraries).joined(separator: ":")
            for folder in "\(folders):\(more)".split(separator: ":") {
                let file = "\(folder)/\(rawValue)"
                if FileManager.default.isExecutableFile(atPath: file) { return file }
            }
            throw BrowserError(
                "\(rawValue) is missing: apt-get install --no-install-recommends \(self.package)")
        }
    }
}

/// A browser engine, and all that differs between engines before a session is open.
///
/// Firefox and WebKit come as further cases, with drivers and capabilities of their own.
package enum Engine: String, CaseIterable, Sendable {
    case chromium

    var driver: Tool {
        switch self {
        case .chromium: .chromedriver
        }
    }

    func driverArguments(port: Int) -> [String] {
        switch self {
        case .chromium: ["--port=\(port)"]
        }
    }

    /// What a session is asked for: every name by way of the proxy, any certificate.
    func capabilities(proxyPort: Int) throws -> JSON {
        switch self {
        case .chromium:
            [
                "acceptInsecureCerts": true,
                "proxy": [
                    "proxyType": "manual", "socksVersion": 5,
                    "socksProxy": "127.0.0.1:\(proxyPort)",
                ],
                "goog:loggingPrefs": ["browser": "ALL"],
                "goog:chromeOptions": [
                    "binary": .string(try Tool.chromium.path),
                    // By a pipe it ends when the driver does, however that comes about.
                    "args": ["--headless", "--no-sandbox", "--remote-debugging-pipe"],
                ],
            ]
        }
    }
}

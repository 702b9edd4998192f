import Foundation

/// A browser engine, and all that differs between engines before a session is open.
package enum Engine: String, CaseIterable, Sendable {
    case chromium, firefox, webkit
}

/// A browser that has started, by its engine's own way.
struct StartedEngine {
    /// Ended in reverse.
    let children: [ChildProcess]
    let connection: any Connection
    let capabilities: [String: JSON]
}

extension Engine {
    /// Starts it, and what it needs, with its files in `home`.
    ///
    /// - Parameter proxyPort: Of a SOCKS5 proxy for every name; nil: names are looked up as ever.
    func start(in home: TemporaryFolder, proxyPort: Int?) throws -> StartedEngine {
        switch self {
        case .chromium: try Self.startChromium(in: home, proxyPort: proxyPort)
        case .firefox: try Self.startFirefox(in: home, proxyPort: proxyPort)
        case .webkit: try Self.startWebKit(in: home, proxyPort: proxyPort)
        }
    }

    private static func startChromium(
        in home: TemporaryFolder, proxyPort: Int?
    ) throws -> StartedEngine {
        let port = try LocalSocket.listening().port
        let driver = try ChildProcess(.chromedriver, ["--port=\(port)"], home: home)
        var capabilities = common(proxyPort: proxyPort)
        capabilities["goog:loggingPrefs"] = ["browser": "ALL"]
        capabilities["goog:chromeOptions"] = [
            "binary": .string(try Tool.chromium.path),
            // By a pipe it ends when the driver does, however that comes about.
            "args": ["--headless", "--no-sandbox", "--remote-debugging-pipe"],
        ]
        let connection = try WebDriver(port: port) { driver.failure }
        return StartedEngine(
            children: [driver], connection: connection, capabilities: capabilities)
    }

    private static func startFirefox(
        in home: TemporaryFolder, proxyPort: Int?
    ) throws -> StartedEngine {
        // Port 0: it takes a free one. Names go to the proxy, not to the resolver.
        let preferences = ["marionette.port": "0", "network.proxy.socks5_remote_dns": "true"]
        try preferences.map { "user_pref('\($0)', \($1));" }.joined(separator: "\n")
            .write(toFile: home.path("user.js"), atomically: true, encoding: .utf8)
        let browser = try ChildProcess(
            .firefox, ["--headless", "--marionette", "--no-remote", "--profile", home.url.path],
            home: home)
        let connection = try Marionette(profile: home) { browser.failure }
        return StartedEngine(
            children: [browser], connection: connection,
            capabilities: common(proxyPort: proxyPort))
    }

    private static func startWebKit(
        in home: TemporaryFolder, proxyPort: Int?
    ) throws -> StartedEngine {
        // It takes a free display and writes the number to its output, behind what it says of those
        // that another one has just taken.
        let screen = try ChildProcess(
            .xvfb, ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
            home: home)
        func display() -> Int? { screen.output.split(separator: "\n").last.flatMap { Int($0) } }
        try poll(until: { display() != nil }, otherwise: { screen.failure })
        let port = try LocalSocket.listening().port
        let driver = try ChildProcess(
            .webkitDriver, ["--port=\(port)"], home: home,
            environment: [
                "DISPLAY": ":\(display() ?? 0)", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
            ])
        // Its `proxy` capability is broken.
        let proxy = proxyPort.map { ["--proxy=socks5://127.0.0.1:\($0)"] } ?? []
        let options: JSON = [
            "binary": .string(try Tool.miniBrowser.path),
            "args": .array((["--automation"] + proxy).map(JSON.string)),
        ]
        let connection = try WebDriver(port: port) { driver.failure }
        return StartedEngine(
            children: [screen, driver], connection: connection,
            capabilities: ["acceptInsecureCerts": true, "webkitgtk:browserOptions": options])
    }

    /// Any certificate, every name by way of the proxy.
    private static func common(proxyPort: Int?) -> [String: JSON] {
        var capabilities: [String: JSON] = ["acceptInsecureCerts": true]
        if let proxyPort {
            capabilities["proxy"] = [
                "proxyType": "manual", "socksVersion": 5,
                "socksProxy": .string("127.0.0.1:\(proxyPort)"),
            ]
        }
        return capabilities
    }
}

import Foundation

/// One browser with a profile of its own, driven as a person drives it; closed with the value.
package final class Browser {
    private let home: TemporaryFolder
    private let child: ChildProcess
    private let driver: WebDriver
    private let session: String

    /// Starts it; every name it asks for goes through `proxy`.
    package init(_ engine: Engine, through proxy: SOCKSProxy) throws {
        home = try TemporaryFolder()
        let port = try LocalSocket.listening().port
        child = try ChildProcess(
            engine.driver, engine.driverArguments(port: port), home: home)
        driver = WebDriver(port: port)
        try poll { [driver] in
            (try? driver.call("GET", "/status")) != nil
        } otherwise: { [home] in
            "\(engine.driver) did not start: \(home.tail(of: "\(engine.driver).log"))"
        }
        let capabilities = try engine.capabilities(proxyPort: proxy.port)
        struct Session: Decodable { let sessionId: String }
        session = try driver.call(
            "POST", "/session", ["capabilities": ["alwaysMatch": capabilities]], as: Session.self
        ).sessionId
    }

    deinit {
        quit()
    }

    /// Closes it and ends its driver.
    package func quit() {
        _ = try? call("DELETE", "")
        child.end()
    }

    /// Goes to an address and waits for its load event.
    package func open(_ address: String) throws {
        try call("POST", "/url", ["url": .string(address)])
    }

    /// What a JavaScript expression is, in the page.
    package func value<Value: Decodable>(
        of expression: String, as type: Value.Type = Value.self
    ) throws -> Value {
        try driver.call(
            "POST", "/session/\(session)/execute/sync",
            ["script": "return \(expression)", "args": []], as: type)
    }

    /// Runs a function body in the page.
    package func run(_ body: String) throws {
        try call("POST", "/execute/sync", ["script": .string(body), "args": []])
    }

    /// Waits until a JavaScript expression is true in the page.
    package func wait(for expression: String) throws {
        try poll {
            try value(of: "!!(\(expression))", as: Bool.self)
        } otherwise: {
            "still false: \(expression)"
        }
    }

    /// Clicks on an element, which must be visible, as a pointer does.
    package func click(_ selector: String) throws {
        // The key of a reference to an element, WebDriver §12.1.
        let key = "element-6066-11e4-a52e-4f735466cecf"
        let found = try driver.call(
            "POST", "/session/\(session)/element",
            ["using": "css selector", "value": .string(selector)], as: [String: String].self)
        try call("POST", "/element/\(found[key] ?? "")/click", [:])
    }

    /// The cookies that a page at this address is given, those that scripts can't read too.
    package func cookies() throws -> [Cookie] {
        try driver.call("GET", "/session/\(session)/cookie", as: [Cookie].self)
    }

    /// What the console holds since the last time it was asked: warnings and errors, uncaught
    /// exceptions and failed requests among them. Chromium only, others keep no such log.
    package func consoleComplaints() throws -> [String] {
        struct Entry: Decodable {
            let level: String
            let message: String
        }
        return try driver.call(
            "POST", "/session/\(session)/se/log", ["type": "browser"], as: [Entry].self
        ).filter { ["WARNING", "SEVERE"].contains($0.level) }.map(\.message)
    }

    @discardableResult
    private func call(_ method: String, _ path: String, _ parameters: JSON? = nil) throws -> JSON {
        try driver.call(method, "/session/\(session)\(path)", parameters)
    }
}

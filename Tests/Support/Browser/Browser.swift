package import Foundation

/// One browser with a profile of its own, driven as a person drives it; closed with the value.
///
///     let browser = try Browser(.firefox, through: server.proxy)
///     defer { browser.quit() }
///     try browser.open("https://www.acme.com/")
///     try browser.wait(for: "window.callbox")
///     #expect(try browser.value(of: "document.title", as: String.self) == "Acme")
package final class Browser {
    package let engine: Engine
    private let home: TemporaryFolder
    private let children: [ChildProcess]
    private let connection: any Connection
    private var hasSession = false

    /// Starts it.
    ///
    /// - Parameters:
    ///   - proxy: What every name it asks for goes through. Without one it looks names up itself;
    ///     Chromium and Firefox take every name under `.localhost` for this machine.
    /// - Throws: ``BrowserError``, which names the package to install where the browser is missing.
    package init(_ engine: Engine, through proxy: SOCKSProxy? = nil) throws {
        self.engine = engine
        home = try TemporaryFolder()
        let started = try engine.start(in: home, proxyPort: proxy?.port)
        children = started.children
        connection = started.connection
        try send(.newSession, started.capabilities)
        hasSession = true
    }

    deinit {
        quit()
    }

    /// Closes it and ends its driver; nothing the second time.
    package func quit() {
        if hasSession { _ = try? send(.endSession) }
        hasSession = false
        for child in children.reversed() { child.end() }
    }

    // MARK: Going about

    /// Goes to an address and waits for its load event.
    package func open(_ address: String) throws {
        try send(.open, ["url": .string(address)])
    }

    /// Waits until the browser would keep the page that is open in its back/forward cache, and marks
    /// the page for ``isKept()``.
    ///
    /// Left in the instant it loads, a page isn't kept. Firefox decides in another process than the
    /// page's, which hears late of the load's end, and that the listener for `unload` that each
    /// command of the driver brings is gone; neither can be asked for.
    package func settle() throws {
        try wait(for: "document.readyState === 'complete'")
        try run("window.isKept = true")
        usleep(500_000)
    }

    /// Whether the page that is open had settled before it was left, and was kept since: one that
    /// was loaded anew hasn't.
    package func isKept() throws -> Bool { try value(of: "!!window.isKept", as: Bool.self) }

    /// One step back in the tab's history; the page may come from the back/forward cache.
    package func back() throws { try send(.back) }

    /// One step forward in the tab's history.
    package func forward() throws { try send(.forward) }

    /// Loads the page again.
    package func reload() throws { try send(.reload) }

    /// The tab that commands go to.
    package func tab() throws -> Tab {
        try Tab(handle: value(.handle, as: String.self))
    }

    /// Opens a tab, which commands go to from now on. In Chromium and Firefox it hides the one
    /// before; WebKit's MiniBrowser leaves that visible.
    @discardableResult
    package func openTab() throws -> Tab { try make("tab") }

    /// Opens a window, which commands go to from now on; the page before stays visible.
    @discardableResult
    package func openWindow() throws -> Tab { try make("window") }

    private func make(_ kind: JSON) throws -> Tab {
        struct Made: Decodable { let handle: String }
        let tab = Tab(handle: try value(.newWindow, ["type": kind], as: Made.self).handle)
        try show(tab)
        return tab
    }

    /// Brings a tab to the front; commands go to it from now on.
    package func show(_ tab: Tab) throws {
        // Chromium and WebKit know `handle`; Firefox too.
        try send(.switchWindow, ["handle": .string(tab.handle)])
    }

    /// Closes the tab; then show another one.
    package func closeTab() throws { try send(.closeWindow) }

    /// Minimises the window: its page is hidden until ``show(_:)`` or a new size brings it back.
    package func minimise() throws { try send(.minimise) }

    /// Gives the window a size in CSS pixels, its frame included.
    package func resize(width: Int, height: Int) throws {
        try send(.resize, ["width": .number(Double(width)), "height": .number(Double(height))])
    }

    // MARK: In the page

    /// What a JavaScript expression is, in the page; of a promise, what it comes to.
    package func value<Value: Decodable>(
        of expression: String, as type: Value.Type = Value.self
    ) throws -> Value {
        try value(.run, ["script": .string("return \(expression)"), "args": []], as: type)
    }

    /// Runs a function body in the page.
    package func run(_ body: String) throws {
        try send(.run, ["script": .string(body), "args": []])
    }

    /// Waits until a JavaScript expression is true in the page.
    package func wait(for expression: String, timeoutSeconds: Double = 20) throws {
        try poll(timeoutSeconds: timeoutSeconds) {
            // Nothing, where Firefox has just left the page.
            try value(of: "!!(\(expression))", as: Bool?.self) == true
        } otherwise: {
            "still false in \(engine): \(expression)"
        }
    }

    /// Clicks on an element, which must be visible, as a pointer does.
    package func click(_ selector: String) throws {
        try send(.click(element: element(selector)))
    }

    /// Types into an element, as a keyboard does.
    package func type(_ text: String, into selector: String) throws {
        try send(.type(element: element(selector)), ["text": .string(text)])
    }

    /// Presses and releases a key for whatever has the focus.
    package func press(_ key: Key) throws {
        let strokes = ["keyDown", "keyUp"].map { (stroke: String) -> JSON in
            ["type": .string(stroke), "value": .string(key.rawValue)]
        }
        try send(
            .actions, ["actions": [["type": "key", "id": "keys", "actions": .array(strokes)]]])
    }

    private func element(_ selector: String) throws -> String {
        let found = try value(
            .find, ["using": "css selector", "value": .string(selector)], as: [String: String].self)
        // A reference to an element has one member, WebDriver §12.1.
        return found.values.first ?? ""
    }

    // MARK: What the browser knows

    /// The cookies that a page at this address is given, those that scripts can't read too.
    package func cookies() throws -> [Cookie] {
        try value(.cookies, as: [Cookie].self)
    }

    /// The window's contents, a PNG.
    package func screenshot() throws -> Data {
        Data(base64Encoded: try value(.screenshot, as: String.self)) ?? Data()
    }

    /// What the console holds since the last time it was asked: warnings and errors, uncaught
    /// exceptions and failed requests among them. Of Chromium; others keep no log: nil.
    package func consoleComplaints() throws -> [String]? {
        guard engine == .chromium, let driver = connection as? WebDriver else { return nil }
        struct Entry: Decodable {
            let level: String
            let message: String
        }
        return try driver.sendOwn("/se/log", ["type": "browser"]).decoded(as: [Entry].self)
            .filter { ["WARNING", "SEVERE"].contains($0.level) }.map(\.message)
    }

    // MARK: Commands

    @discardableResult
    private func send(_ command: Command, _ parameters: [String: JSON] = [:]) throws -> JSON {
        try connection.send(command, parameters)
    }

    private func value<Value: Decodable>(
        _ command: Command, _ parameters: [String: JSON] = [:], as type: Value.Type
    ) throws -> Value {
        try send(command, parameters).decoded(as: type)
    }
}

/// A tab, or a window, of one ``Browser``.
package struct Tab: Sendable, Equatable {
    let handle: String
}

/// A key without a character, as WebDriver §17.4.2 has it.
package enum Key: String, Sendable {
    case tab = "\u{E004}"
    case enter = "\u{E007}"
    case escape = "\u{E00C}"
    case space = " "
}

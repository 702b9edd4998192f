import CallboxBrowserSupport

/// A call that reached the stand-in for Intercom's library.
struct Call: Decodable {
    /// Milliseconds of Unix time.
    let time: Double
    let method: String
    let args: [JSON]
    let outcome: String
    /// It came to nothing.
    let dropped: Bool
    /// The page's cookies, as scripts see them.
    let before, after: String
}

/// The marker, as F1 has it: `1.EXPIRY.STATE.NUMBER`.
struct Marker {
    let cookie: Cookie
    let expiry: Double
    let state: String
    let number: String

    init?(_ cookie: Cookie) {
        let parts = cookie.value.split(separator: ".").map(String.init)
        guard parts.count == 4, parts[0] == "1", let expiry = Double(parts[1]) else { return nil }
        self.cookie = cookie
        self.expiry = expiry
        state = parts[2]
        number = parts[3]
    }
}

/// What is read from the page that is open.
extension Acme {
    /// What the Messenger was told in this document, without the glue's own `ready`; the script may
    /// still be on its way.
    func calls() throws -> [Call] {
        try browser.value(of: "window.Intercom?.standIn?.calls || []", as: [Call].self)
            .filter { $0.method != "ready" }
    }

    /// Waits until the Messenger was told `method` for the `count`th time here.
    func wait(for method: String, count: Int = 1) throws {
        try browser.wait(
            for: """
                (window.Intercom?.standIn?.calls || [])
                  .filter(call => call.method === '\(method)').length >= \(count)
                """)
    }

    /// What this document asked of other hosts, answered or not.
    func foreignRequests() throws -> [String] {
        try browser.value(
            of: """
                performance.getEntriesByType("resource").map(entry => entry.name)
                  .filter(name => !name.startsWith(location.origin + "/"))
                """)
    }

    func cookie(_ name: String) throws -> Cookie? {
        let found = try browser.cookies().filter { $0.name == name }
        guard found.count < 2 else { throw BrowserError("twice: \(found)") }
        return found.first
    }

    func marker() throws -> Marker? {
        try cookie(Self.marker).flatMap(Marker.init)
    }

    /// What a person reads on the launcher.
    func launcher() throws -> String {
        try browser.value(of: "document.getElementById('intercom-container').textContent")
    }

    /// Opens the app and signs in by its own button.
    func signIn() throws {
        try browser.open("https://app.acme.com/login")
        try browser.click("[data-action=login]")
        try browser.wait(for: "location.pathname === '/' && document.querySelector('h1')")
    }
}

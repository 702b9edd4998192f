/// How commands reach a browser: by its driver over HTTP, or by Firefox's Marionette.
protocol Connection: AnyObject {
    /// What the command comes to.
    ///
    /// - Throws: ``BrowserError`` with the browser's own error code and message.
    func send(_ command: Command, _ parameters: [String: JSON]) throws -> JSON
}

/// Why a browser, a server or a tool beside them did not do what a test needs.
package struct BrowserError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

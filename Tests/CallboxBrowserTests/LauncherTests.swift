import CallboxBrowserSupport
import Testing

extension BrowserTests {
    /// The button that stands in for the Messenger's launcher where the script waits (L2).
    @Suite struct LauncherTests {
        private static let button = "document.querySelector('.callbox-launcher')"

        @Test(
            "L2: while the script waits a button with a name stands at the route's own place",
            arguments: Engine.tested)
        func place(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://docs.acme.com/guide/")
                try acme.browser.wait(for: "\(Self.button)")
                #expect(
                    try acme.browser.value(
                        of: "\(Self.button).getAttribute('aria-label')", as: String.self)
                        == "Open Intercom Messenger")
                #expect(
                    try acme.browser.value(of: "\(Self.button).localName", as: String.self)
                        == "button")
                let edges = try acme.browser.value(
                    of: """
                        (({ right, bottom, width }) =>
                          [document.documentElement.clientWidth - right, innerHeight - bottom, width])(
                          \(Self.button).getBoundingClientRect())
                        """, as: [Double].self)
                #expect(edges == [20, 20, 48])
                #expect(try acme.foreignRequests() == [])
                // Nothing of the page has moved for it: it is fixed, and comes after all else.
                let style = "getComputedStyle(\(Self.button)).position"
                #expect(try acme.browser.value(of: style, as: String.self) == "fixed")
                #expect(try acme.browser.consoleComplaints() ?? [] == [])
            }
        }

        @Test(
            "L2: by keyboard it opens the Messenger, whose launcher then takes its place",
            arguments: Engine.tested)
        func keyboard(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.browser.open("https://docs.acme.com/guide/")
                try acme.browser.wait(for: "\(Self.button)")
                try acme.browser.run("\(Self.button).focus({ focusVisible: true })")
                let ring = "getComputedStyle(\(Self.button)).outlineStyle"
                #expect(try acme.browser.value(of: ring, as: String.self) == "solid")
                try acme.browser.press(.enter)
                try acme.wait(for: "show")
                try acme.browser.wait(for: "!\(Self.button)")
                #expect(try acme.calls().map(\.method).filter { $0 == "show" }.count == 1)
            }
        }
    }
}

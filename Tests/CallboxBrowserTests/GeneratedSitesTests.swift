import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    /// Sites that real generators have built, shown under their real name: what
    /// `Tests/Generators/generators.py` has made, and names in `CALLBOX_SITES`.
    @Suite(.enabled(if: GeneratedSite.list != nil)) struct GeneratedSitesTests {
        @Test("each page loads the Messenger once and boots once", arguments: Engine.tested)
        func boots(_ engine: Engine) throws {
            for site in try GeneratedSite.all() where !site.asksForConsent {
                try site.run(engine) { browser in
                    try browser.open(site.address)
                    try site.wait(for: "boot", in: browser)
                    usleep(300_000)
                    #expect(try site.calls(in: browser) == ["boot"], "\(site.name)")
                    #expect(try site.scripts(in: browser) == 1, "\(site.name)")
                    print("generator: \(site.name) boots in \(engine)")
                }
            }
        }

        @Test(
            "U1: a navigation within the page is one update, after URL and title have settled",
            arguments: Engine.tested)
        func navigations(_ engine: Engine) throws {
            for site in try GeneratedSite.all() where !site.asksForConsent {
                guard let link = site.link else { continue }
                try site.run(engine) { browser in
                    try browser.open(site.address)
                    try site.wait(for: "boot", in: browser)
                    try browser.wait(for: "document.querySelector('\(link)')")
                    // What the generator loads for its navigation may be on its way.
                    usleep(1_000_000)
                    let before = try browser.value(of: "document.title", as: String.self)
                    try browser.run(
                        """
                        window.isSame = true;
                        addEventListener('messenger-stand-in:call', ({ detail }) => {
                          if (detail.method === 'update') {
                            window.seen = [location.pathname, document.title];
                          }
                        });
                        document.querySelector('\(link)').click();
                        """)
                    try site.wait(for: "update", in: browser)
                    usleep(2_500_000)
                    #expect(try browser.value(of: "window.isSame === true", as: Bool.self))
                    #expect(try site.calls(in: browser) == ["boot", "update"], "\(site.name)")
                    #expect(try site.scripts(in: browser) == 1, "\(site.name)")
                    let seen = try browser.value(of: "window.seen", as: [String].self)
                    #expect(
                        try seen
                            == browser.value(
                                of: "[location.pathname, document.title]", as: [String].self))
                    #expect(seen[1] != before, "\(site.name): \(seen)")
                    print("generator: \(site.name) navigates to \(seen[0]) in \(engine)")
                }
            }
        }

        @Test(
            "C1, C2, C3: Material's own consent: asked, given, taken back, given again",
            arguments: Engine.tested)
        func consents(_ engine: Engine) throws {
            for site in try GeneratedSite.all() where site.asksForConsent {
                try site.run(engine) { browser in
                    try browser.open(site.address)
                    try Self.waitForForm(in: browser)
                    #expect(try site.scripts(in: browser) == 0)
                    #expect(try site.cookies(in: browser) == [])

                    // What the site has ticked, at once.
                    try Self.answer(":not([type=reset])", in: browser)
                    try site.wait(for: "boot", in: browser)
                    #expect(try browser.value(of: "location.pathname", as: String.self) == "/")
                    #expect(try site.calls(in: browser) == ["boot"])
                    #expect(try !site.cookies(in: browser).isEmpty)

                    try browser.run("location.hash = '__consent'")
                    try Self.answer("[type=reset]", in: browser)
                    #expect(try site.scripts(in: browser) == 0)
                    #expect(try site.cookies(in: browser) == [])

                    // Material's form shows what was answered last, so it has to be ticked.
                    try browser.run("location.hash = '__consent'")
                    try Self.waitForForm(in: browser)
                    try browser.click(".md-consent label[for=__settings]")
                    try browser.click(".md-consent .task-list-control")
                    try Self.answer(":not([type=reset])", in: browser)
                    try site.wait(for: "boot", in: browser)
                    #expect(try site.calls(in: browser) == ["boot"])
                    print("generator: \(site.name) asks for consent in \(engine)")
                }
            }
        }

        /// Waits until Material's form has come to rest.
        private static func waitForForm(in browser: Browser) throws {
            try browser.wait(
                for: """
                    !document.querySelector('.md-consent').hidden && document
                      .querySelector('.md-consent__inner').getAnimations()
                      .every((each) => each.playState === 'finished')
                    """)
            usleep(500_000)
        }

        /// Clicks on a button of the form; Material then loads the page anew.
        private static func answer(_ button: String, in browser: Browser) throws {
            try waitForForm(in: browser)
            try browser.run("window.isOld = true")
            try browser.click(".md-consent button\(button)")
            try browser.wait(for: "!window.isOld && document.readyState === 'complete'")
            usleep(500_000)
        }
    }
}

/// A tree that a generator has built, with its blocks.
struct GeneratedSite: Decodable {
    let name: String
    /// The folder.
    let tree: String
    /// The page that is opened.
    let page: String
    /// A link that the site follows without loading anew; nil where it has none.
    let link: String?
    let asksForConsent: Bool

    static let list = ProcessInfo.processInfo.environment["CALLBOX_SITES"]

    static func all() throws -> [GeneratedSite] {
        let data = try Data(contentsOf: URL(fileURLWithPath: list ?? ""))
        return try JSONDecoder().decode([GeneratedSite].self, from: data)
    }

    var address: String { "https://docs.acme.com/\(page)" }

    /// Serves it under its name, the stand-in in Intercom's place, and shows it in a browser.
    func run(_ engine: Engine, _ body: (Browser) throws -> Void) throws {
        let folder = try TemporaryFolder()
        let intercom = try Acme.intercomSite(in: folder)
        let server = try SiteServer([Site(host: "docs.acme.com", root: tree), intercom])
        defer { server.end() }
        let browser = try Browser(engine, through: server.proxy)
        defer { browser.quit() }
        try body(browser)
    }

    /// The methods that the Messenger was called with in this document, `ready` aside.
    func calls(in browser: Browser) throws -> [String] {
        try browser.value(
            of: "(window.Intercom?.standIn?.calls || []).map(call => call.method)",
            as: [String].self
        ).filter { $0 != "ready" }
    }

    /// How often the document asked for Intercom's script.
    func scripts(in browser: Browser) throws -> Int {
        try browser.value(
            of: """
                performance.getEntriesByType("resource")
                  .filter(entry => entry.name.startsWith("https://\(Acme.intercom)/")).length
                """)
    }

    /// The names of cookies that are Intercom's or the glue's.
    func cookies(in browser: Browser) throws -> [String] {
        try browser.cookies().map(\.name).filter { $0.contains("abc12345") }
    }

    func wait(for method: String, in browser: Browser) throws {
        try browser.wait(
            for: """
                (window.Intercom?.standIn?.calls || []).some(call => call.method === '\(method)')
                """)
    }
}

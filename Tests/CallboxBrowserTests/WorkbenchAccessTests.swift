#if Preview
    import CallboxBrowserSupport
    import Foundation
    import Testing

    extension BrowserTests {
        /// The workbench for people who don't see it, don't point, or have a small screen.
        @Suite struct WorkbenchAccessTests {
            /// A state of the workbench: its window, theme, and what was done there.
            struct State: CustomTestStringConvertible, Sendable {
                let name: String
                let width: Int
                var theme = "light"
                var isBroken = false
                var dialog: String?
                var tab: String?
                var view: String?

                var testDescription: String { name }
            }

            static let states = [
                State(name: "desktop", width: 1280),
                State(name: "dark", width: 1280, theme: "dark"),
                State(name: "snippet", width: 1280, tab: "snippet"),
                State(name: "why, dark", width: 1280, theme: "dark", tab: "why"),
                State(name: "signing in", width: 1280, dialog: "#sign-in"),
                State(name: "keys, dark", width: 1280, theme: "dark", dialog: "#keys-button"),
                State(name: "broken manifest", width: 1280, isBroken: true),
                State(name: "broken manifest, dark", width: 1280, theme: "dark", isBroken: true),
                State(name: "phone, routes", width: 390),
                State(name: "phone, page", width: 390, view: "page"),
                State(name: "phone, session", width: 390, view: "session"),
                State(name: "phone, timeline, dark", width: 390, theme: "dark", view: "timeline"),
            ]

            @Test(arguments: Engine.isProof ? Engine.proxyless : [.chromium])
            func axeFindsNothing(engine: Engine) throws {
                let bench = try Workbench(in: engine)
                try bench.choose("app", "app")
                try bench.record("boot") { $0.method == "boot" }
                for state in Self.states {
                    try Self.enter(state, bench)
                    #expect(try Self.violations(bench.browser) == [], "\(state.name) in \(engine)")
                    try bench.keepPicture(of: state.name)
                    try Self.leave(state, bench)
                }
            }

            @Test func aSiteWithoutPagesSaysSo() throws {
                let bench = try Workbench { example in
                    let pages = URL(fileURLWithPath: example + "/public/docs")
                    try FileManager.default.removeItem(at: pages)
                    try FileManager.default.createDirectory(
                        at: pages, withIntermediateDirectories: false)
                }
                try bench.choose("docs", "docs")
                try bench.browser.wait(
                    for: """
                        document.querySelector('#panel-page').textContent.includes('no pages yet')
                        """)
                #expect(try Self.violations(bench.browser) == [])
                try bench.keepPicture(of: "empty site")
            }

            /// What axe-core finds in the workbench, an element after each rule.
            private static func violations(_ browser: Browser) throws -> [String] {
                let path = Acme.repository.appendingPathComponent(
                    ".build/axe/axe_playwright_python/axe.min.js")
                let axe = try String(contentsOf: path, encoding: .utf8)
                try browser.run("if (!window.axe) { \(axe) }")
                return try browser.value(
                    of: """
                        axe.run(document, { iframes: false, runOnly: { type: 'tag', values:
                          ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } })
                          .then(({ violations }) => violations.map((each) =>
                            each.id + ': ' + each.nodes.map((node) => node.html.slice(0, 160)).join(' | ')))
                        """)
            }

            @Test func nothingScrollsSideways() throws {
                let bench = try Workbench()
                for width in [1280, 1000, 600, 390] {
                    try bench.browser.resize(width: width, height: 900)
                    let excess = try bench.browser.value(
                        of: "document.documentElement.scrollWidth - innerWidth", as: Int.self)
                    #expect(excess <= 0, "\(width)")
                }
            }

            @Test(arguments: Engine.proxyless)
            func everyControlIsReachedByTabInTheOrderOfThePage(engine: Engine) throws {
                let bench = try Workbench(in: engine)
                let browser = bench.browser
                try bench.choose("app", "app")
                try browser.click("#tab-why")
                try browser.wait(for: "document.querySelector('#panel-why .winner')")
                // From the page's first stop on: behind the last one Firefox goes to its own controls.
                try browser.run(
                    """
                    window.wanted = [...document.querySelectorAll('button, input, select, summary')]
                      .filter((each) => each.checkVisibility() && each.tabIndex >= 0 && !each.disabled);
                    window.seen = [];
                    document.querySelector('.skip').focus();
                    """)
                let count = try browser.value(of: "wanted.length", as: Int.self)
                #expect(count > 20)
                // Scrolling regions are stops, too.
                for _ in 0..<count + 10 {
                    try browser.press(.tab)
                    try browser.run("seen.push(document.activeElement)")
                }
                let order = try browser.value(
                    of: "wanted.map((each) => seen.indexOf(each))", as: [Int].self)
                #expect(order == order.sorted())
                let missed = try browser.value(
                    of: """
                        wanted.filter((each) => !seen.includes(each))
                          .map((each) => each.outerHTML.slice(0, 120))
                        """, as: [String].self)
                #expect(missed == [])
            }

            @Test func keysActAndEscapeGivesTheFocusBack() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try bench.choose("app", "app")
                // By keyboard alone: sign in, and back.
                try browser.run("document.querySelector('#sign-in').focus()")
                try browser.press(.enter)
                try browser.wait(for: "document.querySelector('#dialog').open")
                try browser.press(.escape)
                try browser.wait(for: "!document.querySelector('#dialog').open")
                #expect(try browser.value(of: "document.activeElement.id") == "sign-in")
                // A field takes the keys that act elsewhere.
                try browser.type("gl?/", into: "#filter")
                #expect(try browser.value(of: "document.querySelector('#filter').value") == "gl?/")
                try browser.press(.escape)
                #expect(try browser.value(of: "document.querySelector('#filter').value") == "")
                // An address says who wins.
                try browser.type("/pricing", into: "#filter")
                try browser.wait(
                    for: "document.querySelector('#winners').textContent.includes('/pricing wins')")
            }

            @Test func newCallsMoveNeitherFocusNorPage() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try bench.choose("app", "app")
                try bench.record("app's page") { $0.kind == "document" && $0.site == "app" }
                try browser.run(
                    "window.frame = document.querySelector('iframe'); window.loads = 0; frame.onload = () => loads += 1"
                )
                try browser.run("document.querySelector('#filter').focus()")
                try browser.click("#tab-snippet")
                try browser.click("#tab-page")
                try browser.run("document.querySelector('#filter').focus()")
                try bench.preview.edit("attributes.md") {
                    $0.replacing("How the person", with: "What the person")
                }
                try browser.wait(
                    for: "document.querySelector('#plan').textContent.includes('Plan 2')")
                #expect(try browser.value(of: "document.activeElement.id") == "filter")
                #expect(try browser.value(of: "loads", as: Int.self) == 0)
            }

            @Test func focusStaysWhereAPersonPutsIt() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try bench.choose("app", "app")
                try browser.click("#tab-why")
                try browser.wait(for: "document.querySelector('#panel-why .winner')")
                // Gone elsewhere before the answer is there.
                try Self.delayAnswers(in: browser, unless: "false")
                try bench.choose("docs", "docs")
                try browser.run("document.querySelector('#filter').focus()")
                try browser.wait(
                    for: "document.querySelector('#panel-why').textContent.includes('of docs')")
                #expect(try browser.value(of: "document.activeElement.id") == "filter")
                // A table that is drawn anew below the focus.
                try browser.run(
                    """
                    window.button = document.querySelector('.choose[data-route=docs]');
                    button.focus();
                    document.dispatchEvent(new Event('callbox:draw'));
                    """)
                try browser.wait(for: "!button.isConnected")
                #expect(try browser.value(of: "document.activeElement.dataset.route") == "docs")
                // A call that is open while others come in.
                try bench.record("a boot") { $0.method == "boot" }
                try browser.wait(for: "document.querySelector('#rows details')")
                try browser.run(
                    """
                    window.call = document.querySelector('#rows details');
                    call.open = true;
                    call.firstChild.focus();
                    """)
                try browser.run("document.querySelector('#spend').click()")
                try browser.wait(
                    for:
                        "document.querySelector('#rows').textContent.includes('used up the budget')"
                )
                #expect(try browser.value(of: "call.open && call.contains(document.activeElement)"))
            }

            @Test func newestQuestionIsTheOneThatIsAnswered() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try Self.delayAnswers(in: browser, unless: "address.endsWith('pricing')")
                try browser.type("/pricing", into: "#filter")
                let wins =
                    "document.querySelector('#winners').textContent.includes('/pricing wins')"
                try browser.wait(for: wins)
                // Those for `/`, `/p` and so on, which come last.
                try browser.wait(for: "answers > 7")
                #expect(try browser.value(of: wins, as: Bool.self))
            }

            /// Lets the server's answers come half a second late, and counts them in `answers`.
            ///
            /// - Parameter isPrompt: an expression that is true for an `address` that comes at once.
            private static func delayAnswers(in browser: Browser, unless isPrompt: String) throws {
                try browser.run(
                    """
                    window.answers = 0;
                    const ask = fetch;
                    window.fetch = async (address, ...more) => {
                      const answer = await ask(address, ...more);
                      if (!(\(isPrompt))) await new Promise((go) => setTimeout(go, 500));
                      setTimeout(() => (answers += 1));
                      return answer;
                    };
                    """)
            }

            static func enter(_ state: State, _ bench: Workbench) throws {
                let browser = bench.browser
                try browser.resize(width: state.width, height: 900)
                try browser.run(
                    """
                    const theme = document.querySelector('#theme');
                    theme.value = '\(state.theme)';
                    theme.dispatchEvent(new Event('change'));
                    """)
                if let tab = state.tab { try browser.click("#tab-\(tab)") }
                if let view = state.view { try browser.click("#views [data-view=\(view)]") }
                if state.isBroken {
                    try bench.preview.edit("callbox.yml") {
                        $0.replacing("boot: user", with: "boot: usr")
                    }
                    try browser.wait(
                        for:
                            "document.querySelector('#problems.errors') && !document.querySelector('#problems').hidden"
                    )
                }
                if let dialog = state.dialog {
                    try browser.click(dialog)
                    try browser.wait(for: "document.querySelector('#dialog').open")
                }
            }

            static func leave(_ state: State, _ bench: Workbench) throws {
                let browser = bench.browser
                if state.dialog != nil {
                    try browser.press(.escape)
                    try browser.wait(for: "!document.querySelector('#dialog').open")
                }
                if state.isBroken {
                    try bench.preview.edit("callbox.yml") {
                        $0.replacing("boot: usr", with: "boot: user")
                    }
                    try browser.wait(for: "document.querySelector('#problems').hidden")
                }
                if state.view != nil { try browser.click("#views [data-view=routes]") }
                if state.tab != nil { try browser.click("#tab-page") }
            }
        }
    }
#endif

import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    /// What must never happen, however often it is tried: 50 rounds an engine in the proof.
    @Suite struct RaceTests {
        @Test(
            "S2, F4, F5: no open, kept or later page shows or restores who has logged out",
            arguments: Engine.tested)
        func logoutRace(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                let browser = acme.browser
                let app = try browser.tab()
                var kept = 0
                for round in 1...rounds {
                    // In each round another page is without the Messenger's script.
                    let page = (0..<3).map { $0 == round % 3 ? "blocked" : "open" }
                    try browser.show(app)
                    try acme.enter(as: "ann")
                    let docs = try browser.openWindow()
                    for address in ["docs.acme.com/\(page[0])?kept", "docs.acme.com/\(page[1])"] {
                        try browser.open("https://\(address)")
                        try browser.settle()
                    }
                    #expect(try acme.sessionValue() == "session-of-ann", "round \(round)")

                    try browser.show(app)
                    try browser.run(
                        "callbox.logout(); location.href = 'https://app.acme.com/bye'")
                    try browser.wait(for: "location.pathname === '/bye'")
                    let left = Date().timeIntervalSince1970 * 1000
                    try expectNobody(acme, since: left, "the app, round \(round)")

                    try browser.show(docs)
                    try expectNobody(acme, since: left, "the visible page, round \(round)")
                    try browser.back()
                    try browser.wait(for: "location.search === '?kept'")
                    if try browser.isKept() { kept += 1 }
                    try expectNobody(acme, since: left, "the kept page, round \(round)")
                    try browser.open("https://www.acme.com/\(page[2])")
                    try expectNobody(acme, since: left, "the later page, round \(round)")
                    try browser.closeTab()
                }
                report("The logout race", engine, "leaks", kept: (kept, of: rounds))
            }
        }

        @Test(
            "F5, F7: the next person's session outlives the return of a page of the last one",
            arguments: Engine.tested)
        func nextPerson(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                let browser = acme.browser
                var kept = 0
                for round in 1...rounds {
                    let last = try browser.tab()
                    try acme.enter(as: "ann")
                    // In every other round the page is frozen in the back/forward cache.
                    let isFrozen = round % 2 == 1
                    if isFrozen {
                        try browser.settle()
                        try browser.open("https://www.acme.com/legal/terms")
                    }
                    let next = try browser.openTab()
                    try browser.open("https://app.acme.com/logout")
                    try acme.wait(for: "boot")
                    // Replaced, it takes no room in the cache: WebKit's holds two pages of all tabs.
                    try browser.run("location.replace('https://app.acme.com/bob')")
                    try browser.wait(for: "location.pathname === '/bob'")
                    try acme.wait(for: "boot")
                    #expect(try acme.sessionValue() == "session-of-bob", "round \(round)")

                    try browser.show(last)
                    if isFrozen { try browser.back() }
                    try browser.wait(for: "location.pathname === '/ann'")
                    if try isFrozen && browser.isKept() { kept += 1 }
                    try browser.wait(
                        for: "!(document.getElementById('intercom-container')?.textContent || '')"
                            + ".includes('of ann')", timeoutSeconds: 5)
                    usleep(300_000)
                    #expect(try acme.sessionValue() == "session-of-bob", "returned, round \(round)")
                    try browser.show(next)
                    usleep(100_000)
                    #expect(try acme.sessionValue() == "session-of-bob", "after, round \(round)")
                    #expect(try acme.launcher().contains("of bob"), "round \(round)")
                    try browser.closeTab()
                    try browser.show(last)
                }
                report(
                    "The next person", engine, "sessions lost",
                    kept: (kept, of: (rounds + 1) / 2))
            }
        }

        @Test(
            "B5, F5, F9: who signs in beside a visible page of another person keeps their session",
            arguments: Engine.tested)
        func besideAnother(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files()) { acme in
                let browser = acme.browser
                let last = try browser.tab()
                for round in 1...rounds {
                    try acme.enter(as: "ann")
                    try browser.openWindow()
                    try acme.enter(as: "bob")
                    usleep(300_000)
                    #expect(try acme.sessionValue() == "session-of-bob", "round \(round)")
                    #expect(try acme.marker()?.state == "live", "round \(round)")
                    #expect(try acme.launcher().contains("of bob"), "round \(round)")
                    let next = try browser.tab()
                    try browser.show(last)
                    try browser.wait(
                        for: "!(document.getElementById('intercom-container')?.textContent || '')"
                            + ".includes('of ann')", timeoutSeconds: 5)
                    try browser.show(next)
                    usleep(100_000)
                    #expect(try acme.sessionValue() == "session-of-bob", "after, round \(round)")
                    try browser.closeTab()
                    try browser.show(last)
                }
                report("Two persons at once", engine, "sessions lost")
            }
        }

        private let rounds = Engine.isProof ? 50 : 3

        /// The page that is open, once it has had time to do wrong, shows and holds nobody's session,
        /// and nothing that the Messenger was told after `time` brought it back.
        private func expectNobody(_ acme: Acme, since time: Double, _ place: Comment) throws {
            try acme.browser.wait(for: "document.readyState === 'complete'")
            usleep(300_000)
            #expect(try acme.sessionValue() == nil, place)
            let shown = "document.getElementById('intercom-container')?.textContent || ''"
            #expect(try !acme.browser.value(of: shown, as: String.self).contains("of ann"), place)
            let later = try acme.calls().filter { $0.time > time }
            #expect(later.filter { $0.after.contains("session-of-ann") }.isEmpty, place)
        }

        /// What `make proof` puts on its page; a failed expectation fails the test besides.
        ///
        /// - Parameter kept: in how many of the rounds in which a page was meant to return from the
        ///   back/forward cache it did, and wasn't loaded anew: in most of them, or the race wasn't.
        private func report(
            _ race: String, _ engine: Engine, _ what: String,
            kept: (count: Int, of: Int)? = nil
        ) {
            var rounds = "\(rounds) rounds"
            if let kept {
                #expect(kept.count * 2 > kept.of, "\(kept.count) of \(kept.of) pages kept")
                rounds += " (\(kept.count) of \(kept.of) pages kept)"
            }
            print("race: \(race), \(engine): \(rounds), 0 \(what) unless this test failed")
        }
    }
}

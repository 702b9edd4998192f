import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct UpdateTests {
        @Test(
            "U1: each way of moving on in a page is one update, staying is none",
            arguments: Engine.tested)
        func ways(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(app: app)) { acme in
                try acme.enter(as: "ann")
                let ways = [
                    "history.pushState(null, '', '/one')", "history.replaceState(null, '', '/two')",
                    "location.hash = '#/three'", "history.back()",
                ]
                for (count, way) in ways.enumerated() {
                    try acme.browser.run(way)
                    try acme.wait(for: "update", count: count + 1)
                }
                for way in ["history.pushState({}, '', location.href)", "location.hash = '#part'"] {
                    try acme.browser.run(way)
                }
                usleep(1_500_000)
                #expect(try updates(acme).count == ways.count)
                #expect(try updates(acme).allSatisfy { $0.args == [] })
            }
        }

        @Test(
            "U2, U4: changed data sends what changed and who; nothing changed, nothing sent",
            arguments: Engine.tested)
        func data(_ engine: Engine) throws {
            try Acme.run(engine, files: Company.files(app: app)) { acme in
                try acme.enter(as: "ann")
                try acme.browser.run("callbox.update({ account: { seats: 4 } })")
                try acme.wait(for: "update")
                let who: [String: JSON] = ["user_id": "ann", "email": "ann@acme.com"]
                #expect(
                    try updates(acme).map(\.args) == [[.object(who.merging(["seats": 4]) { $1 })]])
                try acme.browser.run("callbox.update({ account: { seats: 4 } })")
                usleep(1_500_000)
                #expect(try updates(acme).count == 1)
                try acme.browser.run("callbox.logout(); callbox.update({ account: { seats: 5 } })")
                usleep(1_500_000)
                #expect(try updates(acme).count == 1)
            }
        }

        @Test(
            "U3: the budget holds for a page that moves on and on, and data still goes",
            arguments: Engine.tested)
        func budget(_ engine: Engine) throws {
            var files = Company.files(app: app)
            files["public/app/ann.html"] = Company.page(#"{ "id": "ann" }"#, head: hastyClock)
            try Acme.run(engine, files: files) { acme in
                try acme.enter(as: "ann")
                for step in 0..<24 {
                    try acme.browser.run("history.pushState(null, '', '/step/\(step)')")
                    usleep(150_000)
                }
                try acme.browser.run("callbox.update({ account: { seats: 9 } })")
                try acme.browser.wait(
                    for: "Intercom.standIn.calls.some(call => call.args[0]?.seats === 9)")
                #expect(try updates(acme).count <= 20)
                #expect(try updates(acme).allSatisfy { !$0.dropped })
            }
        }

        private let app = "navigation: history\n    identity: { json: '#who' }"

        /// A tenth of a second in this page is a second of the page's own.
        private let hastyClock = """
            <script>
            const now = Date.now, start = now(), later = setTimeout;
            Date.now = () => start + 10 * (now() - start);
            setTimeout = (action, milliseconds) => later(action, milliseconds / 10);
            </script>
            """

        private func updates(_ acme: Acme) throws -> [Call] {
            try acme.calls().filter { $0.method == "update" }
        }
    }
}

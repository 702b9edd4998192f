#if Preview
    import CallboxBrowserSupport
    import Foundation
    import Testing

    extension BrowserTests {
        /// What a person does with the workbench.
        @Suite struct PreviewTests {
            @Test(arguments: Engine.proxyless)
            func aPersonSeesASessionFromSignInToLogOut(engine: Engine) throws {
                let bench = try Workbench(in: engine)
                let browser = bench.browser
                // Pick a route, read its snippet.
                try bench.choose("marketing", "pricing")
                try browser.click("#tab-snippet")
                try browser.wait(
                    for:
                        "document.querySelector('#panel-snippet pre')?.textContent.includes('viewed-pricing')"
                )
                #expect(
                    try browser.value(
                        of: "document.querySelector('#panel-snippet').textContent", as: String.self
                    )
                    .contains("'sha256-"))
                // Sign in on the app, see who is booted.
                try browser.click("#tab-page")
                try bench.choose("app", "app")
                try bench.record("app's page") { $0.kind == "document" && $0.site == "app" }
                try bench.signIn()
                let boot = try bench.record("boot of Ann") {
                    $0.method == "boot" && $0.args?.first?["user_id"] == "9f2c"
                }
                #expect(boot.site == "app")
                #expect(boot.args?.first?["email"] == "ann@acme.com")
                #expect(boot.args?.first?["name"] == "Ann Vil")
                #expect(boot.args?.first?["plan"] == "free")
                #expect(boot.args?.first?["seats"] == 3)
                // Navigate, see one update.
                let app = try bench.openTab(bench.preview.site("app") + "/settings")
                try browser.wait(
                    for: "window.Intercom?.standIn?.calls?.some((call) => call.method === 'boot')")
                try browser.run("history.pushState(null, '', '/billing')")
                try browser.wait(
                    for: "Intercom.standIn.calls.some((call) => call.method === 'update')")
                try browser.show(bench.tab)
                try bench.record("update") { $0.method == "update" && $0.path == "/billing" }
                #expect(
                    try bench.records().filter { $0.method == "update" && $0.path == "/billing" }
                        .count
                        == 1)
                // Open docs in another tab, log out on the app, see docs shut down.
                let docs = try bench.openTab(bench.preview.site("docs") + "/")
                try browser.press(.tab)
                try browser.wait(
                    for: "window.Intercom?.standIn?.calls?.some((call) => call.method === 'boot')")
                try browser.show(bench.tab)
                try browser.click("#log-out")
                try bench.record("shutdown on app") { $0.method == "shutdown" && $0.site == "app" }
                try browser.show(docs)
                try browser.wait(
                    for: "Intercom.standIn.calls.some((call) => call.method === 'shutdown')")
                try browser.show(bench.tab)
                try bench.record("shutdown on docs") {
                    $0.method == "shutdown" && $0.site == "docs"
                }
                try bench.record("decision of the fence") { $0.kind == "trace" && $0.rule == "F5" }
                try browser.wait(
                    for: "document.querySelector('#rows').textContent.includes('You logged out')")
                #expect(
                    try browser.value(of: "document.querySelector('#who').textContent")
                        == "Signed out")
                _ = app
                try browser.run("[...document.querySelectorAll('.cause')].at(-1).scrollIntoView()")
                try bench.keepPicture(of: "session")
            }

            @Test(arguments: Engine.proxyless)
            func changesOnDiskShow(engine: Engine) throws {
                let bench = try Workbench(in: engine)
                let browser = bench.browser
                try bench.choose("app", "login")
                // The dictionary.
                try bench.preview.edit("attributes.md") { $0.replacing("`9f2c`", with: "`ee11`") }
                let start = Date()
                try browser.wait(
                    for: "document.querySelector('#plan').textContent.includes('Plan 2')")
                let seconds = Date().timeIntervalSince(start)
                print("cost: a change of the dictionary shows in \(engine) after \(seconds) s")
                try browser.click("#sign-in")
                #expect(
                    try browser.value(of: "document.querySelector('[name=user_id]').value")
                        == "ee11")
                try browser.press(.escape)
                // A manifest with errors: they are shown, the last good plan stays.
                try bench.preview.edit("callbox.yml") {
                    $0.replacing("boot: user", with: "boot: usr")
                }
                try browser.wait(
                    for: """
                        document.querySelector('#problems').textContent.includes("did you mean 'user'?")
                        """)
                let problems = try browser.value(
                    of: "document.querySelector('#problems').textContent", as: String.self)
                #expect(problems.contains("Showing plan 2"))
                #expect(problems.contains("boot: usr"))
                #expect(problems.contains("callbox.yml:"))
                try bench.preview.edit("callbox.yml") {
                    $0.replacing("boot: usr", with: "boot: user")
                }
                try browser.wait(for: "document.querySelector('#problems').hidden")
                // The chosen route is still chosen.
                #expect(
                    try browser.value(
                        of: "document.querySelector('tr[aria-current] .choose').dataset.route")
                        == "login")
                // A built page.
                let page = try bench.openTab(bench.preview.site("www") + "/about/")
                try browser.show(bench.tab)
                try bench.record("page") { $0.path == "/about/" && $0.event == "opened" }
                try browser.show(page)
                try bench.preview.edit("public/www/about/index.html") {
                    $0.replacing("<title>", with: "<title>Changed ")
                }
                try browser.wait(for: "document.title.startsWith('Changed')")
            }

            @Test func wrongValuesAreRefusedWithASentenceAndMayBeSentAnyway() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try bench.choose("app", "app")
                try bench.record("app's page") { $0.kind == "document" && $0.site == "app" }
                try browser.click("#sign-in")
                try browser.run("document.querySelector('[name=seats]').value = '12,5'")
                try browser.click("#send")
                try browser.wait(
                    for: "document.querySelector('[name=seats]').ariaInvalid === 'true'")
                #expect(try browser.value(of: "document.activeElement.name") == "seats")
                #expect(
                    try browser.value(
                        of: "document.activeElement.closest('.field').textContent", as: String.self
                    ).contains("an integer is a whole number"))
                try browser.click("#send-anyway")
                let boot = try bench.record("boot") {
                    $0.method == "boot" && $0.args?.first?["user_id"] == "9f2c"
                }
                // V2: what doesn't fit its type is left out.
                #expect(boot.args?.first?["seats"] == nil)
            }

            @Test func theScriptCanBeBlockedAndTheSessionExpire() throws {
                let bench = try Workbench()
                let browser = bench.browser
                try bench.choose("app", "app")
                try bench.record("app's page") { $0.kind == "document" && $0.site == "app" }
                try bench.signIn()
                try bench.record("boot") {
                    $0.method == "boot" && $0.args?.first?["user_id"] == "9f2c"
                }
                try browser.click("#spend")
                try bench.record("used-up budget") { $0.rule == "U3" }
                try browser.click("#expire")
                try bench.record("end of the session") { $0.method == "shutdown" }
                try browser.click("#script")
                try bench.record("unavailable script") { $0.rule == "L6" }
                try browser.wait(for: "document.querySelector('#script').ariaPressed === 'true'")
            }

            @Test func aSitesPageReadsNothingOfTheWorkbench() throws {
                let bench = try Workbench()
                let browser = bench.browser
                _ = try bench.openTab(bench.preview.site("www") + "/")
                let origin = bench.preview.origin
                for mode in ["cors", "no-cors"] {
                    let read = try browser.value(
                        of: """
                            fetch('\(origin)/state.json', { mode: '\(mode)', credentials: 'include' })
                              .then((answer) => answer.text()).catch(() => '')
                            """, as: String.self)
                    #expect(read == "")
                }
                try browser.run(
                    """
                    const frame = document.createElement('iframe');
                    frame.src = '\(origin)/';
                    document.body.append(frame);
                    return new Promise((done) => { frame.onload = done; });
                    """)
                #expect(
                    try browser.value(
                        of: """
                            (() => { try { return document.querySelector('iframe').contentDocument ? 'read' : '' }
                            catch { return '' } })()
                            """, as: String.self) == "")
            }

            @Test func anExportIsOnePageThatNeedsNoServer() throws {
                let folder = try TemporaryFolder()
                try ChildProcess.run(
                    Acme.callbox, ["preview", "--export", folder.path("out")],
                    in: Acme.repository.appendingPathComponent("examples/acme"))
                let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("out"))
                #expect(files == ["index.html"])
                let browser = try Browser(.chromium)
                try browser.open("file://" + folder.path("out/index.html"))
                try browser.wait(for: "document.querySelectorAll('.choose').length === 7")
                try browser.click(".choose[data-site='app'][data-route='app']")
                try browser.click("#tab-snippet")
                try browser.wait(
                    for: "document.querySelector('#panel-snippet pre')?.textContent.length > 1000")
                try browser.click("#tab-why")
                try browser.wait(for: "document.querySelector('#panel-why .winner')")
                #expect(try browser.consoleComplaints() ?? [] == [])
            }
        }
    }

    extension Engine {
        /// The engines that find names below localhost by themselves.
        static let proxyless: [Engine] = [.chromium, .firefox]
    }
#endif

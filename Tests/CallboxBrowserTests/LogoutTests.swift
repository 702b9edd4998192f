import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    @Suite struct LogoutTests {
        @Test(
            "S1, S2, S4, F3: after a logout on the app the docs know a visitor again",
            arguments: Engine.tested)
        func twoSubdomains(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try openDocs(acme)
                #expect(try acme.launcher().contains("visitor"))
                #expect(try acme.cookie(Acme.session) == nil)

                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                let number = try #require(try acme.marker()).number
                try openDocs(acme)
                #expect(try acme.launcher().contains("conversations of 9f2c"))

                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                try acme.browser.click("a[href='/logout']")
                try acme.wait(for: "shutdown")
                let calls = try acme.calls()
                #expect(calls.map(\.method) == ["boot", "boot", "shutdown", "boot"])
                #expect(calls.dropFirst(2).first?.before.contains(".over.\(number)") == true)
                #expect(calls.last?.outcome == "booted visitor")
                #expect(calls.last?.before.contains(Acme.session) == false)

                for host in ["www.acme.com", "docs.acme.com"] {
                    try acme.browser.open("https://\(host)/none")
                    #expect(try acme.cookie(Acme.session) == nil)
                    #expect(try acme.marker()?.state == "visitor")
                    #expect(try acme.marker()?.number == number)
                }
                try openDocs(acme)
                #expect(try acme.calls().map(\.method) == ["boot"])
                #expect(try acme.calls().last?.outcome == "booted visitor")
                #expect(try acme.launcher().contains("visitor"))
                #expect(try acme.cookie(Acme.session) == nil)
            }
        }

        @Test(
            "S2, L6: a logout clears the cookies where the script is blocked",
            arguments: [Acme.Messenger.missing, .unreachable], Engine.tested)
        func withoutMessenger(_ messenger: Acme.Messenger, _ engine: Engine) throws {
            try Acme.run(engine, messenger: messenger) { acme in
                let app = acme.file("app/app.js")
                let listener = Data(
                    """
                    addEventListener("callbox:unavailable", () => {
                      window.__unavailable = (window.__unavailable || 0) + 1;
                    });
                    """.utf8)
                try (listener + Data(contentsOf: app)).write(to: app)

                try acme.signIn()
                try acme.browser.wait(for: "window.__unavailable")
                try acme.browser.wait(for: "document.cookie.includes('.live.')")
                // As another site's Messenger left them, and a host's own.
                try acme.browser.run(
                    """
                    for (const domain of ["", ";Domain=app.acme.com", ";Domain=acme.com"])
                      document.cookie = "\(Acme.session)=ann;Path=/;Max-Age=9999" + domain;
                    """)
                #expect(try acme.browser.cookies().filter { $0.name == Acme.session }.count == 3)
                try acme.browser.click("a[href='/logout']")
                try acme.browser.wait(for: "!document.cookie.includes('.live.')")
                #expect(try acme.cookie(Acme.session) == nil)
                #expect(try acme.browser.value(of: "__unavailable", as: Int.self) == 1)
                try acme.browser.open("https://www.acme.com/legal/terms")
                #expect(try acme.cookie(Acme.session) == nil)
                #expect(try acme.marker()?.state == "visitor")
            }
        }

        @Test(
            "F4: a session past its time ends before the next page boots", arguments: Engine.tested)
        func closedLaptop(_ engine: Engine) throws {
            try Acme.run(engine) { acme in
                try acme.signIn()
                try acme.wait(for: "boot", count: 2)
                let number = try #require(try acme.marker()).number
                // Leaving comes first: a page that holds the session may write the marker.
                try acme.browser.open("https://www.acme.com/legal/terms")
                try acme.browser.run(
                    """
                    document.cookie = "\(Acme.marker)=1.1700000000.live.\(number)"
                      + ";Domain=acme.com;Path=/;Secure;Max-Age=9999";
                    """)
                #expect(try acme.cookie(Acme.session) != nil)

                try acme.browser.open("https://www.acme.com/")
                try acme.wait(for: "boot")
                // The library was not there at the session's end: nothing of it is replayed.
                let calls = try acme.calls()
                #expect(calls.map(\.method) == ["boot"])
                #expect(calls.last?.before.contains(Acme.session) == false)
                #expect(try acme.launcher().contains("visitor"))
                #expect(try acme.cookie(Acme.session) == nil)
                #expect(try acme.marker()?.state == "visitor")
                #expect(try acme.marker()?.number == number)
            }
        }

        @Test(
            "S3, S5: a logout said twice, while loading, or by who is told of one ends its own session alone",
            arguments: Engine.tested)
        func again(_ engine: Engine) throws {
            let files = Company.files(app: "identity: call")
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://app.acme.com/")
                try acme.browser.run("callbox.identify({ id: 'ann' })")
                try acme.wait(for: "boot")
                try acme.browser.run(
                    """
                    window.intercomSettings = { name: "Ann" };
                    localStorage["intercom.intercom-state-abc12345"] = "ann's";
                    localStorage["intercom.intercom-state-other123"] = "another workspace's";
                    callbox.logout();
                    callbox.logout();
                    """)
                #expect(try acme.calls().map(\.method).contains("shutdown"))
                #expect(
                    try acme.browser.value(
                        of:
                            "[window.intercomSettings, localStorage['intercom.intercom-state-abc12345']].join()"
                    )
                        == ",")
                #expect(
                    try acme.browser.value(of: "localStorage['intercom.intercom-state-other123']")
                        == "another workspace's")
                #expect(try acme.cookie(Acme.session) == nil)
                let over = try #require(try acme.marker())
                #expect(over.state == "over")

                // Before anything is booted, and with who signs in on the way.
                try acme.browser.open("https://app.acme.com/nobody")
                try acme.browser.wait(for: "window.callbox")
                try acme.browser.run("callbox.identify({ id: 'bob' }); callbox.logout()")
                try acme.browser.wait(for: "window.Intercom.standIn")
                usleep(300_000)
                #expect(try acme.calls().filter { $0.outcome == "booted user" }.isEmpty)
                #expect(try acme.cookie(Acme.session) == nil)

                // Who is told of the end in another tab and logs out then ends nothing again.
                try acme.browser.run("callbox.identify({ id: 'ann' })")
                try acme.browser.wait(for: "document.cookie.includes('.live.')")
                let first = try acme.browser.tab()
                try acme.browser.run(
                    "window.told = 0; addEventListener('callbox:signedout', () => { window.told += 1; callbox.logout() })"
                )
                try acme.browser.openWindow()
                try acme.browser.open("https://app.acme.com/nobody")
                try acme.browser.wait(for: "window.callbox")
                try acme.browser.run("callbox.identify({ id: 'bob' })")
                try acme.browser.wait(for: "document.cookie.includes('.live.')")
                let number = try #require(try acme.marker()).number
                try acme.browser.show(first)
                try acme.browser.run("dispatchEvent(new Event('focus'))")
                try acme.browser.wait(for: "told === 1")
                #expect(try acme.marker()?.number == number, "bob's session goes on")
                #expect(try acme.marker()?.state == "live")
            }
        }

        /// A page of the docs, with the first touch that it waits for.
        private func openDocs(_ acme: Acme) throws {
            try acme.browser.open("https://docs.acme.com/")
            try acme.browser.wait(for: "window.callbox")
            try acme.browser.click("h1")
            try acme.wait(for: "boot")
        }
    }
}

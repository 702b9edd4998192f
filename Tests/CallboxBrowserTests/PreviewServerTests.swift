#if Preview
    import CallboxBrowserSupport
    import Foundation
    import Testing

    extension BrowserTests {
        /// The preview's server, asked by whoever means well and whoever doesn't.
        @Suite struct PreviewServerTests {
            private static let www = "www.acme.localhost"

            @Test func pagesAreServedWithTheirBlocksAndNothingOnDiskChanges() throws {
                let preview = try PreviewProcess()
                let file = preview.folder.path("acme/public/www/about/index.html")
                let before = try Data(contentsOf: URL(fileURLWithPath: file))
                let page = try preview.get("/about/", host: Self.www)
                #expect(page.status == 200)
                #expect(page.contains(#"<script data-callbox="marketing/all">"#))
                #expect(page.contains("/-callbox/reporter.js?site=marketing"))
                #expect(page.contains(#""host":"www.acme.localhost:\#(preview.port)""#))
                #expect(!page.contains("widget.intercom.io"))
                #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == before)
                #expect(try preview.get("/about", host: Self.www).contains("Location: /about/"))
                // Not to a host of that name.
                let twice = try preview.get("//about", host: Self.www)
                #expect(twice.contains("Location: /about/"), "\(twice)")
                let none = try preview.get("/legal/terms", host: Self.www)
                #expect(!none.contains("data-callbox"))
            }

            @Test func missingPagesAndFallbacksAreAsOnAHost() throws {
                let preview = try PreviewProcess()
                #expect(try preview.get("/no/such", host: Self.www).status == 404)
                let shell = try preview.get("/any/address", host: "app.acme.localhost")
                #expect(shell.status == 200)
                #expect(shell.contains("current-user"))
                #expect(try preview.get("/", host: Self.www, method: "PUT").status == 405)
            }

            @Test func rangesAndConditionsAreHonoured() throws {
                let preview = try PreviewProcess()
                let path = "/_static/basic.css"
                let docs = "docs.acme.localhost"
                let whole = try preview.get(path, host: docs)
                #expect(whole.contains("Content-Type: text/css"))
                let body = whole.components(separatedBy: "\r\n\r\n")[1]
                let tag = try #require(whole.firstMatch(of: /(?i)etag: ([^\r]*)/)).1
                let same = try preview.get(path, host: docs, headers: ["If-None-Match: \(tag)"])
                #expect(same.status == 304)
                let part = try preview.get(path, host: docs, headers: ["Range: bytes=2-5"])
                #expect(part.status == 206)
                #expect(part.hasSuffix("\r\n\r\n" + body.dropFirst(2).prefix(4)))
                let last = try preview.get(path, host: docs, headers: ["Range: bytes=-3"])
                #expect(last.hasSuffix("\r\n\r\n" + body.suffix(3)))
                let beyond = try preview.get(path, host: docs, headers: ["Range: bytes=9999999-"])
                #expect(beyond.status == 416)
                let stale = try preview.get(
                    path, host: docs, headers: ["Range: bytes=2-5", "If-Range: \"other\""])
                #expect(stale.status == 200)
                #expect(try preview.get(path, host: docs, method: "HEAD").hasSuffix("\r\n\r\n"))
            }

            @Test(arguments: [
                "evil.example", "acme.localhost.evil.example", "other.acme.localhost", "0.0.0.0",
            ])
            func foreignHostsReadNothing(host: String) throws {
                let preview = try PreviewProcess()
                for path in ["/", "/state.json", "/about/", "/-callbox/reporter.js?site=app"] {
                    let answer = try preview.get(path, host: host)
                    #expect(answer.status == 421, "\(host)\(path)")
                }
            }

            @Test(arguments: [
                "/../../callbox.yml", "/%2e%2e/%2e%2e/callbox.yml", "/..%2f..%2fcallbox.yml",
                "/%252e%252e/%252e%252e/callbox.yml", "/..\\..\\callbox.yml",
                "/..%5c..%5ccallbox.yml", "/about/%00", "/about/index.html%00.css", "//etc/passwd",
                "/link/hostname", "/linked.html", "/pipe", "/%ff", "about",
            ])
            func noPathLeadsOutOfARoot(path: String) throws {
                let preview = try PreviewProcess { example in
                    let www = example + "/public/www/"
                    try FileManager.default.createSymbolicLink(
                        atPath: www + "link", withDestinationPath: "/etc")
                    try FileManager.default.createSymbolicLink(
                        atPath: www + "linked.html", withDestinationPath: example + "/callbox.yml")
                    mkfifo(www + "pipe", 0o644)
                }
                let answer = try preview.get(path, host: Self.www)
                #expect([400, 404].contains(answer.status), "\(path): \(answer.prefix(200))")
                #expect(!answer.contains("app_id:"))
            }

            @Test func oversizedHeadersAreRefusedAndTheServerGoesOn() throws {
                let preview = try PreviewProcess()
                let large = String(repeating: "a", count: 200_000)
                let answer = try preview.get("/", host: Self.www, headers: ["X-Large: \(large)"])
                #expect([0, 400, 431].contains(answer.status))
                let many = (0..<5000).map { "X-\($0): a" }
                let other = try preview.get("/", host: Self.www, headers: many)
                #expect([0, 400, 431].contains(other.status))
                let long = try preview.get("/" + large, host: Self.www)
                #expect([0, 400, 404, 414, 431].contains(long.status))
                #expect(try preview.get("/", host: Self.www).status == 200)
            }

            @Test func slowClientsKeepNobodyWaiting() throws {
                let preview = try PreviewProcess()
                let slow = try (0..<50).map { _ in
                    let connection = try LocalSocket.connected(toPort: preview.port)
                    connection.send(Array("GET / HTTP/1.1\r\nHost: ".utf8))
                    return connection
                }
                #expect(try preview.get("/", host: Self.www).status == 200)
                #expect(slow.count == 50)
            }

            @Test func theWorkbenchIsForItselfAlone() throws {
                let preview = try PreviewProcess()
                let host = "acme.localhost"
                let page = try preview.get("/", host: host)
                #expect(page.contains("frame-ancestors 'none'"))
                #expect(page.contains("Cross-Origin-Resource-Policy: same-origin"))
                let state = try preview.get(
                    "/state.json", host: host,
                    headers: ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"])
                #expect(state.status == 403)
                let origin = "Origin: \(preview.site("www"))"
                #expect(
                    try !preview.get("/state.json", host: host, headers: [origin])
                        .lowercased().contains("access-control"))
                for headers in [[], [origin]] {
                    let answer = try preview.get(
                        "/act", host: host, method: "POST", headers: headers,
                        body: #"{"action":"clear"}"#)
                    #expect(answer.status == 403)
                }
                let foreign = try preview.get(
                    "/-callbox/records", host: Self.www, method: "POST",
                    headers: ["Origin: http://evil.example"], body: "[]")
                #expect(foreign.status == 403)
                let large = try preview.get(
                    "/-callbox/records", host: Self.www, method: "POST",
                    headers: [origin], body: String(repeating: " ", count: 2_000_000))
                #expect([0, 413].contains(large.status))
            }

            @Test func aCompanyTypedAsJSONKeepsItsNumbersAndItsNull() throws {
                let preview = try PreviewProcess()
                let signIn = try preview.get(
                    "/act", host: "acme.localhost", method: "POST",
                    headers: ["Origin: \(preview.origin)"],
                    body: #"""
                        {"action": "sign-in", "texts": {"user_id": "9f2c", "company":
                        "{\"company_id\": \"c1\", \"spend\": 12.5, \"plan\": null}"}}
                        """#)
                #expect(signIn.status == 200)
                let reporter = try preview.get(
                    "/-callbox/reporter.js?site=app", host: "app.acme.localhost")
                #expect(
                    reporter.contains(#""company":{"company_id":"c1","plan":null,"spend":12.5}"#))
            }

            @Test func aHostSpeaksForItsOwnSitesAlone() throws {
                let preview = try PreviewProcess()
                let path = "/-callbox/reporter.js?site="
                #expect(try preview.get(path + "marketing", host: Self.www).status == 200)
                #expect(try preview.get(path + "app", host: Self.www).status == 404)
            }

            @Test func itListensOnLoopbackOnly() throws {
                let preview = try PreviewProcess()
                let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
                let port = String(preview.port, radix: 16, uppercase: true)
                let padded = String(repeating: "0", count: 4 - port.count) + port
                // The local address, and 0A where it listens (proc(5)).
                let listening = table.split(separator: "\n").compactMap { line -> Substring? in
                    let fields = line.split(separator: " ")
                    return fields.count > 3 && fields[3] == "0A" ? fields[1] : nil
                }
                let own = listening.filter { $0.hasSuffix(":" + padded) }
                let loopback = "0100007F:" + padded
                #expect(own.map(String.init) == [loopback])
            }

            @Test func controlCEndsItCleanly() throws {
                let preview = try PreviewProcess()
                let stream = try LocalSocket.connected(toPort: preview.port)
                stream.send(
                    Array(
                        "GET /events HTTP/1.1\r\nHost: acme.localhost:\(preview.port)\r\n\r\n".utf8)
                )
                #expect(!stream.receive().isEmpty)
                #expect(preview.interrupt() == 0)
            }

            @Test func aTakenPortIsSaid() throws {
                let preview = try PreviewProcess()
                #expect(throws: BrowserError.self) {
                    try ChildProcess.run(
                        Acme.callbox, ["preview", "--port", String(preview.port)],
                        in: URL(fileURLWithPath: preview.folder.path("acme")))
                }
            }
        }
    }
#endif

#if Preview
    import CallboxBrowserSupport
    import Foundation
    import Testing

    extension BrowserTests {
        /// The preview of a large tree, and one that runs for a long time.
        @Suite struct PreviewScaleTests {
            @Test func tenThousandPagesOpenInUnderASecond() throws {
                let start = Date()
                var copied: TimeInterval = 0
                let preview = try PreviewProcess { example in
                    let page = Data("<!doctype html><title>x</title><p>x".utf8)
                    for folder in 0..<100 {
                        let path = "\(example)/public/docs/part-\(folder)"
                        try FileManager.default.createDirectory(
                            atPath: path, withIntermediateDirectories: true)
                        for number in 0..<100 {
                            try page.write(
                                to: URL(fileURLWithPath: "\(path)/page-\(number).html"))
                        }
                    }
                    copied = Date().timeIntervalSince(start)
                }
                // Up, the workbench's page and its state there, and all pages counted.
                #expect(try preview.get("/", host: "acme.localhost").status == 200)
                try poll {
                    try preview.get("/state.json", host: "acme.localhost")
                        .contains(#""pages":10"#)
                } otherwise: {
                    "the pages are not counted"
                }
                let seconds = Date().timeIntervalSince(start) - copied
                // Three here: the test machine may be busy, and this is a debug build.
                #expect(seconds < 3)
                print("10,000 pages open in \(seconds) s")
                let page = try preview.get("/part-99/page-99", host: "docs.acme.localhost")
                #expect(page.contains("data-callbox"))
            }

            @Test func memoryIsFlatOverAThousandReloads() throws {
                let preview = try PreviewProcess()
                let host = "www.acme.localhost"
                func reload() throws {
                    #expect(try preview.get("/about/", host: host).status == 200)
                    #expect(
                        try preview.get("/-callbox/reporter.js?site=marketing", host: host).status
                            == 200)
                    // The stream of a page's worker, which goes with the page.
                    let stream = try LocalSocket.connected(
                        toPort: preview.port, timeoutSeconds: 2)
                    stream.send(
                        Array(
                            "GET /-callbox/commands HTTP/1.1\r\nHost: \(host):\(preview.port)\r\n\r\n"
                                .utf8))
                    #expect(!stream.receive().isEmpty)
                    let record =
                        #"[{"kind":"call","site":"marketing","method":"boot","at":1,"args":[]}]"#
                    let answer = try preview.get(
                        "/-callbox/records", host: host, method: "POST",
                        headers: ["Origin: http://\(host):\(preview.port)"], body: record)
                    #expect(answer.status == 204)
                }
                for _ in 0..<200 { try reload() }
                let before = try preview.residentKilobytes
                for _ in 0..<1000 { try reload() }
                let after = try preview.residentKilobytes
                print("1,000 reloads: \(before) kB before, \(after) kB after")
                // The 1,000 records, and what an allocator keeps.
                #expect(after - before < 8192)
            }
        }
    }
#endif

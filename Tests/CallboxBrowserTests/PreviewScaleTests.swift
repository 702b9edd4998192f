#if Preview
    import CallboxBrowserSupport
    import Foundation
    import Testing

    extension BrowserTests {
        /// The preview of a large tree, and one that runs for a long time.
        @Suite struct PreviewScaleTests {
            @Test func tenThousandPagesOpen() throws {
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
                print("cost: the preview of 10,000 pages opens in \(seconds) s, a debug build")
                let page = try preview.get("/part-99/page-99", host: "docs.acme.localhost")
                #expect(page.contains("data-callbox"))
            }

            @Test func memoryIsFlatOverManyReloads() throws {
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
                let count = Engine.isProof ? 1000 : 300
                for _ in 0..<count { try reload() }
                let after = try preview.residentKilobytes
                print("cost: \(count) reloads of a previewed page: \(after - before) kB of memory")
                // The records, and what an allocator keeps.
                #expect(after - before < 8 * count)
            }
        }
    }
#endif

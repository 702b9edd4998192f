import Testing

/// The emitted scripts, read by a JavaScript engine.
struct EmittedScriptTests {
    @Test(arguments: ["acme", "seed"], [[], ["--readable"]])
    func parse(example: String, options: [String]) throws {
        let node = try? CommandLineRun(command: ["node", "--version"], in: "/")
        try #require(
            node?.exitCode == 0,
            "node is missing: install the package 'nodejs' (apt-get install nodejs)")
        let project = try TemporaryProject(copyOf: example)
        let run = try CommandLineRun(["build"] + options, in: project.path)
        #expect(run.exitCode == 0, "\(run.stderr)")
        var count = 0
        for (path, bytes) in try project.tree("build/callbox")
        where path.contains("/snippets/") || path.contains("/assets/") {
            if path.hasSuffix(".js") {
                try project.write(bytes, to: "script-\(count).js")
            } else if path.hasSuffix(".html") {
                let text = String(decoding: bytes, as: UTF8.self)
                let match = try #require(
                    text.wholeMatch(of: /<script [^>]*>(?<body>[\s\S]*)<\/script>\n/), "\(path)")
                if match.body.isEmpty { continue }
                try project.write(String(match.body), to: "script-\(count).js")
            } else {
                continue
            }
            let check = try CommandLineRun(
                command: ["node", "--check", "script-\(count).js"], in: project.path)
            #expect(check.exitCode == 0, "\(path): \(check.stderr)")
            count += 1
        }
        #expect(count == (example == "acme" ? 4 : 1))
    }
}

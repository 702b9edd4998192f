import Foundation
import Testing

/// `--json`: one document on standard output in every outcome, and nothing else anywhere.
struct JSONOutputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let exitCode: Int32
        let keys: Set<String>
        /// What happens to a built copy of the example before.
        let change: Change
        var testDescription: String { "\(arguments.joined(separator: " ")), \(change)" }

        init(_ arguments: String, _ change: Change, _ exitCode: Int32, _ keys: Set<String>) {
            self.arguments = arguments.split(separator: " ").map(String.init) + ["--json"]
            self.change = change
            self.exitCode = exitCode
            self.keys = keys
        }
    }

    enum Change: Sendable { case nothing, drift, error, warning, readOnly }

    static let build: Set = ["diagnostics", "failures", "files", "pages", "report"]
    static let check: Set = ["diagnostics", "drift", "failures"]
    static let removal: Set = ["diagnostics", "failures", "pages"]
    static let cases = [
        Case("build", .nothing, 0, build), Case("build", .drift, 0, build),
        Case("build", .error, 65, ["diagnostics", "failures"]), Case("build", .warning, 0, build),
        Case("build --strict", .warning, 1, ["diagnostics", "failures"]),
        Case("build --dry-run", .drift, 0, build), Case("build", .readOnly, 74, build),
        Case("build --site nope", .nothing, 64, ["diagnostics", "failures"]),
        Case("build --bogus", .nothing, 64, ["diagnostics", "failures"]),
        Case("check", .nothing, 0, check), Case("check", .drift, 1, check),
        Case("check", .error, 65, ["diagnostics", "failures"]),
        Case("check --strict", .warning, 1, check),
        Case("check --inputs", .nothing, 0, check),
        Case("check --inputs --strict", .warning, 1, check),
        Case("check --root docs", .nothing, 64, ["diagnostics", "failures"]),
        Case("remove", .nothing, 0, removal),
        Case("remove", .error, 65, ["diagnostics", "failures"]),
        Case("remove", .readOnly, 74, removal), Case("remove --dry-run", .drift, 0, removal),
        Case(
            "explain docs.acme.com/", .nothing, 0,
            ["diagnostics", "failures", "losers", "page", "route", "site"]),
        Case("explain nope.acme.com/", .nothing, 64, ["diagnostics", "failures"]),
        Case("explain docs.acme.com/", .error, 65, ["diagnostics", "failures"]),
        Case(
            "preview --export out", .warning, 0, ["diagnostics", "failures", "workbench"]),
        Case("preview --export out", .error, 65, ["diagnostics", "failures"]),
        Case("build --quiet", .nothing, 0, build), Case("check --quiet", .drift, 1, check),
    ]

    @Test(arguments: cases) func isOneDocument(json: Case) throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        switch json.change {
        case .nothing: break
        case .drift: try project.replace("abc12345", by: "new67890", in: "callbox.yml")
        case .error: try project.replace("region: us", by: "region: mars", in: "callbox.yml")
        case .warning: try project.replace("12h", by: "9d", in: "callbox.yml")
        case .readOnly:
            try project.replace("abc12345", by: "new67890", in: "callbox.yml")
            try project.setMode(0o555, of: "public/www")
        }
        let run = try CommandLineRun(
            json.arguments, in: project.path, through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == json.exitCode, "\(run.stderr)")
        #expect(Set(try run.json().keys) == json.keys)
        #expect(run.stdout.hasPrefix("{\n") && run.stdout.hasSuffix("\n}\n"))
        let isUsage = json.exitCode == 64
        let isDisk = json.exitCode == 74
        if !isUsage, !isDisk { #expect(run.stderr.isEmpty, "\(run.stderr)") }
    }

    @Test func schemaIsOneDocument() throws {
        let schema = try CommandLineRun(["schema"], in: "/")
        #expect(schema.exitCode == 0)
        #expect(try schema.json()["$schema"] != nil)
    }

    @Test func diagnosticsCarryEverything() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("region: us", by: "region: uss", in: "callbox.yml")
        let run = try project.callbox("build", "--json")
        let found = try #require(try run.json()["diagnostics"] as? [[String: Any]])
            .first
        let diagnostic = try #require(found)
        #expect(diagnostic["id"] as? String == "invalid-value")
        #expect(diagnostic["severity"] as? String == "error")
        #expect(diagnostic["path"] as? String == "callbox.yml")
        let (line, column) = (diagnostic["line"] as? Int, diagnostic["column"] as? Int)
        #expect(
            "callbox.yml:\(line ?? 0):\(column ?? 0)"
                == (try project.place(of: "uss", in: "callbox.yml")))
        #expect(diagnostic["endLine"] as? Int == line)
        #expect(diagnostic["endColumn"] as? Int == column.map { $0 + 3 })
        #expect((diagnostic["message"] as? String)?.hasSuffix("did you mean 'us'?") == true)
    }
}

/// Colour and progress: on terminals only.
struct TerminalTests {
    /// Runs `callbox check --env nope` on a terminal of its own.
    private func onTerminal(_ environment: [String: String]) throws -> CommandLineRun {
        let project = try TemporaryProject(copyOf: "acme")
        return try CommandLineRun(
            command: [
                "script", "--quiet", "--return", "--command",
                "'\(CommandLineRun.binary)' check --env nope", "/dev/null",
            ], in: project.path, environment: environment)
    }

    @Test func coloursStandOnTerminalsOnly() throws {
        let coloured = try onTerminal(["TERM": "xterm"])
        #expect(coloured.exitCode == 65)
        #expect(coloured.stdout.contains("\u{1B}[1;31merror:\u{1B}[0m"))
        #expect(try onTerminal(["TERM": "xterm", "NO_COLOR": ""]).stdout.contains("\u{1B}["))
        for environment in [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb"]] {
            let plain = try onTerminal(environment)
            #expect(plain.stdout.contains("error: the manifest has no environment"))
            #expect(!plain.stdout.contains("\u{1B}["), "\(environment)")
        }
    }

    @Test func pipesGetNoControlCharacters() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("12h", by: "9d", in: "callbox.yml")
        // Names that would turn a terminal red, of a page to change, to skip, and without a route.
        try project.write("<!doctype html>", to: "public/www/\u{1B}[31m.html")
        try project.write("", to: "public/www/\u{1B}[32m.html")
        try project.replace(
            "path: /**\n        boot: visitor", by: "path: /x\n        boot: visitor",
            in: "callbox.yml")
        for arguments in [["check"], ["build"], ["check", "--env", "no\u{1B}"], ["--help"]] {
            let run = try CommandLineRun(
                arguments, in: project.path, environment: ["TERM": "xterm-256color"])
            let text = run.stdout + run.stderr
            #expect(!text.isEmpty)
            #expect(arguments[0] == "--help" || text.contains("\u{FFFD}"), "\(arguments)")
            #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A }, "\(text)")
        }
    }
}

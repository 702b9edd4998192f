import Foundation
import Glibc
import Testing

/// Manifests and dictionaries that can't be read: a clear error, 65, and nothing written.
struct BadInputTests {
    /// A file that is no text, and what is said of it.
    enum Broken: String, CaseIterable, Sendable {
        case missing = "there is no such file [input-missing]"
        case empty = "this file is empty [input-empty]"
        case huge = "this file has 104857600 bytes; at most 67108864 are read [input-too-large]"
        case binary = "control character U+0000 can't stand in a text file [input-not-text]"
        case latin1 = "this byte isn't UTF-8; save the file as UTF-8 [input-not-text]"
        case utf16 = "this file is UTF-16; save it as UTF-8 [input-not-text]"
        case folder = "this is a folder, not a file [input-unreadable]"
        case device = "this file has more bytes; at most 67108864 are read [input-too-large]"
        case loop = "there is no such file [input-missing] "

        func make(_ name: String, in project: TemporaryProject) throws {
            try project.delete(name)
            switch self {
            case .missing: break
            case .empty: try project.write("", to: name)
            case .huge:
                try project.write("callbox: 1\n", to: name)
                try #require(truncate(project.path + "/" + name, 100 << 20) == 0)
            case .binary: try project.write([0x7F, 0x45, 0x4C, 0x46, 0x00], to: name)
            case .latin1: try project.write(Array("# caf".utf8) + [0xE9, 0x0A], to: name)
            case .utf16: try project.write([0xFF, 0xFE, 0x23, 0x00], to: name)
            case .folder: try project.makeFolder(name)
            case .device: try project.link(name, to: "/dev/zero")
            case .loop: try project.link(name, to: name)
            }
        }

        var headline: String { rawValue.trimmingCharacters(in: .whitespaces) }
    }

    @Test(arguments: Broken.allCases, ["callbox.yml", "attributes.md"])
    func isRefusedAndNothingIsWritten(broken: Broken, file: String) throws {
        let project = try TemporaryProject(copyOf: "acme")
        try broken.make(file, in: project)
        let before = project.times()
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(run.stdout.isEmpty)
        // A file of control characters is told at its first.
        let headline =
            broken == .binary
            ? "can't stand in a text file [input-not-text]"
            // The manifest tells where it names a dictionary.
            : file == "attributes.md" && (broken == .missing || broken == .loop)
                ? "callbox.yml:7:13: error: there is no file 'attributes.md' [input-missing]"
                : broken.headline
        #expect(run.stderr.contains(headline), "\(run.stderr)")
        #expect(run.stderr.contains(file))
        #expect(run.stderr.hasSuffix("; nothing was written\n"))
        #expect(project.times() == before)
    }

    @Test func manifestMayBeAPipe() throws {
        let project = try TemporaryProject(copyOf: "acme")
        let run = try CommandLineRun(
            command: [
                "bash", "-c",
                "cat callbox.yml | \"$0\" build -m /dev/stdin --root marketing=. --dry-run",
                CommandLineRun.binary,
            ], in: project.path)
        // Read whole: what it names is looked for beside it.
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains("/dev/stdin:7:13: error: there is no file '/dev/attributes.md'"))
        #expect(!run.stderr.contains("/dev/stdin: error"), "\(run.stderr)")
    }

    @Test func aMisspeltDictionaryIsSuggested() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "dictionary: attributes.md", by: "dictionary: atributes.md", in: "callbox.yml")
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains(
                "callbox.yml:7:13: error: there is no file 'atributes.md'; did you mean "
                    + "'attributes.md'? [input-missing]"), "\(run.stderr)")
    }

    @Test func whatIsWrongInAnEnvironmentAloneSaysSo() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "    identity: { json: \"#current-user\" }",
            by: "    identity: { fetch: \"https://app.acme.com/me\" }", in: "callbox.yml")
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("in environment 'staging'"), "\(run.stderr)")
        let without = try project.callbox("check", "--inputs", "--env", "staging")
        #expect(without.stderr.contains("in environment 'staging'"), "\(without.stderr)")
    }

    @Test func aTemplateWithAnotherEndingIsTold() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace(
            "dictionary: attributes.md", by: "templates: tpl\ndictionary: attributes.md",
            in: "callbox.yml")
        for name in ["nginx.txt", "README.md", "inline.mustache.orig", "inline.html"] {
            try project.write("x", to: "tpl/" + name)
        }
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains("tpl/inline.html: error: a template's name ends in '.mustache'"))
        #expect(run.stderr.contains("tpl/nginx.txt: error: a template's name"))
        #expect(run.stderr.contains("2 errors"), "\(run.stderr)")
    }

    @Test func unreadableFilesAreToldWithTheReason() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.setMode(0o000, of: "attributes.md")
        let run = try project.callbox("check", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains("attributes.md: error: this file can't be read: Permission denied"),
            "\(run.stderr)")
    }
}

/// YAML that would overwhelm a parser: refused within a second and 200 MB.
struct HostileYAMLTests {
    struct Bomb: Sendable, CustomTestStringConvertible {
        let name: String
        let id: String
        let text: String
        var testDescription: String { name }
    }

    private static let names = (0..<26).map { "k\($0)" }

    /// Each anchor holds `width` aliases of the one before.
    private static func levels(_ width: Int, _ line: (String, String) -> String) -> String {
        zip(names, names.dropFirst()).map { line($0, $1) }.joined()
    }

    static let bombs = [
        Bomb(
            name: "lists", id: "yaml-too-large",
            text: "k0: &k0 [x, x]\n"
                + levels(9) {
                    "\($1): &\($1) [" + Array(repeating: "*\($0)", count: 9).joined(separator: ",")
                        + "]\n"
                }),
        Bomb(
            name: "mappings", id: "yaml-too-large",
            text: "k0: &k0 {a: b}\n" + levels(2) { "\($1): &\($1) {p: *\($0), q: *\($0)}\n" }),
        Bomb(
            name: "one wide anchor", id: "yaml-too-large",
            text: "a: &a [" + String(repeating: "x,", count: 3000) + "]\nb: ["
                + String(repeating: "*a,", count: 3000) + "]\n"),
        Bomb(
            name: "keys", id: "yaml-syntax",
            text: "? &k0 [x, x]\n: 1\n" + levels(2) { "? &\($1) [*\($0), *\($0)]\n: 1\n" }),
        Bomb(
            name: "aliases as keys", id: "yaml-syntax",
            text: "k0: &k0 {a: b}\n" + levels(2) { "\($1): &\($1) {p: *\($0), q: *\($0)}\n" }
                + "last: { *k25 : 1 }\n"),
        Bomb(
            name: "nested lists", id: "yaml-too-large",
            text: "a: " + String(repeating: "[", count: 200_000)),
        Bomb(
            name: "nested mappings", id: "yaml-too-large",
            text: (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
        Bomb(
            name: "nested dashes", id: "yaml-too-large",
            text: "a: " + String(repeating: "- ", count: 100_000)),
    ]

    @Test(arguments: bombs) func isRefusedInTimeAndMemory(bomb: Bomb) throws {
        let project = try TemporaryProject(["callbox.yml": "callbox: 1\n" + bomb.text])
        // Processor time and not time by the clock: other tests run beside this one.
        let run = try project.callbox(
            "check", "--inputs", "--json", through: ["prlimit", "--data=209715200", "--cpu=5"])
        #expect(run.exitCode == 65, "\(run.stderr.suffix(500))")
        let diagnostics = try #require(try run.json()["diagnostics"] as? [[String: Any]])
        #expect(diagnostics.map { $0["id"] as? String } == [bomb.id])
        #expect(diagnostics.allSatisfy { $0["line"] as? Int ?? 0 > 0 })
    }
}

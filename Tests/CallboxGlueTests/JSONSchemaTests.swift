import CallboxDiagnostics
import CallboxGlue
import CallboxSpec
import CallboxTestSupport
import Foundation
import Testing

/// The manifest's JSON Schema, held to the reader on generated manifests by an independent
/// validator. Both are made from one table; this shows that they read it alike.
struct JSONSchemaTests {
    @Test func agreesWithTheReader() throws {
        let isProof = ProcessInfo.processInfo.environment["CALLBOX_PROOF"] != nil
        var generator = ManifestGenerator(seed: 3)
        let manifests = (0..<(isProof ? 2000 : 400)).map { _ in generator.manifest() }
        let verdicts = try validate(manifests)
        #expect(verdicts.count == manifests.count)
        var accepted = 0
        for (manifest, verdict) in zip(manifests, verdicts) {
            let found = diagnostics(of: manifest)
            let isValid = verdict == "valid"
            if found.isEmpty {
                accepted += 1
                #expect(isValid, "the reader accepts it: \(verdict)\n\(manifest.literal)")
            }
            // A regular expression can't say all that the rule for a text says.
            let isStructural = found.contains { $0.id != .invalidValue && $0.id != .secret }
            if isStructural {
                #expect(!isValid, "\(found.map(\.message))\n\(manifest.literal)")
            }
        }
        // Neither verdict may be rare, or the test says little.
        #expect(accepted > manifests.count / 4 && accepted < manifests.count * 3 / 4)
    }

    @Test func theExamplesAreValid() throws {
        var sink = DiagnosticSink()
        for example in ["acme", "seed"] {
            let url = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../examples/\(example)/callbox.yml")
            let file = SourceFile(path: "callbox.yml", bytes: Array(try Data(contentsOf: url)))
            let node = try #require(YAMLReader.read(file, reportingTo: &sink))
            #expect(try validate([json(node)]) == ["valid"])
        }
    }

    /// What the reader says of the keys and values of a document, not of how they go together.
    private func diagnostics(of manifest: JSONValue) -> [Diagnostic] {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "callbox.yml", text: manifest.literal)
        guard let node = YAMLReader.read(file, reportingTo: &sink) else { return sink.diagnostics }
        let checked = ShapeChecker.check(node, against: ManifestSchema.root, reportingTo: &sink)
        var body = checked
        body.kind = .mapping(checked.pairs.filter { $0.key != "environments" })
        ShapeChecker.reportMissingKeys(
            of: ManifestSchema.root, in: body, named: "the manifest", to: &sink)
        return sink.diagnostics
    }

    private func validate(_ manifests: [JSONValue]) throws -> [String] {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "callbox-schema-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let schema = folder.appending(path: "schema.json")
        try Data(ManifestJSONSchema.document.utf8).write(to: schema)
        let lines = folder.appending(path: "lines.json")
        try Data(manifests.map { $0.literal + "\n" }.joined().utf8).write(to: lines)
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Support/validate-json.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["/usr/bin/python3", script.path, schema.path, lines.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "validate-json.py failed; see standard error")
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func json(_ node: YAMLNode) -> JSONValue {
        switch node.kind {
        case .scalar(let text, let isQuoted):
            if !isQuoted, let boolean = node.boolean { return .boolean(boolean) }
            if !isQuoted, let integer = node.integer { return .integer(integer) }
            return .string(text)
        case .list(let elements): return .array(elements.map(json))
        case .mapping(let pairs): return .object(pairs.map { ($0.key, json($0.value)) })
        case .broken: return .null
        }
    }
}

/// Makes manifests from the table: mostly good ones, and one in two with something broken.
private struct ManifestGenerator {
    private var random: SplitMix
    /// How many more values until one is broken; nil for none in this manifest.
    private var countdown: Int?

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    mutating func manifest() -> JSONValue {
        countdown = random.below(2) == 0 ? random.below(25) : nil
        return value(for: ManifestSchema.root, depth: 0)
    }

    private mutating func value(for shape: Shape, depth: Int) -> JSONValue {
        if let left = countdown {
            countdown = left == 0 ? nil : left - 1
            if left == 0 { return broken(shape) }
        }
        switch shape {
        case .text(let rule): return .string(pick(Self.good(rule)))
        case .integer(let minimum): return .integer((minimum ?? -5) + random.below(101))
        case .boolean: return .boolean(random.below(2) == 0)
        case .choice(["1"]): return .integer(1)
        case .choice(let choices): return .string(pick(choices))
        case .keys(let keys):
            var members: [JSONValue.Member] = []
            for key in keys
            where key.presence == .required || random.below(max(2, keys.count / 3)) == 0 {
                // Environments hold a whole manifest again: one level of them is enough.
                if key.name == "environments", depth > 0 { continue }
                members.append(
                    JSONValue.Member(key.name, value(for: key.shape, depth: depth + 1)))
            }
            return .object(members)
        case .named(let rule, let shape):
            let names = Set((0...random.below(2)).map { _ in pick(Self.good(rule)) }).sorted()
            return .object(names.map { ($0, value(for: shape, depth: depth + 1)) })
        case .list(let shape):
            let elements = (0...random.below(2)).map { _ in value(for: shape, depth: depth + 1) }
            return .array(
                elements.count > 1 && elements[0] == elements[1] ? [elements[0]] : elements)
        case .either(let one, let other):
            return value(for: random.below(2) == 0 ? one : other, depth: depth + 1)
        case .scalar: return pick([.string("pro"), .integer(3), .boolean(true)])
        }
    }

    /// Something that doesn't belong where a shape is expected.
    private mutating func broken(_ shape: Shape) -> JSONValue {
        switch shape {
        case .keys:
            return pick([.object([("no_such_key", .integer(1))]), .array([]), .string("x")])
        case .integer(let minimum):
            return pick([
                .integer((minimum ?? 0) - (minimum == nil ? 0 : 1)), .string("20"), .null,
                .number(20.5), .integer(1 << 60),
            ])
        case .boolean: return pick([.string("true"), .integer(1), .string("yes")])
        case .choice: return pick([.string("nonsense"), .boolean(true), .array([])])
        case .list: return pick([.array([]), .string("a"), .object([("a", .integer(1))])])
        case .named: return pick([.string("a"), .array([.string("a")]), .integer(1)])
        case .text:
            return pick([
                .integer(5), .boolean(false), .array([.string("a")]), .string(""), .number(1.5),
            ])
        case .either: return pick([.array([.string("call")]), .integer(1), .string("nonsense")])
        case .scalar:
            return pick([
                .array([]), .object([("a", .integer(1))]), .null, .number(9.99), .integer(1 << 60),
            ])
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[random.below(elements.count)]
    }

    private static func good(_ rule: TextRule) -> [String] {
        let candidates = [
            "abc12345", "a-b", "www.acme.com", "http://a.acme.com:8080", "acme.com", "none",
            "/", "/a/**", "/blog/*", "/api/me", "https://acme.com/me", "12h", "30m", "#help",
            "docs/*.html", "build/x", "acme.user", "#1f8ded", "rgb(1, 2, 3)", "red", "viewed it",
            "identity", "default-src 'self'",
        ]
        return candidates.filter { rule.problem($0) == nil }
    }
}

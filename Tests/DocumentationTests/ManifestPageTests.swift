import CallboxDiagnostics
import CallboxSpec
import Testing

/// Holds `Manifest.md` to the table that the reader uses.
struct ManifestPageTests {
    @Test func referenceIsWhatTheTableGives() throws {
        try GeneratedPart(page: "Manifest", name: "keys").expect(ManifestReference.text)
    }

    @Test func everyRuleForTextIsExplained() throws {
        let rows = try DocumentationPage("Manifest").rows(underHeader: "Type")
        let explained = Set(rows.map { $0[0] })
        let rules = Set(ManifestReference.textRules.map { $0.filter { $0 != "`" } })
        #expect(rules.subtracting(explained).sorted() == [])
    }

    @Test func examplesOfKeysFitTheirShapes() throws {
        for entry in ManifestReference.entries {
            let text: String
            if case .named = entry.key.shape, !entry.key.example.hasPrefix("{") {
                text = "\(entry.key.name):\n  \(entry.key.example)\n"
            } else {
                text = "\(entry.key.name): \(entry.key.example)\n"
            }
            var sink = DiagnosticSink()
            let file = SourceFile(path: entry.path, text: text)
            let node = try #require(YAMLReader.read(file, reportingTo: &sink), "\(text)")
            _ = ShapeChecker.check(node, against: .keys([entry.key]), reportingTo: &sink)
            #expect(sink.diagnostics.map { "\(entry.path): \($0.message)" } == [])
        }
    }

    @Test func defaultsFitTheirShapes() throws {
        for entry in ManifestReference.entries {
            guard case .defaultsTo(let value) = entry.key.presence else { continue }
            var sink = DiagnosticSink()
            let file = SourceFile(path: entry.path, text: "\(entry.key.name): \(value)\n")
            let node = try #require(YAMLReader.read(file, reportingTo: &sink))
            _ = ShapeChecker.check(node, against: .keys([entry.key]), reportingTo: &sink)
            #expect(sink.diagnostics.map { "\(entry.path): \($0.message)" } == [])
        }
    }

    /// Each finding of a wrong example lies in a mapping one of whose keys says it can cause it.
    @Test func keysNameTheDiagnosticsThatTheyCause() throws {
        let paths = ManifestReference.entries.map(\.path)
        #expect(Set(ManifestReference.special.keys).subtracting(paths) == [], "no such key")
        for example in try DiagnosticsPage().examples where example.isWrong && example.isManifest {
            var sink = DiagnosticSink()
            let file = SourceFile(path: "callbox.yml", text: example.manifest)
            let root = YAMLReader.read(file, reportingTo: &sink)
            for found in example.diagnostics() where found.path == file.path {
                guard let root, let offset = found.range?.bytes.lowerBound,
                    !ManifestReference.general.contains(found.id), found.id.isAboutKeys
                else { continue }
                let path = Self.path(at: offset, in: root) ?? ""
                let named = ManifestReference.entries.filter { entry in
                    path == entry.path || path.hasPrefix(entry.container)
                }
                #expect(
                    named.contains { ManifestReference.causes(of: $0).contains(found.id) },
                    "\(found.id.rawValue) at \(path)")
            }
        }
    }

    /// The path of the deepest key that stands at an offset, or whose value does.
    private static func path(at offset: Int, in node: YAMLNode, below path: String = "") -> String?
    {
        for element in node.elements {
            if let found = self.path(at: offset, in: element, below: path + "[]") { return found }
            if element.range.bytes.lowerBound == offset { return path }
        }
        for pair in node.pairs {
            let isNamed = path == "sites" || path == "environments"
            let own = path.isEmpty ? pair.key : "\(path).\(isNamed ? "NAME" : pair.key)"
            if let found = self.path(at: offset, in: pair.value, below: own) { return found }
            let starts = [pair.keyRange.bytes.lowerBound, pair.value.range.bytes.lowerBound]
            if starts.contains(offset) { return own }
        }
        return nil
    }

    /// The page's example, its dictionary, and the table of winners belong together.
    @Test func exampleHasNoFindingsAndItsTableHolds() throws {
        let page = try DocumentationPage("Manifest")
        let plan = try page.plan()
        let rows = try page.rows(underHeader: "Address")
        #expect(rows.count >= 8)
        for row in rows {
            let address = row[0].dropFirst("https://".count)
            let slash = address.firstIndex(of: "/") ?? address.endIndex
            let found = try #require(
                plan.site(at: Host(String(address[..<slash])), urlPath: String(address[slash...])),
                "\(row[0])")
            let paths = found.site.matches(found.path).map(\.declaration.pattern.value.text)
            let shown = row[1] == "none" ? [] : row[1].split(separator: ", ").map(String.init)
            #expect(paths == shown, "\(row[0])")
        }
    }
}

extension DiagnosticID {
    /// Whether it is about keys, and not about the file or its comments.
    fileprivate var isAboutKeys: Bool {
        ![.yamlSyntax, .yamlTooLarge, .inputEmpty, .silenceInvalid, .silenceUnused].contains(self)
    }
}

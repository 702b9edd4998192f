import CallboxDiagnostics
import CallboxSpec
import Testing

/// Holds `Diagnostics.md` to the code: each id has its section, and each example does as it says.
struct DiagnosticsPageTests {
    /// Ids that need files or trees on disk; the command line's tests cause them.
    static let needingFiles: Set<DiagnosticID> = [
        .inputMissing, .inputUnreadable, .rootMissing, .rootNotAllowed, .outputNotAllowed,
        .pageWithoutRoute,
        .fallbackMissing,
        .routeWithoutPage, .handWrittenInstall, .blockedByPolicy, .invalidTemplate,
        .outdatedTemplate, .noInstall, .computedValue,
    ]
    /// Ids whose inputs a page can't show; ``inputsTooLargeForAPage()`` causes them.
    static let unshowable: Set<DiagnosticID> = [.inputTooLarge, .inputNotText, .tooManyAttributes]

    @Test func everyIDHasOneSection() throws {
        let titles = try DiagnosticsPage().sections.map(\.title)
        #expect(titles.count == Set(titles).count, "an id has two sections")
        let ids = Set(DiagnosticID.allCases.map(\.rawValue))
        #expect(ids.subtracting(titles).sorted() == [], "ids without a section")
        #expect(Set(titles).subtracting(ids).sorted() == [], "sections of no id")
    }

    @Test func sectionsSayWhetherItIsALint() throws {
        for section in try DiagnosticsPage().sections {
            let id = try #require(DiagnosticID(rawValue: section.title))
            let word = id.isLint ? "Lint. " : "Error. "
            #expect(section.paragraphs.first?.hasPrefix(word) == true, "\(id.rawValue): \(word)")
        }
    }

    @Test func sectionsHaveAWrongAndARightExample() throws {
        let page = try DiagnosticsPage()
        for section in page.sections {
            let id = try #require(DiagnosticID(rawValue: section.title))
            let examples = page.examples.filter { $0.id == section.title }
            if Self.needingFiles.union(Self.unshowable).contains(id) {
                #expect(section.codeBlocks.map(\.words) == [["sh"]], "\(id.rawValue)")
                #expect(examples.isEmpty)
            } else {
                let kinds = Set(examples.map(\.isWrong))
                #expect(kinds == [true, false], "\(id.rawValue) has a wrong and a right example")
                #expect(examples.count == section.codeBlocks.count, "\(id.rawValue): other blocks")
            }
        }
    }

    @Test(arguments: try DiagnosticsPage().examples)
    func exampleDoesWhatItsSectionSays(example: DiagnosticsPage.Example) {
        let found = example.diagnostics()
        let messages = found.map { "\($0.id.rawValue): \($0.message)" }
        #expect(
            Set(found.map(\.id.rawValue)) == (example.isWrong ? [example.id] : []), "\(messages)")
        let path = example.isManifest ? "callbox.yml" : "attributes.md"
        let aboutBoth = ["required-left-out", "user-without-identifier"]
        #expect(found.allSatisfy { $0.path == path } || aboutBoth.contains(example.id))
    }

    @Test func basesHaveNoFindings() throws {
        let example = try #require(try DiagnosticsPage().examples.first { !$0.isManifest })
        let page = try DocumentationPage("Diagnostics")
        let blocks = page.sections.flatMap(\.codeBlocks)
        let whole = try #require(blocks.first { $0.words == ["yaml", "base"] })
        let dictionary = try #require(blocks.first { $0.words == ["markdown", "base"] })
        for manifest in [whole.text, example.manifest] {
            let pair = DiagnosticsPage.Example(
                id: "", isWrong: false, isManifest: true, environment: nil, shown: manifest,
                manifest: manifest, dictionary: dictionary.text)
            #expect(pair.diagnostics().map(\.message) == [])
        }
    }

    @Test func inputsTooLargeForAPage() {
        func ids(manifest bytes: [UInt8]) -> [DiagnosticID] {
            var sink = DiagnosticSink()
            _ = ManifestDocument(
                reading: SourceFile(path: "callbox.yml", bytes: bytes), reportingTo: &sink)
            return sink.diagnostics.map(\.id)
        }
        func ids(dictionary text: String) -> [DiagnosticID] {
            var sink = DiagnosticSink()
            _ = AttributeDictionaryReader.read(
                SourceFile(path: "attributes.md", text: text), reportingTo: &sink)
            return sink.diagnostics.map(\.id)
        }
        let large = [UInt8](repeating: 0x23, count: YAMLReader.byteLimit + 1)
        #expect(ids(manifest: large) == [.inputTooLarge])
        #expect(ids(manifest: [0xFF, 0xFE, 0x61, 0x00]) == [.inputNotText])
        let header = "## Account\n\n| Attribute |\n| --- |\n"
        let rows = (1...251).map { "| `a\($0)` |\n" }.joined()
        #expect(ids(dictionary: header + rows) == [.tooManyAttributes])
    }
}

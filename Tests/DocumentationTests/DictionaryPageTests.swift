import CallboxDiagnostics
@testable import CallboxSpec
import Testing

/// Holds `Dictionary.md` to what the reader uses.
///
/// One after another: several write parts of one page.
@Suite(.serialized) struct DictionaryPageTests {
    @Test(arguments: ["facts", "types", "standard attributes", "limits"])
    func tablesAreWhatTheCodeGives(part: String) throws {
        let rendered =
            switch part {
            case "facts": DictionaryReference.facts
            case "types": DictionaryReference.types
            case "limits": DictionaryReference.limits
            default: DictionaryReference.standard
            }
        try GeneratedPart(page: "Dictionary", name: part).expect(rendered)
    }

    @Test func everythingIsExplained() {
        #expect(AttributeFact.allCases.allSatisfy { DictionaryReference.about[$0] != nil })
        #expect(AttributeType.simple.allSatisfy { DictionaryReference.meanings[$0] != nil })
    }

    @Test func examplesHaveNoFindings() throws {
        let plan = try DocumentationPage("Dictionary").plan()
        let facts = Set(plan.dictionary?.attributes.flatMap(\.ranges.keys) ?? [])
        #expect(facts == Set(AttributeFact.allCases), "the example shows every fact")
    }

    /// Each finding of a wrong example that lies at a fact's value is one the fact says it can cause.
    @Test func factsNameTheDiagnosticsThatTheyCause() throws {
        for example in try DiagnosticsPage().examples where example.isWrong && !example.isManifest {
            var sink = DiagnosticSink()
            let file = SourceFile(path: "attributes.md", text: example.dictionary)
            let dictionary = AttributeDictionaryReader.read(file, reportingTo: &sink)
            let facts = (dictionary?.attributes ?? []).flatMap(\.ranges)
            for found in example.diagnostics() {
                let offset = found.range?.bytes.lowerBound
                for (fact, range) in facts where range.bytes.lowerBound == offset {
                    #expect(
                        DictionaryReference.causes[fact]?.contains(found.id) == true,
                        "\(found.id.rawValue) at \(fact.rawValue)")
                }
            }
        }
    }
}

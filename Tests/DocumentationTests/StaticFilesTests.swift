import CallboxDiagnostics
import CallboxGlue
import CallboxSpec
import Testing

/// What never stands in a file that is published.
struct StaticFilesTests {
    @Test("O2: an input that carries a secret is refused")
    func secretsAreRefused() throws {
        let secrets = try DiagnosticsPage().examples.filter { $0.id == "secret" && $0.isWrong }
        #expect(!secrets.isEmpty)
        for example in secrets {
            let found = example.diagnostics()
            #expect(found.map(\.id) == [.secret])
            #expect(found.allSatisfy { $0.severity == .error })
        }
    }

    @Test("O2: no emitted file holds an example or a description of the dictionary")
    func examplesStayInTheDictionary() throws {
        let plan = try DocumentationPage("Dictionary").plan()
        let renderer = SnippetRenderer(plan: plan, form: .readable)
        let snippets = Dictionary(
            uniqueKeysWithValues: plan.sites.map { ($0.name, renderer.snippets(of: $0)) })
        let files = OutputFile.all(for: plan, sites: plan.sites, snippets: snippets)
        let attributes = plan.dictionary?.attributes ?? []
        let words = attributes.flatMap { [$0.example, $0.summary.isEmpty ? nil : $0.summary] }
            .compactMap(\.self)
        #expect(files.count > 1 && words.count > 2)
        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            #expect(words.filter(text.contains) == [], "\(file.path)")
        }
    }
}

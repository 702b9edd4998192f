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

    /// Descriptions go to developers and to the privacy review, never to where pages are served.
    @Test("O2: no emitted file holds an example, and no site's file a description")
    func examplesStayInTheDictionary() throws {
        let plan = try DocumentationPage("Dictionary").plan()
        let renderer = SnippetRenderer(plan: plan, form: .readable, templates: .builtIn)
        let snippets = renderer.snippets(of: plan.sites)
        let files = OutputFile.all(
            for: plan, sites: plan.sites, snippets: snippets, templates: .builtIn)
        let attributes = plan.dictionary?.attributes ?? []
        let examples = attributes.compactMap(\.example)
        let descriptions = attributes.map(\.summary).filter { !$0.isEmpty }
        let served = plan.sites.map { $0.name + "/" }
        #expect(files.count > 1 && !examples.isEmpty && !descriptions.isEmpty)
        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            let isServed = served.contains(where: file.path.hasPrefix)
            let words = isServed ? examples + descriptions : examples
            #expect(words.filter(text.contains) == [], "\(file.path)")
        }
    }
}

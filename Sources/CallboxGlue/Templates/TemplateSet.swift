package import CallboxDiagnostics
package import CallboxTemplates
private import Mustache

/// The text templates of a run: the built-in ones, some of them overridden.
package struct TemplateSet: Sendable {
    private var templates: [TextTemplate: MustacheTemplate]

    /// The built-in templates.
    package static let builtIn: TemplateSet = {
        let templates = TextTemplate.allCases.map { template in
            guard let parsed = try? MustacheTemplate(string: template.text) else {
                fatalError("built-in template '\(template)' doesn't parse; a test renders each")
            }
            return (template, parsed)
        }
        return TemplateSet(templates: Dictionary(uniqueKeysWithValues: templates))
    }()

    private init(templates: [TextTemplate: MustacheTemplate]) {
        self.templates = templates
    }

    /// Puts a person's template in the place of a built-in one.
    ///
    /// Reports `invalid-template` for everything in it that isn't allowed, and `outdated-template`
    /// where the built-in one has changed since, or nobody can tell; with an error the built-in one
    /// stays.
    package mutating func override(
        _ template: TextTemplate, by file: SourceFile, reportingTo sink: inout DiagnosticSink
    ) {
        let tags = TemplateTags(in: file)
        let problems = tags.problems(in: template)
        for problem in problems {
            sink.report(.invalidTemplate, problem.message, at: file.range(problem.range))
        }
        TemplateStamp.check(file, of: template, reportingTo: &sink)
        guard problems.isEmpty else { return }
        do {
            templates[template] = try MustacheTemplate(
                string: String(decoding: file.bytes, as: UTF8.self))
        } catch {
            sink.report(
                .invalidTemplate, "a template is Mustache, and this isn't: \(error)",
                at: file.range(0..<0))
        }
    }

    /// A template filled in.
    package func render(_ template: TextTemplate, _ context: [String: Any]) -> String {
        guard let found = templates[template] else { return "" }
        return found.render(context)
    }

    /// The element with a script in it.
    package func inlineBlock(mark: String, script: [UInt8]) -> [UInt8] {
        block(.inline, ["mark": mark, "script": String(decoding: script, as: UTF8.self)])
    }

    /// The element that loads a script from a file.
    package func externalBlock(mark: String, address: String, integrity: String) -> [UInt8] {
        block(.external, ["mark": mark, "address": address, "integrity": integrity])
    }

    /// The template is a text file and ends with a line end; the block is one element.
    private func block(_ template: TextTemplate, _ context: [String: Any]) -> [UInt8] {
        var text = render(template, context)
        while text.last?.isNewline == true { text.removeLast() }
        return Array(text.utf8)
    }
}

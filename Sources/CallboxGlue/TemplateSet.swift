package import CallboxTemplates
private import Mustache

/// The text templates of a run: the built-in ones, some of them overridden.
package struct TemplateSet: Sendable {
    private let templates: [TextTemplate: MustacheTemplate]

    /// What is wrong with a template, for people.
    package struct Invalid: Error {
        package let template: TextTemplate
        package let message: String
    }

    /// The built-in templates.
    package static let builtIn: TemplateSet = {
        guard let set = try? TemplateSet(overriding: [:]) else {
            fatalError("a built-in template doesn't parse; a test renders each")
        }
        return set
    }()

    /// The built-in templates, with these texts in place of some.
    ///
    /// - Throws: ``Invalid`` for a text that is no Mustache.
    package init(overriding texts: [TextTemplate: String]) throws(Invalid) {
        var templates: [TextTemplate: MustacheTemplate] = [:]
        for template in TextTemplate.allCases {
            do {
                templates[template] = try MustacheTemplate(
                    string: texts[template] ?? template.text)
            } catch {
                throw Invalid(template: template, message: "\(error)")
            }
        }
        self.templates = templates
    }

    /// A template filled in.
    package func render(_ template: TextTemplate, _ context: [String: Any]) -> String {
        guard let found = templates[template] else { return "" }
        return found.render(context)
    }
}

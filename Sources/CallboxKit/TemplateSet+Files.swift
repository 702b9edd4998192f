package import CallboxDiagnostics
package import CallboxGlue
private import CallboxHTML
private import CallboxTemplates

extension TemplateSet {
    /// The built-in templates, with those of a folder in place of some.
    ///
    /// Reports `invalid-template`, and `outdated-template`. A wrapper that passes makes a block of
    /// whatever the plan gives it, with exactly the script whose hash is published (glue rules O1,
    /// O4).
    ///
    /// - Parameter files: those of the folder; others than `NAME.mustache` are left alone.
    package init(reading files: [SourceFile], reportingTo sink: inout DiagnosticSink) {
        self = .builtIn
        for file in files where file.path.hasSuffix(".mustache") {
            let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
            let known = TextTemplate.allCases
            guard let template = known.first(where: { $0.fileName == name }) else {
                sink.report(
                    .invalidTemplate,
                    "'\(name)' is the name of no template"
                        + suggestion(for: name, among: known.map(\.fileName)),
                    at: file.range(0..<0))
                continue
            }
            var changed = self
            changed.override(template, by: file, reportingTo: &sink)
            if let fault = changed.fault(of: template) {
                sink.report(.invalidTemplate, fault, at: file.range(0..<0))
            } else {
                self = changed
            }
        }
    }

    /// What keeps a wrapper from making blocks, by a script and an address that hold all that those
    /// of a plan may.
    private func fault(of template: TextTemplate) -> String? {
        let mark = "site/name"
        switch template {
        case .inline:
            let script = Array("{const a=\"\\u003C/\"<1&&'&amp;'>\"{{b}}\"}".utf8)
            guard let block = try? Block(inlineBlock(mark: mark, script: script)),
                block.mark == mark
            else { break }
            let made = block.script
            return made.content == script && made.source == nil
                ? nil : "the element holds {{script}}, and nothing beside it"
        case .external:
            let (address, integrity) = ("/a%20b/callbox/0.js", "sha256-a+b/c=")
            let bytes = externalBlock(mark: mark, address: address, integrity: integrity)
            guard let block = try? Block(bytes), block.mark == mark else { break }
            let made = block.script
            return made.content.isEmpty && made.source == address && made.integrity == integrity
                ? nil : "the element is empty, its src is {{address}}, its integrity {{integrity}}"
        default: return nil
        }
        return
            "a wrapper is one script element with data-callbox=\"{{mark}}\", and nothing around it"
    }
}

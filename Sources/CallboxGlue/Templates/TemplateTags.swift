internal import CallboxDiagnostics
internal import CallboxTemplates

/// The tags of a template, with their places: what Mustache itself passes over without a word.
///
/// A template has values, sections and comments; partials, other delimiters and unescaped values
/// have no use here.
struct TemplateTags {
    /// What is not allowed, and where.
    struct Problem {
        let message: String
        let range: Range<Int>
    }

    private struct Tag {
        /// What stands behind the braces: `#`, `^`, `/`, `!`, `%` …; nil for a value.
        let sigil: Character?
        let name: String
        let range: Range<Int>
    }

    /// The deepest nesting of sections: the parser recurses on it.
    private static let depthLimit = 100

    private var tags: [Tag] = []
    private var broken: [Problem] = []

    init(in file: SourceFile) {
        self.init(file.bytes)
        let stray = file.bytes.firstIndex { $0 >= 0x80 || $0 == 0x0D }
        if let stray {
            broken.append(
                Problem(message: "a template is ASCII with LF line ends", range: stray..<stray + 1))
        }
    }

    private init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let open = rest.firstRange(of: Array("{{".utf8)) {
            guard
                let close = bytes[open.upperBound...].firstRange(of: Array("}}".utf8))
            else {
                broken.append(Problem(message: "this tag has no '}}'", range: open))
                return
            }
            rest = bytes[close.upperBound...]
            let inner = String(decoding: bytes[open.upperBound..<close.lowerBound], as: UTF8.self)
            let sigil = inner.first.flatMap { "#^/!%=><$&{".contains($0) ? $0 : nil }
            let name = inner.dropFirst(sigil == nil ? 0 : 1).filter { !$0.isWhitespace }
            tags.append(
                Tag(sigil: sigil, name: name, range: open.lowerBound..<close.upperBound))
        }
    }

    /// What is wrong with them in the place of a built-in template, in the order of the file.
    func problems(in template: TextTemplate) -> [Problem] {
        let known = Self.names(for: template)
        var problems = broken
        var open: [Tag] = []
        var isTooDeep = false
        func report(_ message: String, _ tag: Tag) {
            problems.append(Problem(message: message, range: tag.range))
        }
        for tag in tags {
            switch tag.sigil {
            case "!": continue
            case "%":
                if tag.name != "CONTENT_TYPE:TEXT" {
                    report("a template sets nothing but CONTENT_TYPE:TEXT", tag)
                }
                continue
            case nil, "#", "^": break
            case "/":
                if let section = open.popLast() {
                    if section.name != tag.name {
                        report("this closes '\(tag.name)', and '\(section.name)' is open", tag)
                    }
                } else {
                    report("this closes '\(tag.name)', which isn't open", tag)
                }
                continue
            case let sigil?:
                report("a template has values, sections and comments; '{{\(sigil)' is none", tag)
                continue
            }
            if tag.sigil != nil {
                open.append(tag)
                if open.count == Self.depthLimit + 1, !isTooDeep {
                    isTooDeep = true
                    report("sections are nested at most \(Self.depthLimit) levels deep", tag)
                }
            }
            if tag.name != ".", !known.contains(tag.name) {
                report(
                    "'\(tag.name)' is no value of '\(template.fileName)'"
                        + suggestion(for: tag.name, among: known.sorted()), tag)
            }
        }
        for section in open { report("the section '\(section.name)' is never closed", section) }
        return (problems + missing(in: template)).sorted {
            $0.range.lowerBound < $1.range.lowerBound
        }
    }

    /// What a template can't do without.
    private func missing(in template: TextTemplate) -> [Problem] {
        // Else its values would be escaped for HTML, quotes of a policy among them.
        guard Self.isText(template), !tags.contains(where: { $0.sigil == "%" }) else { return [] }
        return [
            Problem(
                message: "'\(template.fileName)' says {{% CONTENT_TYPE:TEXT}} before its values",
                range: 0..<0)
        ]
    }

    private static func isText(_ template: TextTemplate) -> Bool {
        TemplateTags(Array(template.text.utf8)).tags.contains { $0.sigil == "%" }
    }

    /// The values that a template may name: those of the built-in one, and of a server format those
    /// of all, since they see the same.
    private static func names(for template: TextTemplate) -> Set<String> {
        let kin = TextTemplate.allCases.filter {
            $0 == template || $0.serverFile != nil && template.serverFile != nil
        }
        return Set(
            kin.flatMap { kin in
                TemplateTags(Array(kin.text.utf8)).tags
                    .filter { [nil, "#", "^"].contains($0.sigil) }.map(\.name)
            })
    }
}

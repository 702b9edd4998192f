internal import CallboxDiagnostics
internal import CallboxSpec

/// A value that a script states outright, with its place.
struct JavaScriptLiteral {
    indirect enum Kind {
        case text(String)
        case number(String)
        case boolean(Bool)
        /// `null` or `undefined`.
        case nothing
        case list([JavaScriptLiteral])
        /// In the order of the script; of two with one key the last counts.
        case object([(key: String, value: JavaScriptLiteral)])
    }

    let kind: Kind
    let range: SourceRange

    /// The text of a text.
    var text: String? {
        if case .text(let text) = kind { text } else { nil }
    }
}

/// Reads literals; whatever is computed is reported, and the rest is read on.
struct JavaScriptLiteralReader {
    let file: SourceFile
    let tokens: [JavaScriptTokens.Token]
    /// Names that are bound to a text once, as `const APP_ID = "abc12345"` does.
    let bindings: [String: String]
    private(set) var index: Int
    /// How many objects and lists are open.
    private var depth = 0
    /// How much was reported.
    private var findings = 0

    /// The deepest nesting: the reader recurses on it. As of YAML.
    private static let depthLimit = YAMLReader.depthLimit

    init(
        _ file: SourceFile, _ tokens: [JavaScriptTokens.Token], bindings: [String: String],
        at index: Int
    ) {
        self.file = file
        self.tokens = tokens
        self.bindings = bindings
        self.index = index
    }

    private var kind: JavaScriptTokens.Kind? { index < tokens.count ? tokens[index].kind : nil }

    private func at(_ character: Unicode.Scalar) -> Bool {
        kind == .sign(UInt8(ascii: character))
    }

    /// The value that begins here and ends before a `,` or what closes the list around it.
    ///
    /// Reports `computed-value` for anything but a literal, once at least; nil then.
    mutating func value(reportingTo sink: inout DiagnosticSink) -> JavaScriptLiteral? {
        let start = index
        let earlierFindings = findings
        let literal = literal(reportingTo: &sink)
        if literal != nil, kind == nil || at(",") || at("}") || at("]") || at(")") || at(";") {
            return literal
        }
        // Within a broken object its own finding says it.
        let wasTold = literal == nil && findings > earlierFindings
        let isOpen = literal == nil && index > start
        skip()
        if !wasTold { report(start, isOpen ? Self.openRule : Self.computedRule, &sink) }
        return nil
    }

    private mutating func literal(reportingTo sink: inout DiagnosticSink) -> JavaScriptLiteral? {
        guard index < tokens.count else { return nil }
        let start = tokens[index].range.lowerBound
        let kind: JavaScriptLiteral.Kind
        switch tokens[index].kind {
        case .text(let text): kind = .text(text)
        case .number(let text): kind = .number(text)
        case .word("true"): kind = .boolean(true)
        case .word("false"): kind = .boolean(false)
        case .word("null"), .word("undefined"): kind = .nothing
        case .word(let name):
            guard let text = bindings[name] else { return nil }
            kind = .text(text)
        case .sign(UInt8(ascii: "-")):
            guard index + 1 < tokens.count, case .number(let text) = tokens[index + 1].kind else {
                return nil
            }
            index += 1
            kind = .number("-" + text)
        case .sign(UInt8(ascii: "{")):
            guard let members = nested({ $0.members(reportingTo: &$1) }, &sink) else { return nil }
            kind = .object(members)
        case .sign(UInt8(ascii: "[")):
            guard let elements = nested({ $0.elements(reportingTo: &$1) }, &sink) else {
                return nil
            }
            kind = .list(elements)
        default: return nil
        }
        index += 1
        return JavaScriptLiteral(
            kind: kind, range: file.range(start..<tokens[index - 1].range.upperBound))
    }

    /// What an object or list holds; nil, with a finding, where it lies too deep.
    private mutating func nested<Content>(
        _ read: (inout Self, inout DiagnosticSink) -> Content?, _ sink: inout DiagnosticSink
    ) -> Content? {
        guard depth < Self.depthLimit else {
            report(index, "nesting is at most \(Self.depthLimit) levels deep", &sink)
            return nil
        }
        depth += 1
        defer { depth -= 1 }
        return read(&self, &sink)
    }

    /// The members of an object, up to its `}`; those that are no literals are reported and left out.
    private mutating func members(
        reportingTo sink: inout DiagnosticSink
    ) -> [(key: String, value: JavaScriptLiteral)]? {
        index += 1
        var members: [(key: String, value: JavaScriptLiteral)] = []
        while let kind, !at("}") {
            let start = index
            let key: String? =
                switch kind {
                case .word(let name): name
                case .text(let text): text
                case .number(let text): text
                default: nil
                }
            index += 1
            if let key, at(":") {
                index += 1
                if let value = value(reportingTo: &sink) {
                    members.removeAll { $0.key == key }
                    members.append((key, value))
                }
            } else {
                skip()
                report(start, Self.computedRule, &sink)
            }
            if at(",") { index += 1 } else if !at("}") { return nil }
        }
        return at("}") ? members : nil
    }

    private mutating func elements(
        reportingTo sink: inout DiagnosticSink
    ) -> [JavaScriptLiteral]? {
        index += 1
        var elements: [JavaScriptLiteral] = []
        while kind != nil, !at("]") {
            if let value = value(reportingTo: &sink) { elements.append(value) }
            if at(",") { index += 1 } else if !at("]") { return nil }
        }
        return at("]") ? elements : nil
    }

    /// Moves to the `,` or the closing sign that ends what is computed here.
    private mutating func skip() {
        var depth = 0
        while let kind {
            if case .sign(let sign) = kind {
                if "([{".utf8.contains(sign) { depth += 1 }
                if ")]}".utf8.contains(sign) {
                    if depth == 0 { return }
                    depth -= 1
                }
                if depth == 0, sign == UInt8(ascii: ",") || sign == UInt8(ascii: ";") { return }
            }
            index += 1
        }
    }

    private static let computedRule =
        "this is computed when the page runs; only literals are taken over"
    private static let openRule = "this is no literal: its closing bracket is missing"

    /// Reports what stands between `start` and here; the last token where a value is missing.
    private mutating func report(_ start: Int, _ rule: String, _ sink: inout DiagnosticSink) {
        findings += 1
        let start = min(start, tokens.count - 1)
        let end = max(start, min(index, tokens.count) - 1)
        sink.report(
            .computedValue, rule,
            at: file.range(tokens[start].range.lowerBound..<tokens[end].range.upperBound),
            help: "write the value that it stands for, such as \"example\", into a copy, and give "
                + "the real one to callbox.identify(user)")
    }
}

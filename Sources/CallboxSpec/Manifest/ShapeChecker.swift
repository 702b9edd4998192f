package import CallboxDiagnostics

/// Holds a document against a shape: reports everything that doesn't fit, and returns the rest.
///
/// What doesn't fit becomes `.broken` where it stands, so that the rest is still checked and a
/// broken value isn't also reported as missing.
package struct ShapeChecker {
    private var sink = DiagnosticSink()
    private let root: Shape

    /// `node` with everything broken that `shape` doesn't allow. Missing keys are not looked for:
    /// see ``reportMissingKeys(of:in:named:to:)``.
    ///
    /// Reports `unknown-key`, `wrong-type`, `invalid-value`, `secret`.
    package static func check(
        _ node: YAMLNode, against shape: Shape, reportingTo sink: inout DiagnosticSink
    ) -> YAMLNode {
        var checker = ShapeChecker(root: shape)
        let checked = checker.check(node, shape, as: "the manifest")
        sink.report(contentsOf: checker.sink)
        return checked
    }

    /// Reports `missing-key` for every key that `shape` requires and `node` lacks, at any depth.
    package static func reportMissingKeys(
        of shape: Shape, in node: YAMLNode, named name: String, to sink: inout DiagnosticSink
    ) {
        switch (shape, node.kind) {
        case (.keys(let keys), .mapping(let pairs)):
            for key in keys where key.presence == .required && node[key.name] == nil {
                sink.report(
                    .missingKey, "key '\(key.name)' is required in \(name)", at: node.range,
                    help: "for example \(key.name): \(key.example)")
            }
            for pair in pairs {
                guard let key = keys.first(where: { $0.name == pair.key }) else { continue }
                reportMissingKeys(of: key.shape, in: pair.value, named: "'\(pair.key)'", to: &sink)
            }
        case (.named(_, let shape), .mapping(let pairs)):
            for pair in pairs {
                reportMissingKeys(of: shape, in: pair.value, named: "'\(pair.key)'", to: &sink)
            }
        case (.list(let shape), .list(let elements)):
            for element in elements {
                reportMissingKeys(of: shape, in: element, named: "this entry of \(name)", to: &sink)
            }
        case (.either(_, let shape), .mapping):
            reportMissingKeys(of: shape, in: node, named: name, to: &sink)
        default: break
        }
    }

    private mutating func check(_ node: YAMLNode, _ shape: Shape, as name: String) -> YAMLNode {
        let problem: String?
        switch (shape, node.kind) {
        case (_, .broken): return node
        case _ where node.isNull:
            return broken(node, .wrongType, "\(name) has no value")
        case (.keys(let keys), .mapping(let pairs)):
            var present = Set(pairs.map(\.key))
            let checked = pairs.compactMap { check($0, keys, of: name, &present) }
            // A mapping of unknown keys alone isn't one that was left empty.
            let isBroken = checked.isEmpty && !pairs.isEmpty
            return YAMLNode(isBroken ? .broken : .mapping(checked), at: node.range)
        case (.named(let rule, let shape), .mapping(let pairs)):
            guard !pairs.isEmpty else { return broken(node, .wrongType, "\(name) has no entry") }
            return YAMLNode(.mapping(pairs.map { check($0, rule, shape) }), at: node.range)
        case (.list(let shape), .list(let elements)):
            guard !elements.isEmpty else { return broken(node, .wrongType, "\(name) has no entry") }
            var seen: Set<String> = []
            let checked = elements.map { element in
                if let text = element.text, !element.isNull, !seen.insert(text).inserted {
                    return broken(element, .invalidValue, "'\(text)' stands twice in \(name)")
                }
                return check(element, shape, as: "an entry of \(name)")
            }
            return YAMLNode(.list(checked), at: node.range)
        case (.either(_, let shape), .mapping), (.either(let shape, _), .scalar):
            return check(node, shape, as: name)
        case (.text(let rule), .scalar(let text, let isQuoted)):
            if !isQuoted, isNumberOrBoolean(text) {
                // Where the text itself is wrong, quotes wouldn't help.
                let problem = rule.problem(text)
                return broken(
                    node, problem == nil ? .wrongType : .invalidValue,
                    problem ?? "\(name) is text; put it in quotes: \"\(text)\"")
            }
            problem = rule.problem(text)
        case (.choice(let choices), .scalar(let text, _)):
            problem =
                choices.contains(text)
                ? nil
                : choices == ["1"] && node.integer.map { $0 > 1 } == true
                    ? "this manifest has version \(text), which needs a newer callbox"
                    : "\(name) is \(list(choices)), not '\(text)'"
                        + suggestion(for: text, among: choices)
        case (.integer(let minimum), .scalar(_, let isQuoted)):
            guard !isQuoted, node.isWholeNumber else {
                return broken(node, .wrongType, "\(name) is a whole number, without quotes")
            }
            guard let number = node.integer else {
                return broken(node, .invalidValue, rangeRule(for: name))
            }
            problem = minimum.flatMap { number < $0 ? "\(name) is at least \($0)" : nil }
        case (.boolean, .scalar):
            guard node.boolean != nil else {
                return broken(node, .wrongType, "\(name) is true or false, without quotes")
            }
            problem = nil
        case (.scalar, .scalar(let text, let isQuoted)):
            if !isQuoted, node.boolean == nil, !node.isWholeNumber, isNumberOrBoolean(text) {
                return broken(
                    node, .wrongType,
                    "\(name) is text, a whole number, true or false; put it in quotes: \"\(text)\"")
            }
            problem =
                text.count > 255
                ? "\(name) has at most 255 characters"
                : !isQuoted && node.isWholeNumber && node.integer == nil
                    ? rangeRule(for: name) : nil
        default:
            return broken(node, .wrongType, "\(name) is \(description(of: shape))")
        }
        if let text = node.text, let secret = Secrets.problem(withValue: text) {
            return broken(node, .secret, secret)
        }
        return problem.map { broken(node, .invalidValue, $0) } ?? node
    }

    private mutating func check(
        _ pair: YAMLNode.Pair, _ keys: [Key], of name: String, _ present: inout Set<String>
    ) -> YAMLNode.Pair? {
        guard let key = keys.first(where: { $0.name == pair.key }) else {
            if let secret = Secrets.problem(withKey: pair.key) {
                sink.report(.secret, secret, at: pair.keyRange)
            } else {
                let names = keys.map(\.name)
                let home = home(of: pair.key)
                let hint = home.map { "; it is one of '\($0)'" }
                let message =
                    pair.key == "<<"
                    ? "merge keys aren't read; an alias stands for a whole value"
                    : "\(name) has no key '\(pair.key)'"
                        + (hint ?? suggestion(for: pair.key, among: names))
                sink.report(
                    .unknownKey, message, at: pair.keyRange,
                    help: "its keys are \(names.joined(separator: ", "))")
                // A misspelt key isn't missing, too.
                if home == nil, let meant = nearest(to: pair.key, among: names),
                    present.insert(meant).inserted
                {
                    return YAMLNode.Pair(
                        key: meant, keyRange: pair.keyRange,
                        value: YAMLNode(.broken, at: pair.keyRange))
                }
            }
            return nil
        }
        var pair = pair
        if pair.value.isNull {
            // Reported at the key: an empty value has no place of its own.
            sink.report(
                .wrongType, "'\(pair.key)' has no value", at: pair.keyRange,
                help: hasComment(behind: pair.keyRange)
                    ? "' #' begins a comment; text that begins with '#' stands in quotes" : nil)
            pair.value.kind = .broken
        } else {
            pair.value = check(pair.value, key.shape, as: "'\(pair.key)'")
        }
        return pair
    }

    private mutating func check(
        _ pair: YAMLNode.Pair, _ rule: TextRule, _ shape: Shape
    ) -> YAMLNode.Pair {
        // Values that are sent on are told by their keys, too, but for yes and no; names of sites are
        // not.
        if case .scalar = shape, pair.value.boolean == nil,
            let secret = Secrets.problem(withKey: pair.key)
        {
            sink.report(.secret, secret, at: pair.keyRange)
        } else if let problem = rule.problem(pair.key) {
            sink.report(.invalidValue, problem, at: pair.keyRange)
        }
        var pair = pair
        pair.value = check(pair.value, shape, as: "'\(pair.key)'")
        return pair
    }

    /// The key whose mapping, or whose entries, a key belongs to; nil for one of nowhere, and of the
    /// top.
    private func home(of key: String) -> String? {
        func home(in shape: Shape, of parent: String?) -> String? {
            switch shape {
            case .keys(let keys):
                if let parent, keys.contains(where: { $0.name == key }) { return parent }
                return keys.lazy.compactMap { home(in: $0.shape, of: $0.name) }.first
            case .named(_, let shape), .list(let shape): return home(in: shape, of: parent)
            case .either(let one, let other):
                return home(in: one, of: parent) ?? home(in: other, of: parent)
            default: return nil
            }
        }
        return home(in: root, of: nil)
    }

    /// Whether a key's line holds a comment behind it, and nothing else.
    private func hasComment(behind key: SourceRange) -> Bool {
        let line = key.file.byteRange(ofLine: key.start.line)
        return key.file.bytes[key.bytes.upperBound..<max(key.bytes.upperBound, line.upperBound)]
            .drop { $0 != UInt8(ascii: ":") }.dropFirst().drop { $0 == 0x20 }
            .first == UInt8(ascii: "#")
    }

    private mutating func broken(
        _ node: YAMLNode, _ id: DiagnosticID, _ message: String
    ) -> YAMLNode {
        sink.report(id, message, at: node.range)
        return YAMLNode(.broken, at: node.range)
    }

    private func description(of shape: Shape) -> String {
        switch shape {
        case .text(let rule): "a \(rule.name)"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .choice(let choices): list(choices)
        case .keys, .named: "a mapping of keys to values"
        case .list: "a list: [a, b], or lines that begin with '- '"
        case .either(let one, let other):
            "\(description(of: one)) or \(description(of: other))"
        case .scalar: "text, a number, or true or false"
        }
    }
}

private func rangeRule(for name: String) -> String {
    "\(name) lies between -\(YAMLNode.largestInteger) and \(YAMLNode.largestInteger)"
}

/// "'a', 'b' or 'c'".
private func list(_ choices: [String]) -> String {
    let quoted = choices.map { "'\($0)'" }
    guard quoted.count > 1 else { return quoted.joined() }
    return quoted.dropLast().joined(separator: ", ") + " or " + quoted[quoted.count - 1]
}

/// Whether an unquoted scalar is a number or boolean to YAML 1.2's core schema (§10.3.2), so that
/// other tools, editors among them, would not read it as text.
private func isNumberOrBoolean(_ text: String) -> Bool {
    if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) { return true }
    guard let first = text.utf8.first, (0x30...0x39).contains(first) || "+-.".utf8.contains(first)
    else { return false }
    if text.hasPrefix("0x") || text.hasPrefix("0o") { return true }
    return Double(text) != nil || [".inf", "-.inf", "+.inf", ".nan"].contains(text.lowercased())
}

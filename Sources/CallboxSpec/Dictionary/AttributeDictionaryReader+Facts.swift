internal import CallboxDiagnostics
internal import CallboxMarkdown

/// Facts in lists.
extension AttributeDictionaryReader {
    /// The facts of an attribute's list: one item each, `Key: value` or a key alone.
    mutating func facts(inList list: Int) -> [AttributeFact: Located<String>] {
        var facts: [AttributeFact: Located<String>] = [:]
        var keys: [AttributeFact: SourceRange] = [:]
        for item in document.children(of: list) {
            guard let (key, value) = keyAndValue(inItem: item), let fact = fact(named: key, value)
            else { continue }
            if let first = keys[fact] {
                sink.report(
                    .duplicateFact, "'\(fact.rawValue)' is given twice", at: key.range,
                    notes: [Diagnostic.Note("first here", at: first)])
                continue
            }
            keys[fact] = key.range
            if let value {
                facts[fact] = value
            } else if fact.isFlag {
                facts[fact] = Located("yes", at: key.range)
            } else {
                sink.report(
                    .invalidFact, "'\(fact.rawValue)' needs a value: '- \(fact.rawValue): …'",
                    at: key.range)
            }
        }
        return facts
    }

    /// Reports facts that stand where they are none, which would be lost without a word.
    ///
    /// - Returns: whether it did.
    mutating func reportMisplacedFacts(inList list: Int) -> Bool {
        for item in document.children(of: list) {
            guard let paragraph = document.children(of: item).first(where: { _ in true }),
                let parts = InlineText(of: paragraph, in: document).partsAroundColon,
                AttributeFact(named: parts.before.text) != nil
            else { return false }
        }
        sink.report(
            .misplacedFacts,
            "facts stand in the first list under a heading that is an attribute's name in backticks",
            at: file.range(document.nodes[list + 1].range),
            help: "write the heading above as '### `name`', and all facts in one list")
        return true
    }

    /// Reports a paragraph that begins as a fact does, where an attribute's list is expected: its dash
    /// is missing, or what stands there is none.
    mutating func reportLostFact(_ paragraph: Int) {
        guard awaitsFacts, let parts = InlineText(of: paragraph, in: document).partsAroundColon
        else { return }
        let marks: Set<Character> = ["-", "*", "+", "•", "–", "—", "·", "\u{A0}", " "]
        let key = String(parts.before.text.drop(while: marks.contains))
        guard let fact = AttributeFact(named: key), fact != .notes, fact != .example else { return }
        sink.report(
            .misplacedFacts, "facts are the items of a list: '- \(fact.rawValue): …'",
            at: located(parts.before).range)
    }

    private mutating func keyAndValue(
        inItem item: Int
    ) -> (key: Located<String>, value: Located<String>?)? {
        let blocks = Array(document.children(of: item))
        guard let first = blocks.first, document.nodes[first].kind == .paragraph else {
            sink.report(
                .invalidFact, "a fact is one line: 'Key: value'",
                at: file.range(document.nodes[blocks.first ?? item].range))
            return nil
        }
        if blocks.count > 1 {
            sink.report(
                .invalidFact,
                "a fact is one line, 'Key: value'; a description stands below the list",
                at: file.range(document.nodes[blocks[1]].range))
        }
        let text = InlineText(of: first, in: document)
        guard let (before, after) = text.partsAroundColon else { return (located(text), nil) }
        return (located(before), after.text.isEmpty ? nil : located(after))
    }

    private mutating func fact(
        named key: Located<String>, _ value: Located<String>?
    ) -> AttributeFact? {
        if let fact = AttributeFact(named: key.value) { return fact }
        let word = key.value.prefix { !$0.isWhitespace }
        if value == nil, let fact = AttributeFact(named: String(word)) {
            sink.report(
                .invalidFact, "a colon stands between '\(fact.rawValue)' and its value",
                at: key.range)
        } else {
            reportUnknown("fact", key, among: AttributeFact.allCases.map(\.rawValue))
        }
        return nil
    }

    /// Reports a key or column that is none.
    mutating func reportUnknown(_ what: String, _ key: Located<String>, among names: [String]) {
        sink.report(
            .unknownFact,
            "'\(key.value.shortened)' is no \(what) of an attribute"
                + suggestion(for: key.value, among: names),
            at: key.range, help: "known are \(names.joined(separator: ", "))")
    }
}

internal import CallboxDiagnostics

/// Checks what a dictionary says of one attribute, and makes the attribute.
struct AttributeBuilder {
    let entry: AttributeEntry
    var sink = DiagnosticSink()

    /// The attribute of an entry in the group with a slug; what is wrong gets its usual value.
    static func attribute(
        from entry: AttributeEntry, group: String, reportingTo sink: inout DiagnosticSink
    ) -> Attribute {
        var builder = AttributeBuilder(entry: entry)
        let attribute = builder.attribute(group: group)
        sink.report(contentsOf: builder.sink)
        return attribute
    }

    static let lengthRule =
        "a text value has at most \(IntercomAttributes.maximumLength) characters"

    private init(entry: AttributeEntry) {
        self.entry = entry
    }

    var name: String { entry.name.value }

    private mutating func attribute(group: String) -> Attribute {
        checkName()
        let type = type()
        let isRequired = flag(.required)
        checkExample(type)
        return Attribute(
            name: entry.name, group: group, type: type ?? .string, isRequired: isRequired,
            source: source(), sites: sites(), isSigned: isSigned(type),
            sensitivity: sensitivity(type), example: entry.facts[.example]?.value,
            summary: (entry.paragraphs + [entry.facts[.notes]?.value].compactMap(\.self))
                .joined(separator: "\n\n"),
            ranges: entry.facts.mapValues(\.range))
    }

    /// Reports something at a fact, or at the name where the fact isn't given.
    mutating func report(
        _ id: DiagnosticID, _ message: String, _ fact: AttributeFact, help: String? = nil
    ) {
        sink.report(
            id, message, at: entry.facts[fact]?.range ?? entry.name.range, help: help)
    }

    // MARK: Name and type

    private mutating func checkName() {
        if let problem = IntercomAttributes.problem(withName: name) {
            sink.report(.reservedAttribute, problem, at: entry.name.range)
        }
        if name.isEmpty {
            sink.report(.attributeName, "an attribute's name can't be blank", at: entry.name.range)
        } else if let scalar = name.unicodeScalars.first(where: { scalar in
            IntercomAttributes.forbidden.contains(scalar) || scalar.isUnseen
        }) {
            sink.report(
                .attributeName,
                "\(scalar.isUnseen ? scalar.codePoint : "'\(scalar)'") can't stand in an attribute's name; Intercom would make it '_'",
                at: entry.name.part(String(scalar)).range)
        }
    }

    /// The type; nil where it can't be told, so that nothing is said of values.
    private mutating func type() -> AttributeType? {
        let standard = IntercomAttributes.standard[name]
        guard let fact = entry.facts[.type] else {
            let type = standard ?? .string
            checkDateName(type)
            return type
        }
        guard let type = fact.value.contains("|") ? enumeration(fact) : simpleType(fact)
        else { return nil }
        if let standard {
            let narrows = standard == .string && fact.value.contains("|")
            if type != standard, !narrows {
                report(
                    .attributeType, "'\(name)' is Intercom's own, of type \(standard.word)", .type)
                return standard
            }
        } else if let only = type.onlyName {
            report(
                .attributeType, "an attribute of type \(type.word) is called '\(only)'", .type)
        } else {
            checkDateName(type)
        }
        return type
    }

    private mutating func simpleType(_ fact: Located<String>) -> AttributeType? {
        if let type = AttributeType(word: fact.value) { return type }
        let words = AttributeType.simple.map(\.word)
        report(
            .attributeType,
            "'\(fact.value.shortened)' is no type" + suggestion(for: fact.value, among: words),
            .type,
            help: "there are \(words.joined(separator: ", ")), and a choice: `free | pro`")
        return nil
    }

    /// Pipes may be escaped in a list, too, where they needn't be. Nil where a value can't be told.
    private mutating func enumeration(_ fact: Located<String>) -> AttributeType? {
        var values: [String] = []
        var isWhole = true
        var seen: Set<String> = []
        let choice = Located(fact.value.replacing("\\|", with: "|"), at: fact.range)
        for value in choice.parts(separatedBy: "|") {
            if value.value.isEmpty {
                isWhole = false
                sink.report(
                    .attributeType, "a choice has a value on both sides of each '|'",
                    at: fact.range)
            } else if !seen.insert(value.value).inserted {
                sink.report(
                    .attributeType, "'\(value.value)' stands in this choice twice", at: value.range)
            } else if value.value.count > IntercomAttributes.maximumLength {
                isWhole = false
                sink.report(.wrongValue, Self.lengthRule, at: value.range)
            } else {
                if let problem = Secrets.problem(withSecret: value.value) {
                    sink.report(.secret, problem, at: value.range)
                }
                values.append(value.value)
            }
        }
        if isWhole, let problem = Self.problem(withChoice: values) {
            sink.report(.attributeType, problem, at: fact.range)
            return nil
        }
        return isWhole ? .enumeration(values) : nil
    }

    /// What shows that a choice was meant as a type of a programming language.
    private static func problem(withChoice values: [String]) -> String? {
        let absent: Set<String> = ["null", "undefined", "nil"]
        if let value = values.first(where: absent.contains) {
            return "'\(value)' is no value of a choice; an attribute that is missing needs no word"
        }
        let quotes: Set<Character> = ["\"", "'"]
        if let value = values.first(where: {
            $0.count > 1 && quotes.contains($0.first!) && $0.last == $0.first
        }) {
            return "values of a choice stand without quotes, and \(value) has some"
        }
        if values.contains(where: { $0 == "..." || $0 == "…" }) {
            return "a choice names all its values, and '...' is none"
        }
        let types = Set(AttributeType.simple.map(\.word) + ["true", "false"])
        return values.allSatisfy(types.contains)
            ? "a choice is between values, and these are types or a boolean's: name one type" : nil
    }

    /// Intercom takes a custom attribute for a date by its name alone.
    private mutating func checkDateName(_ type: AttributeType) {
        let isNamedDate = name.hasSuffix("_at")
        guard isNamedDate != (type == .date) else { return }
        let problem =
            isNamedDate
            ? "'\(name)' ends in '_at', so Intercom takes it for a date"
            : "the name of a date ends in '_at': '\(name)_at'"
        sink.report(
            .attributeType, problem, at: entry.name.range,
            help: isNamedDate ? "say 'Type: date', or call it something else" : nil)
    }
}

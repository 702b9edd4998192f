private import CallboxDiagnostics
private import CallboxSpec

/// The manifest's JSON Schema (draft 2020-12), made from the table that the reader uses.
package enum ManifestJSONSchema {
    /// The schema: JSON, two blanks a level, final newline.
    package static var document: String {
        let root = schema(of: ManifestSchema.root, isPartial: false)
        guard case .object(let members) = root else { return root.document }
        let head = JSONValue.object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Callbox route manifest")),
        ])
        guard case .object(let headMembers) = head else { return root.document }
        return JSONValue.object(headMembers + members).document
    }

    /// - Parameter isPartial: whether keys may be left out that are required, as in environments.
    private static func schema(of shape: Shape, isPartial: Bool) -> JSONValue {
        switch shape {
        case .text(let rule):
            .object([("type", .string("string")), ("pattern", .string(rule.pattern))])
        case .integer(let minimum, let maximum):
            .object([
                ("type", .string("integer")), ("minimum", minimum.map(JSONValue.integer)),
                ("maximum", maximum.map(JSONValue.integer)),
            ])
        case .boolean: .object([("type", .string("boolean"))])
        // The format's version is written without quotes.
        case .choice(["1"]): .object([("enum", .array([.integer(1), .string("1")]))])
        case .choice(let choices): .object([("enum", .array(choices.map(JSONValue.string)))])
        case .keys(let keys): schema(of: keys, isPartial: isPartial)
        case .named(let rule, let shape):
            .object([
                ("type", .string("object")), ("minProperties", .integer(1)),
                ("propertyNames", .object([("pattern", .string(rule.pattern))])),
                ("additionalProperties", schema(of: shape, isPartial: isPartial)),
            ])
        case .list(let shape):
            .object([
                ("type", .string("array")), ("minItems", .integer(1)),
                ("items", schema(of: shape, isPartial: isPartial)),
            ])
        case .either(let one, let other):
            .object([
                (
                    "oneOf",
                    .array([one, other].map { schema(of: $0, isPartial: isPartial) })
                )
            ])
        case .scalar:
            .object([
                (
                    "type",
                    .array(["string", "integer", "boolean"].map(JSONValue.string))
                ), ("maxLength", .integer(255)),
            ])
        }
    }

    private static func schema(of keys: [Key], isPartial: Bool) -> JSONValue {
        let required = isPartial ? [] : keys.filter { $0.presence == .required }.map(\.name)
        return .object([
            ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
            ("required", required.isEmpty ? nil : .array(required.map(JSONValue.string))),
            (
                "properties",
                .object(
                    keys.map { key in
                        (
                            key.name,
                            property(key, isPartial: isPartial || key.name == "environments")
                        )
                    })
            ),
        ])
    }

    private static func property(_ key: Key, isPartial: Bool) -> JSONValue {
        guard case .object(let members) = schema(of: key.shape, isPartial: isPartial) else {
            return .null
        }
        var facts: [(String, JSONValue?)] = [("description", .string(key.about))]
        if case .defaultsTo(let value) = key.presence {
            facts.append(("default", defaultValue(value, for: key.shape)))
        }
        facts.append(("examples", example(of: key).map { .array([$0]) }))
        if case .object(let head) = JSONValue.object(facts) { return .object(head + members) }
        return .null
    }

    /// A key's example, written as in YAML, as JSON.
    private static func example(of key: Key) -> JSONValue? {
        var sink = DiagnosticSink()
        let file = SourceFile(path: key.name, text: key.example)
        return YAMLReader.read(file, reportingTo: &sink).map { JSONValue($0) }
    }

    /// A default, written as in YAML, as JSON.
    private static func defaultValue(_ text: String, for shape: Shape) -> JSONValue {
        switch shape {
        case .boolean: .boolean(text == "true")
        case .integer: Int(text).map(JSONValue.integer) ?? .null
        case .list:
            .array(
                text.dropFirst().dropLast().split(separator: ",").map { word in
                    .string(String(word.drop { $0 == " " }))
                })
        default: .string(text)
        }
    }
}

private import CallboxDiagnostics
private import CallboxSpec

/// The manifest's JSON Schema (draft 2020-12), made from the table that the reader uses.
package enum ManifestJSONSchema {
    private typealias Members = [(String, JSONValue?)]

    /// The schema: JSON, two blanks a level, final newline.
    package static var document: String {
        let head: Members = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("Callbox route manifest")),
        ]
        return JSONValue.object(head + schema(of: ManifestSchema.root, isPartial: false)).document
    }

    /// - Parameter isPartial: whether keys may be left out that are required, as in environments.
    private static func schema(of shape: Shape, isPartial: Bool) -> Members {
        switch shape {
        case .text(let rule): [("type", .string("string")), ("pattern", .string(rule.pattern))]
        case .integer(let minimum):
            [("type", .string("integer")), ("minimum", minimum.map(JSONValue.integer))]
        case .boolean: [("type", .string("boolean"))]
        // The format's version is written without quotes.
        case .choice(["1"]): [("enum", .array([.integer(1), .string("1")]))]
        case .choice(let choices): [("enum", .array(choices.map(JSONValue.string)))]
        case .keys(let keys): schema(of: keys, isPartial: isPartial)
        case .named(let rule, let shape):
            [
                ("type", .string("object")), ("minProperties", .integer(1)),
                ("propertyNames", .object([("pattern", .string(rule.pattern))])),
                ("additionalProperties", .object(schema(of: shape, isPartial: isPartial))),
            ]
        case .list(let shape):
            [
                ("type", .string("array")), ("minItems", .integer(1)),
                ("items", .object(schema(of: shape, isPartial: isPartial))),
            ]
        case .either(let one, let other):
            [
                (
                    "oneOf",
                    .array([one, other].map { .object(schema(of: $0, isPartial: isPartial)) })
                )
            ]
        case .scalar:
            [
                ("type", .array(["string", "integer", "boolean"].map(JSONValue.string))),
                ("maxLength", .integer(255)),
            ]
        }
    }

    private static func schema(of keys: [Key], isPartial: Bool) -> Members {
        let required = isPartial ? [] : keys.filter { $0.presence == .required }.map(\.name)
        let properties: Members = keys.map { key in
            (
                key.name,
                .object(property(key, isPartial: isPartial || key.name == "environments"))
            )
        }
        return [
            ("type", .string("object")),
            ("additionalProperties", .boolean(false)),
            ("required", required.isEmpty ? nil : .array(required.map(JSONValue.string))),
            ("properties", .object(properties)),
        ]
    }

    private static func property(_ key: Key, isPartial: Bool) -> Members {
        var facts: Members = [("description", .string(key.about))]
        if case .defaultsTo(let value) = key.presence {
            facts.append(("default", yaml(value)))
        }
        facts.append(("examples", yaml(key.example).map { .array([$0]) }))
        return facts + schema(of: key.shape, isPartial: isPartial)
    }

    /// What the table has written as in YAML, as JSON.
    private static func yaml(_ text: String) -> JSONValue? {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "schema", text: text)
        return YAMLReader.read(file, reportingTo: &sink).map { JSONValue($0) }
    }
}

internal import CallboxSpec

/// `types/user.schema.json`: the app's user object as a JSON Schema (draft 2020-12).
///
/// An object is valid where the glue sends each of its attributes, uncut, and boots its person: the
/// schema says what `Templates/runtime/values.js` does (glue rules V1 to V4 and B9). Numbers written as
/// text are known to 15 digits, without an exponent.
enum UserSchema {
    /// The schema of the object that these attributes are taken from.
    static func json(for attributes: [Attribute]) -> JSONValue {
        let head: [(String, JSONValue?)] = [
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string("The app's user object")),
        ]
        return .object(head + members(of: UserShape(attributes), isRoot: true))
    }

    private static func members(
        of shape: UserShape, isRoot: Bool = false
    ) -> [(String, JSONValue?)] {
        let required = shape.properties.filter(\.shape.isRequired).map { JSONValue.string($0.name) }
        // A null where nothing is needed is as good as nothing.
        let types: JSONValue =
            isRoot || !required.isEmpty
            ? .string("object") : .array([.string("object"), .string("null")])
        return [
            ("type", types),
            ("required", required.isEmpty ? nil : .array(required)),
            ("properties", .object(shape.properties.map { ($0.name, schema(of: $0.shape)) })),
        ]
    }

    private static func schema(of shape: UserShape) -> JSONValue {
        let own = shape.attributes.map { attribute in
            JSONValue.object([
                ("description", attribute.summary.isEmpty ? nil : .string(attribute.summary)),
                ("anyOf", .array(alternatives(for: attribute))),
            ])
        }
        let inner = shape.properties.isEmpty ? [] : [JSONValue.object(members(of: shape))]
        let all = own + inner
        return all.count == 1 ? all[0] : .object([("allOf", .array(all))])
    }

    private static func alternatives(for attribute: Attribute) -> [JSONValue] {
        let isNullable =
            !attribute.isIdentifier && !attribute.isRequired && attribute.type != .token
        return values(of: attribute) + (isNullable ? [type("null")] : [])
    }

    private static func values(of attribute: Attribute) -> [JSONValue] {
        switch attribute.type {
        case .string, .url, .email, .userHash:
            [
                .object([
                    ("type", .string("string")), ("maxLength", .integer(255)),
                    ("pattern", attribute.isIdentifier ? .string(identifier) : nil),
                ]), type("number"), type("boolean"),
            ]
        case .integer: [type("integer"), text("^\\s*[+-]?[0-9]{1,15}(\\.0*)?\\s*$")]
        case .number: [type("number"), text("^\\s*[+-]?[0-9]{1,15}(\\.[0-9]{0,15})?\\s*$")]
        case .boolean: [type("boolean")]
        case .date: [type("number"), text("^-?[0-9]{1,15}$"), text(date)]
        case .enumeration(let words): [.object([("enum", .array(words.flatMap(spellings)))])]
        case .token: [.object([("type", .string("string")), ("minLength", .integer(1))])]
        case .company: [company]
        case .companies: [.object([("type", .string("array")), ("items", company)])]
        case .avatar:
            [
                address,
                .object([
                    ("type", .string("object")),
                    ("required", .array([.string("image_url")])),
                    ("properties", .object([("image_url", address)])),
                ]),
            ]
        }
    }

    /// A word of an enumeration, and the number or boolean that is written so.
    private static func spellings(of word: String) -> [JSONValue] {
        if let integer = Int(word), String(integer) == word {
            return [.string(word), .integer(integer)]
        }
        return [.string(word)]
            + (word == "true" ? [.boolean(true)] : word == "false" ? [.boolean(false)] : [])
    }

    private static func type(_ name: String) -> JSONValue {
        .object([("type", .string(name))])
    }

    private static func text(_ pattern: String) -> JSONValue {
        .object([("type", .string("string")), ("pattern", .string(pattern))])
    }

    private static let identifier = "^(?!(\\s*|null|undefined|NaN|\\[object Object\\])$)"

    private static let date =
        "^\\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
        + "([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?"
        + "([Zz]|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?)?\\s*$"

    private static let address = JSONValue.object([
        ("type", .string("string")), ("maxLength", .integer(255)), ("pattern", .string("^https:")),
    ])

    /// What has a name, and something that tells it from others (glue rule V4).
    private static let company: JSONValue = {
        let key = JSONValue.object([
            (
                "anyOf",
                .array([
                    .object([
                        ("type", .string("string")), ("maxLength", .integer(255)),
                        ("pattern", .string(identifier)),
                    ]), nonZero, .object([("const", .boolean(true))]),
                ])
            )
        ])
        let keyed = ["company_id", "id"].map { name in
            JSONValue.object([
                ("required", .array([.string(name)])), ("properties", .object([(name, key)])),
            ])
        }
        let name = JSONValue.object([
            (
                "anyOf",
                .array([
                    .object([("type", .string("string")), ("minLength", .integer(1))]), nonZero,
                    .object([("const", .boolean(true))]),
                ])
            )
        ])
        return .object([
            ("type", .string("object")), ("required", .array([.string("name")])),
            ("properties", .object([("name", name)])), ("anyOf", .array(keyed)),
        ])
    }()

    private static let nonZero = JSONValue.object([
        ("type", .string("number")), ("not", .object([("const", .integer(0))])),
    ])
}

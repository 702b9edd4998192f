import CallboxDiagnostics
@testable import CallboxSpec

/// The tables of `Dictionary.md`, made from what the reader uses.
enum DictionaryReference {
    /// The section of each fact.
    static var facts: String {
        AttributeFact.allCases.map { fact in
            let causes = (causes[fact] ?? []).map {
                "[`\($0.rawValue)`](Diagnostics.md#\($0.rawValue))"
            }
            return """
                ### `\(fact.rawValue)`

                \((about[fact] ?? "").wrapped)

                - \("Where it isn't given: \(fact.presumption)".wrapped)
                - In a list: `- \(examples[fact]?.list ?? "")`
                - In a table: `\(examples[fact]?.cell ?? "")`
                """ + "\n" + "- Can cause: \(causes.joined(separator: ", "))".wrapped
        }.joined(separator: "\n\n") + "\n"
    }

    /// What each fact says, for ``facts``.
    static let about: [AttributeFact: String] = [
        .type: """
        What values the attribute has: a word of the table of types, or the values of a choice \
        with `|` between. In a table a pipe within a cell is written `\\|`.
        """,
        .required: """
        Without it nobody is booted: a user whose identity lacks it isn't, and the console names \
        it (glue rule B9).
        """,
        .source: """
        Where the value lies in the app's user object: names with dots between, \
        `account.plan`.
        """,
        .sensitivity: """
        How much harm the value would do in the wrong hands: `none`, `pseudonymous`, \
        `personal` or `sensitive`.
        """,
        .example: "A value of the type, for people to see. It is never sent, and is no secret.",
        .sites: "The sites that the attribute is sent from: their names, with commas between.",
        .signed: """
        Whether it travels in the token only, and never in the plain settings (glue rule B4). \
        Needs an attribute of type `token`.
        """,
        .notes: "A part of the description, for tables. Text below the list does the same.",
    ]

    private static let examples: [AttributeFact: (list: String, cell: String)] = [
        .type: ("Type: `free | pro`", "free \\| pro"),
        .required: ("Required", "yes"),
        .source: ("Source: `account.plan`", "account.plan"),
        .sensitivity: ("Sensitivity: personal", "personal"),
        .example: ("Example: `pro`", "pro"),
        .sites: ("Sites: app, docs", "app, docs"),
        .signed: ("Signed", "yes"),
        .notes: ("Notes: What they pay for", "What they pay for"),
    ]

    /// What each fact can cause. A test holds it to the examples of `Diagnostics.md`.
    static let causes: [AttributeFact: [DiagnosticID]] = {
        let general: [DiagnosticID] = [.unknownFact, .duplicateFact, .invalidFact]
        let special: [AttributeFact: [DiagnosticID]] = [
            .type: [.attributeType, .wrongValue, .secret],
            .required: [.requiredLeftOut],
            .sensitivity: [.sensitivityUnderstated, .sensitiveOnPublicSite],
            .example: [.wrongValue, .secret],
            .sites: [.unknownSite, .attributeUnsent, .requiredLeftOut, .sensitiveOnPublicSite],
            .signed: [.signedWithoutToken],
        ]
        return Dictionary(
            uniqueKeysWithValues: AttributeFact.allCases.map { ($0, general + (special[$0] ?? [])) }
        )
    }()

    /// The table of types.
    static var types: String {
        let rows = AttributeType.simple.map { type in
            let name = type.onlyName.map { "`\($0)` alone" } ?? "any"
            return "| `\(type.word)` | \(meanings[type] ?? "") | \(name) |"
        }
        let choice = "| `free \\| pro` | one of these texts | any |"
        return (["| Type | Values | Attribute's name |", "| --- | --- | --- |"] + rows + [choice])
            .joined(separator: "\n") + "\n"
    }

    /// The values of each type.
    static let meanings: [AttributeType: String] = [
        .string: "text",
        .integer: "a whole number",
        .number: "a number",
        .boolean: "`true` or `false`",
        .date: "ISO 8601 text, or seconds since 1970; the name ends in `_at`",
        .url: "an address that begins with `https://` or `http://`",
        .email: "an e-mail address",
        .company: "an object with `company_id` or `id`, and `name`",
        .companies: "a list of such objects",
        .avatar: "the `https://` address of a picture, or an object with it as `image_url`",
        .userHash: "the HMAC that the server makes of the identifier",
        .token: "the JSON Web Token that the server signs",
    ]

    /// The table of Intercom's own attributes.
    static var standard: String {
        let rows = IntercomAttributes.standard.sorted { $0.key < $1.key }.map { name, type in
            "| `\(name)` | `\(type.word)` |"
        }
        return (["| Attribute | Type |", "| --- | --- |"] + rows).joined(separator: "\n") + "\n"
    }

    /// The limits, with where they come from.
    static var limits: String {
        let forbidden = IntercomAttributes.forbidden.map(String.init).sorted()
            .map { $0 == "`" ? "`` ` ``" : $0 == "|" ? "`\\|`" : "`\($0)`" }.joined(separator: " ")
        let article =
            "https://www.intercom.com/help/en/articles/179-send-custom-user-attributes-to-intercom"
        return """
            | Limit | Value | Source |
            | --- | --- | --- |
            | custom attributes of a workspace | \(IntercomAttributes.maximumCount) | <\(article)> |
            | characters of a text | \(IntercomAttributes.maximumLength) | <\(article)> |
            | characters that no name has | \(forbidden) and control characters | <\(article)> |
            | bytes of a dictionary | \(AttributeDictionaryReader.maximumSize) | Callbox's own |

            """
    }
}

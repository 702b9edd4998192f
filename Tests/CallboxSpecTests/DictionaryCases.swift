import CallboxDiagnostics

/// The table of wrong dictionaries.
enum DictionaryCases {
    typealias Case = DictionaryDiagnosticsTests.Case

    static let all =
        structure + names + types + facts + values + columns + crossChecks + lints

    /// An attribute in its group, with facts.
    private static func list(_ facts: String, name: String = "plan") -> String {
        "# G\n\n## `\(name)`\n\n\(facts)\n"
    }

    /// A table row with the columns Attribute, Type, Source.
    private static func row(_ row: String) -> String {
        "# G\n\n| Attribute | Type | Source |\n| --- | --- | --- |\n\(row)\n"
    }

    private static let structure = [
        Case(id: .attributeWithoutGroup, text: "## `1️⃣plan2️⃣`\n- Type: string\n"),
        Case(id: .attributeWithoutGroup, text: "`1️⃣plan`\n---\n\n# G\n"),
        Case(id: .attributeWithoutGroup, text: "| Attribute |\n| - |\n| 1️⃣plan |\n"),
        Case(id: .attributeWithoutGroup, text: "# 1️⃣!?2️⃣\n## `plan`\n"),
        Case(id: .duplicateGroup, text: "# G\n## `a`\n# 1️⃣g!2️⃣\n## `b`\n"),
        Case(id: .misplacedFacts, text: "# G\n## `a`\n## plan\n1️⃣- Type: string\n"),
        Case(id: .misplacedFacts, text: "# G\n## `a`\n- Type: string\n\nx\n\n1️⃣- Required: yes\n"),
        Case(id: .misplacedFacts, text: "# G\n## `a`\n\n1️⃣| Type | Source |2️⃣\n|-|-|\n| x | y |\n"),
        Case(id: .brokenTable, text: "# G\n## `a`\n\n1️⃣| Attribute | Type |2️⃣\n| `b` | date |\n"),
        Case(
            id: .brokenTable,
            text: "# G\n## `a`\n\n1️⃣| Attribute | Type |\n| --- |\n| `b` | date |\n"),
        Case(id: .excessCells, text: row("| `a` | string | x | 1️⃣y |2️⃣"), message: "more cells"),
        Case(
            id: .excessCells, text: row("| `a` | free | pro! | 1️⃣a.b | none |"),
            message: "more cells"),
        Case(id: .unclosedBlock, text: list("1️⃣```json2️⃣\n{}\n\n## `b`"), message: "code block"),
        Case(id: .unclosedBlock, text: list("1️⃣~~~2️⃣\n```\n")),
        Case(id: .unclosedBlock, text: list("1️⃣<!-- later2️⃣\n\n## `b`\n"), message: "comment"),
        Case(
            id: .brokenTable, text: row("| `a` | string | x |\n\n1️⃣| `b` | string | y |2️⃣"),
            message: "empty line"),
        Case(
            id: .misplacedFacts, text: list("1️⃣Type2️⃣: integer\nSource: account.seats"),
            message: "items of a list"),
        Case(id: .misplacedFacts, text: list("1️⃣-Type2️⃣: integer"), message: "'- Type: …'"),
        Case(id: .misplacedFacts, text: list("1️⃣• Source2️⃣: a")),
        Case(id: .excessCells, text: row("| `a` | free \\| pro | x | 1️⃣|")),
    ]

    private static let names = [
        Case(id: .attributeName, text: list("", name: "a1️⃣.2️⃣b")),
        Case(id: .attributeName, text: list("", name: "1️⃣$a")),
        Case(id: .attributeName, text: list("", name: "a1️⃣'s")),
        Case(id: .attributeName, text: list("", name: "größe1️⃣#2️⃣")),
        Case(id: .attributeName, text: row("| a1️⃣@b | string | x |")),
        Case(id: .attributeName, text: list("", name: "plan1️⃣\u{200B}2️⃣"), message: "U+200B"),
        Case(id: .attributeName, text: list("", name: "a1️⃣\u{A0}2️⃣b"), message: "U+00A0"),
        Case(
            id: .attributeName, text: row("| `a` | string | x |\n1️⃣Synced nightly2️⃣"),
            message: "one word"),
        Case(id: .attributeName, text: row("| `1️⃣a`, `b2️⃣` | string | x |")),
        Case(id: .attributeName, text: row("1️⃣| | string | x |2️⃣"), message: "names no attribute"),
        Case(id: .attributeName, text: list("", name: "1️⃣   2️⃣"), message: "blank"),
        Case(id: .reservedAttribute, text: list("", name: "1️⃣app_id2️⃣"), message: "setting"),
        Case(id: .reservedAttribute, text: list("", name: "1️⃣alignment")),
        Case(id: .reservedAttribute, text: list("- Type: date", name: "1️⃣last_request_at")),
        Case(id: .reservedAttribute, text: list("", name: "1️⃣utm_source")),
        Case(id: .reservedAttribute, text: list("", name: "1️⃣custom_attributes")),
        Case(id: .reservedAttribute, text: list("", name: "1️⃣userId"), message: "'user_id'?"),
        Case(id: .reservedAttribute, text: list("- Type: date", name: "1️⃣Created_at")),
    ]

    private static let types = [
        Case(id: .attributeType, text: list("- Type: 1️⃣string | null2️⃣"), message: "'null'"),
        Case(id: .attributeType, text: list("- Type: 1️⃣string | integer"), message: "types"),
        Case(id: .attributeType, text: list("- Type: 1️⃣true | false"), message: "boolean"),
        Case(id: .attributeType, text: list("- Type: 1️⃣\"free\" | \"pro\""), message: "quotes"),
        Case(id: .attributeType, text: list("- Type: 1️⃣free | pro | ..."), message: "'...'"),
        Case(id: .attributeType, text: list("- Type: 1️⃣strng2️⃣"), message: "mean 'string'?"),
        Case(id: .attributeType, text: list("- Type: `1️⃣bolean`"), message: "mean 'boolean'?"),
        Case(id: .attributeType, text: row("| a | 1️⃣interger | x |"), message: "mean 'integer'?"),
        Case(id: .attributeType, text: list("- Type: 1️⃣free")),
        Case(id: .attributeType, text: list("- Type: 1️⃣free |")),
        // Of a choice that isn't known nothing is said.
        Case(id: .attributeType, text: list("- Type: `1️⃣a | `\n- Example: `zz`")),
        Case(id: .attributeType, text: list("- Type: free | pro | 1️⃣free2️⃣"), message: "twice"),
        Case(id: .attributeType, text: row("| a | `free \\| 1️⃣free` | x |"), message: "twice"),
        Case(
            id: .attributeType, text: list("- Type: 1️⃣string", name: "created_at"), message: "date"
        ),
        Case(id: .attributeType, text: list("- Type: 1️⃣integer", name: "user_id")),
        Case(id: .attributeType, text: list("- Type: 1️⃣yes | no", name: "companies")),
        Case(
            id: .attributeType, text: list("- Type: 1️⃣token", name: "jwt"),
            message: "intercom_user_jwt"),
        Case(id: .attributeType, text: list("- Type: 1️⃣user hash", name: "hash")),
        Case(id: .attributeType, text: list("- Type: 1️⃣company", name: "firm")),
        Case(id: .attributeType, text: list("- Type: date", name: "1️⃣trial"), message: "'trial_at'"),
        Case(id: .attributeType, text: list("- Type: string", name: "1️⃣trial_at")),
        Case(id: .attributeType, text: list("", name: "1️⃣trial_at2️⃣"), message: "ends in '_at'"),
        Case(id: .wrongValue, text: list("- Type: a | 1️⃣" + String(repeating: "x", count: 256))),
    ]

    private static let facts = [
        Case(id: .unknownFact, text: list("- 1️⃣Typ2️⃣: string"), message: "mean 'Type'?"),
        Case(id: .unknownFact, text: list("- 1️⃣Soruce: a.b"), message: "mean 'Source'?"),
        Case(id: .unknownFact, text: list("- 1️⃣Requird"), message: "mean 'Required'?"),
        Case(id: .unknownFact, text: list("- **1️⃣Colour**: red")),
        Case(id: .unknownFact, text: list("- 1️⃣This is text")),
        Case(id: .duplicateFact, text: list("- Type: string\n- 1️⃣Type2️⃣: string")),
        Case(id: .duplicateFact, text: list("- Required\n- 1️⃣required: yes")),
        Case(id: .invalidFact, text: list("- 1️⃣Type"), message: "needs a value"),
        Case(id: .invalidFact, text: list("- 1️⃣Type:")),
        Case(id: .invalidFact, text: list("- 1️⃣Type string"), message: "a colon"),
        Case(id: .invalidFact, text: list("- 1️⃣# Type"), message: "one line"),
        Case(id: .invalidFact, text: list("- Type: string\n\n  1️⃣More"), message: "one line"),
        Case(id: .invalidFact, text: list("- Sites: app\n  1️⃣- docs")),
        Case(id: .invalidFact, text: list("- Required: 1️⃣maybe2️⃣"), message: "'yes' or 'no'"),
        Case(id: .invalidFact, text: list("- Signed: 1️⃣yess"), message: "mean 'yes'?"),
        Case(id: .invalidFact, text: list("- Sensitivity: 1️⃣low")),
        Case(id: .invalidFact, text: list("- Sensitivity: 1️⃣personel"), message: "mean 'personal'?"),
        Case(id: .invalidFact, text: list("- Source: 1️⃣a..b2️⃣")),
        Case(id: .invalidFact, text: list("- Source: `1️⃣user['id']`")),
        Case(id: .invalidFact, text: list("- Source: 1️⃣the user's id")),
        Case(id: .invalidFact, text: list("- Sites: 1️⃣app,, docs")),
        Case(id: .invalidFact, text: list("- Sites: app, 1️⃣the docs2️⃣")),
        Case(id: .invalidFact, text: list("- Sites: `app`, docs, `1️⃣app`"), message: "twice"),
    ]

    private static let values = [
        Case(id: .wrongValue, text: list("- Type: integer\n- Example: 1️⃣4.52️⃣")),
        Case(id: .wrongValue, text: list("- Type: integer\n- Example: 1️⃣12345678901234567890")),
        Case(id: .wrongValue, text: list("- Type: number\n- Example: 1️⃣nan")),
        Case(id: .wrongValue, text: list("- Type: number\n- Example: `1️⃣0x1F`")),
        Case(id: .wrongValue, text: list("- Type: boolean\n- Example: 1️⃣yes")),
        Case(id: .wrongValue, text: list("- Type: url\n- Example: 1️⃣www.acme.com")),
        Case(
            id: .wrongValue, text: list("- Type: free | pro\n- Example: `1️⃣fre`"), message: "'free'?"
        ),
        Case(id: .wrongValue, text: list("- Type: date\n- Example: 1️⃣2026-02-29", name: "a_at")),
        Case(id: .wrongValue, text: list("- Type: date\n- Example: 1️⃣2100-02-29", name: "a_at")),
        Case(id: .wrongValue, text: list("- Type: date\n- Example: 1️⃣22.11.2026", name: "a_at")),
        Case(
            id: .wrongValue, text: list("- Type: date\n- Example: 1️⃣100000000000", name: "a_at"),
            message: "milliseconds"),
        Case(
            id: .wrongValue, text: list("- Type: date\n- Example: 1️⃣1700000000000", name: "a_at"),
            message: "milliseconds"),
        Case(id: .wrongValue, text: list("- Example: 1️⃣" + String(repeating: "x", count: 256))),
        Case(id: .wrongValue, text: list("- Example: 1️⃣{}", name: "company")),
        Case(
            id: .wrongValue,
            text: list("- Sensitivity: personal\n- Example: 1️⃣jane", name: "email")),
        Case(id: .secret, text: list("- Example: `1️⃣eyJh.eyJz.c2ln`")),
        Case(id: .secret, text: list("- Example: 1️⃣dG9r" + String(repeating: "Oj", count: 20))),
        Case(id: .secret, text: list("- Example: `1️⃣abc`", name: "intercom_user_jwt")),
        Case(id: .secret, text: list("- Example: 1️⃣abc", name: "user_hash")),
        Case(id: .secret, text: list("- Type: a | `1️⃣eyJh.eyJz.c2ln`")),
    ]

    private static let columns = [
        Case(
            id: .unknownFact, text: "# G\n## `a`\n\n| 1️⃣Atribute2️⃣ | Type |\n|-|-|\n",
            message: "'Attribute'?"),
        Case(
            id: .unknownFact, text: "# G\n\n| Attribute | 1️⃣Tpye |\n|-|-|\n| a | x |\n",
            message: "'Type'?"),
        Case(id: .unknownFact, text: "# G\n\n| Attribute | `1️⃣Kind` |\n|-|-|\n| a | x |\n"),
        Case(id: .unknownFact, text: "# G\n\n| Attribute | 1️⃣|\n|-|-|\n| a | x |\n"),
        Case(id: .duplicateFact, text: "# G\n\n|Attribute|Type|1️⃣type2️⃣|\n|-|-|-|\n|a|string||\n"),
        Case(id: .duplicateFact, text: "# G\n\n|Attribute|1️⃣Attribute|\n|-|-|\n|a|b|\n"),
    ]

    private static let crossChecks = [
        Case(id: .duplicateAttribute, text: "# G\n## `a`\n## `1️⃣a2️⃣`\n", message: "defined twice"),
        Case(id: .duplicateAttribute, text: "# G\n## `a`\n# H\n## `1️⃣a`\n", message: "in group 'g'"),
        Case(id: .duplicateAttribute, text: "# G\n## `a`\n\n|Attribute|\n|-|\n|`1️⃣a`|\n"),
        Case(
            id: .duplicateAttribute, text: "# G\n## `seats`\n## `1️⃣Seats`\n", message: "case alone"),
        Case(id: .duplicateAttribute, text: "# G\n## `intercom_user_jwt`\n## `1️⃣user_hash`\n"),
        Case(id: .signedWithoutToken, text: list("- 1️⃣Signed")),
        Case(id: .signedWithoutToken, text: list("- Signed: 1️⃣yes")),
        Case(id: .invalidFact, text: list("- 1️⃣Signed", name: "intercom_user_jwt")),
    ]

    private static let lints = [
        Case(id: .sensitivityUnderstated, text: list("", name: "1️⃣email")),
        Case(id: .sensitivityUnderstated, text: list("- Sensitivity: 1️⃣none", name: "home_phone")),
        Case(id: .sensitivityUnderstated, text: list("- Sensitivity: 1️⃣personal", name: "iban")),
        Case(id: .sensitivityUnderstated, text: list("- Type: email", name: "1️⃣contact")),
    ]
}

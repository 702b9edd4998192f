/// What a dictionary may say of an attribute: a list item `Key: value`, or a table's column.
///
/// Names are matched without regard to case.
package enum AttributeFact: String, Sendable, CaseIterable {
    /// One of ``AttributeType``'s words, or the values of a choice with `|` between.
    case type = "Type"
    /// Whether nobody is booted without it: `yes`, `no`, or in a list the fact alone for `yes`.
    case required = "Required"
    /// Where the value lies in the app's user object: names with dots between.
    case source = "Source"
    /// One of ``Attribute/Sensitivity``.
    case sensitivity = "Sensitivity"
    /// A value of the type, for people to see; no secret.
    case example = "Example"
    /// The sites that it is limited to: names with commas between.
    case sites = "Sites"
    /// Whether it travels in the token only; written as `Required` is.
    case signed = "Signed"
    /// A part of the description.
    case notes = "Notes"

    /// The header of the column that holds the names, in a table of attributes.
    package static let nameColumn = "Attribute"

    init?(named name: String) {
        let folded = name.lowercased()
        guard let fact = Self.allCases.first(where: { $0.rawValue.lowercased() == folded })
        else { return nil }
        self = fact
    }

    /// Whether it is said by being there, without a value.
    var isFlag: Bool { self == .required || self == .signed }

    /// What holds where the fact isn't given, as the reference says it.
    package var presumption: String {
        switch self {
        case .type: "Intercom's own type for its standard attributes, else `string`"
        case .required, .signed: "no"
        case .source: "the attribute's own name"
        case .sensitivity: "`none`"
        case .example, .notes: "none"
        case .sites: "all sites"
        }
    }
}

/// What a dictionary may say of an attribute: a list item `Key: value`, or a table's column.
///
/// Names are matched without regard to case.
package enum AttributeFact: String, Sendable, CaseIterable {
    case type = "Type"
    case required = "Required"
    case source = "Source"
    case sensitivity = "Sensitivity"
    case example = "Example"
    case defaultValue = "Default"
    case sites = "Sites"
    case signed = "Signed"
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
        case .example, .defaultValue, .notes: "none"
        case .sites: "all sites"
        }
    }
}

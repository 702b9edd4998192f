package import CallboxDiagnostics

/// The dictionary as a program sees it: the user attributes in their groups, in file order.
package struct AttributeDictionary: Sendable {
    /// The file it was read from.
    package let file: SourceFile
    /// In the order of the file; slugs are unique.
    package let groups: [Group]

    package init(file: SourceFile, groups: [Group]) {
        self.file = file
        self.groups = groups
    }

    /// All attributes, group by group; names are unique.
    package var attributes: [Attribute] { groups.flatMap(\.attributes) }

    /// A section of the dictionary: a heading with attributes under it.
    package struct Group: Sendable {
        /// What the manifest's `groups` call it: the heading in lower case, words joined by `-`.
        package let slug: String
        /// The heading's text.
        package let title: Located<String>
        package let attributes: [Attribute]

        package init(slug: String, title: Located<String>, attributes: [Attribute]) {
            self.slug = slug
            self.title = title
            self.attributes = attributes
        }
    }
}

/// One user attribute: what Intercom calls it, where its value lies, and what may be done with it.
package struct Attribute: Sendable {
    /// Intercom's name, with the place where it is defined.
    package let name: Located<String>
    /// The slug of its group.
    package let group: String
    package let type: AttributeType
    /// Without it no user is booted (glue rule B9).
    package let isRequired: Bool
    /// The dotted path of the value in the app's user object; nil where it lies under the
    /// attribute's own name.
    package let source: Located<String>?
    /// The names of the only sites it is sent from; nil for all.
    package let sites: [Located<String>]?
    /// Travels in the token only, never in the plain settings (glue rule B4).
    package let isSigned: Bool
    package let sensitivity: Sensitivity
    /// A value to show, written as in the dictionary.
    package let example: String?
    /// What it means: plain text, paragraphs separated by a blank line; empty where none is given.
    package let summary: String
    /// Where the values of the facts lie that are given; of `Required` and `Signed` alone, the fact.
    package let ranges: [AttributeFact: SourceRange]

    package init(
        name: Located<String>, group: String, type: AttributeType, isRequired: Bool,
        source: Located<String>?, sites: [Located<String>]?, isSigned: Bool,
        sensitivity: Sensitivity, example: String?, summary: String,
        ranges: [AttributeFact: SourceRange] = [:]
    ) {
        self.name = name
        self.group = group
        self.type = type
        self.isRequired = isRequired
        self.source = source
        self.sites = sites
        self.isSigned = isSigned
        self.sensitivity = sensitivity
        self.example = example
        self.summary = summary
        self.ranges = ranges
    }

    /// Where the value lies in the user object.
    package var sourcePath: String { source?.value ?? name.value }

    /// How much harm it would do in the wrong hands.
    package enum Sensitivity: String, Sendable, CaseIterable {
        case none, pseudonymous, personal, sensitive
    }
}

/// What values an attribute has: Intercom's types, and the shapes it knows.
package enum AttributeType: Sendable, Hashable {
    case string, integer, number, boolean, date, url, email
    /// One of these texts, in the order of the dictionary.
    case enumeration([String])
    case company, companies, avatar
    /// The HMAC of the identifier (`user_hash`).
    case userHash
    /// The JSON Web Token (`intercom_user_jwt`).
    case token

    /// The word for it in a dictionary; of an enumeration its values, ` | ` between.
    package var word: String {
        switch self {
        case .string: "string"
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .date: "date"
        case .url: "url"
        case .email: "email"
        case .enumeration(let values): values.joined(separator: " | ")
        case .company: "company"
        case .companies: "companies"
        case .avatar: "avatar"
        case .userHash: "user hash"
        case .token: "token"
        }
    }
}

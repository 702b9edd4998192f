/// What may stand somewhere in a manifest. The reader, the JSON Schema and the reference page are
/// all made from these values, so they can't disagree.
package indirect enum Shape: Sendable {
    /// Text that follows a rule.
    case text(TextRule)
    /// A whole number, at least `minimum` where given.
    case integer(minimum: Int?)
    /// `true` or `false`.
    case boolean
    /// One of these words.
    case choice([String])
    /// A mapping with these keys and no others.
    case keys([Key])
    /// A mapping from names of the user's own to one shape.
    case named(TextRule, Shape)
    /// A list; a list of none has no meaning and is refused.
    case list(Shape)
    /// A scalar of the first shape, or a mapping of the second.
    case either(Shape, Shape)
    /// Text, a whole number, or `true` or `false`: a value that Intercom takes.
    case scalar
}

/// One key of a mapping.
package struct Key: Sendable {
    /// Whether a key may be left out, and what holds then.
    package enum Presence: Sendable, Equatable {
        case required
        case optional
        /// Optional, with this value where it is left out, written as in YAML.
        case defaultsTo(String)
    }

    package let name: String
    package let presence: Presence
    package let shape: Shape
    /// What it does, a sentence or two in Markdown.
    package let about: String
    /// A value to show, written as in YAML; on several lines for a mapping or list.
    package let example: String

    package init(
        _ name: String, _ presence: Presence, _ shape: Shape, _ about: String, example: String
    ) {
        self.name = name
        self.presence = presence
        self.shape = shape
        self.about = about
        self.example = example
    }
}

/// A rule for text, as words and as a check.
package struct TextRule: Sendable {
    /// What the text is, for the reference page: "host name".
    package let name: String
    /// The rule as an ECMA-262 regular expression, as far as one can say it: at least every text
    /// that ``problem`` accepts matches.
    package let pattern: String
    /// What is wrong with a text, worded as a rule, lower case; nil for a good one.
    package let problem: @Sendable (String) -> String?

    package init(
        _ name: String, pattern: String, problem: @escaping @Sendable (String) -> String?
    ) {
        self.name = name
        self.pattern = pattern
        self.problem = problem
    }
}

package import CallboxSpec

extension JSONValue {
    /// A YAML document as JSON: unquoted whole numbers and booleans as such, all else as text, what
    /// was reported as broken as null.
    package init(_ node: YAMLNode) {
        switch node.kind {
        case .scalar(let text, let isQuoted):
            if !isQuoted, let boolean = node.boolean {
                self = .boolean(boolean)
            } else if !isQuoted, let integer = node.integer {
                self = .integer(integer)
            } else {
                self = .string(text)
            }
        case .list(let elements): self = .array(elements.map { JSONValue($0) })
        case .mapping(let pairs): self = .object(pairs.map { Member($0.key, JSONValue($0.value)) })
        case .broken: self = .null
        }
    }
}

package import CallboxDiagnostics

/// A piece of a YAML document with its place: what the manifest's reader works on.
///
/// Every scalar is text: YAML 1.1's resolution turns `on`, `0123` and `1:30` into true, 83 and 90,
/// which no one means.
package struct YAMLNode: Sendable {
    /// What stands there.
    package indirect enum Kind: Sendable {
        case scalar(String, isQuoted: Bool)
        case list([YAMLNode])
        /// Pairs in the order of the file; keys are unique.
        case mapping([Pair])
        /// Something that was reported and is passed over: present, but of no use.
        case broken
    }

    /// A key and its value.
    package struct Pair: Sendable {
        package let key: String
        package let keyRange: SourceRange
        package var value: YAMLNode
    }

    package var kind: Kind
    /// Where it stands; of a list or mapping the first byte only.
    package let range: SourceRange

    package init(_ kind: Kind, at range: SourceRange) {
        self.kind = kind
        self.range = range
    }

    /// The value behind a key of a mapping; nil where there is none, or this is no mapping.
    ///
    /// - Complexity: O(keys).
    package subscript(key: String) -> YAMLNode? {
        pairs.first { $0.key == key }?.value
    }

    /// The pairs of a mapping; empty for anything else.
    package var pairs: [Pair] {
        if case .mapping(let pairs) = kind { pairs } else { [] }
    }

    /// The elements of a list; empty for anything else.
    package var elements: [YAMLNode] {
        if case .list(let elements) = kind { elements } else { [] }
    }

    /// The text of a scalar; nil for anything else.
    package var text: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    /// Whether this is what stands for a value that was reported.
    package var isBroken: Bool {
        if case .broken = kind { true } else { false }
    }

    /// Whether the scalar is written as a whole number: digits without a leading zero, and a minus
    /// in front where it is below zero.
    var isWholeNumber: Bool {
        guard let text else { return false }
        let digits = text.utf8.drop { $0 == 0x2D }
        return text.utf8.count - digits.count < 2
            && digits.allSatisfy { (0x30...0x39).contains($0) }
            && (text == "0" || digits.first.map { $0 != 0x30 } == true)
    }

    /// The scalar as a whole number, where it is one that JavaScript holds exactly.
    package var integer: Int? {
        guard isWholeNumber, let number = text.flatMap({ Int($0) }),
            (-Self.largestInteger...Self.largestInteger).contains(number)
        else { return nil }
        return number
    }

    /// `Number.MAX_SAFE_INTEGER` (ECMA-262 §21.1.2.6).
    static let largestInteger = 9_007_199_254_740_991

    /// The scalar as `true` or `false`, where it is one of these two words, unquoted.
    package var boolean: Bool? {
        guard case .scalar(let text, isQuoted: false) = kind else { return nil }
        return text == "true" ? true : text == "false" ? false : nil
    }

    /// Whether it is a key without a value: empty, `~` or `null`, unquoted.
    var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = kind else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// This node with the values of `other` put over it: mappings key by key, everything else, and
    /// the value of a key in `replacingWhole`, as a whole.
    ///
    /// - Complexity: O(keys of both, squared per mapping); used on environments, which are small.
    package func merged(with other: YAMLNode, replacingWhole: Set<String>) -> YAMLNode {
        guard case .mapping(var pairs) = kind, case .mapping(let overrides) = other.kind else {
            return other
        }
        for pair in overrides {
            guard let index = pairs.firstIndex(where: { $0.key == pair.key }) else {
                pairs.append(pair)
                continue
            }
            if replacingWhole.contains(pair.key) {
                pairs[index].value = pair.value
            } else {
                pairs[index].value = pairs[index].value.merged(
                    with: pair.value, replacingWhole: replacingWhole)
            }
        }
        return YAMLNode(.mapping(pairs), at: range)
    }
}

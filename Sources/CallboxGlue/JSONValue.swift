/// A JSON value whose keys keep their order, so that the same plan always gives the same bytes.
package indirect enum JSONValue: Sendable, Hashable {
    case string(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case null
    case array([JSONValue])
    case object([Member])

    /// A key and its value.
    package struct Member: Sendable, Hashable {
        package let key: String
        package let value: JSONValue

        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// An object of these members, without those that are nil.
    package static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(members.compactMap { key, value in value.map { Member(key, $0) } })
    }

    /// The value as a literal that may stand in a script of any page: ASCII, on one line, no blanks.
    ///
    /// `<` is escaped, so that nothing in it ends a script or opens a comment (HTML §4.12.1.3,
    /// https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements),
    /// and so is everything beyond ASCII, U+2028 and U+2029 among it, because the page may be in
    /// any encoding (glue rule O1).
    package var literal: String {
        var text = ""
        write(to: &text, indentation: nil)
        return text
    }

    /// The value for a file that people read: the same escapes, two blanks a level, final newline.
    package var document: String {
        var text = ""
        write(to: &text, indentation: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .string(let string): Self.write(string, to: &text)
        case .integer(let integer): text += String(integer)
        case .number(let number): text += "\(number)"
        case .boolean(let boolean): text += boolean ? "true" : "false"
        case .null: text += "null"
        case .array(let values):
            write(values, "[", "]", to: &text, indentation: indentation) { value, text, inner in
                value.write(to: &text, indentation: inner)
            }
        case .object(let members):
            write(members, "{", "}", to: &text, indentation: indentation) { member, text, inner in
                Self.write(member.key, to: &text)
                text += indentation == nil ? ":" : ": "
                member.value.write(to: &text, indentation: inner)
            }
        }
    }

    private func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, to text: inout String,
        indentation: Int?, each: (Element, inout String, Int?) -> Void
    ) {
        text += open
        let inner = indentation.map { $0 + 1 }
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            Self.breakLine(inner, in: &text)
            each(element, &text, inner)
        }
        if !elements.isEmpty { Self.breakLine(indentation, in: &text) }
        text += close
    }

    private static func breakLine(_ indentation: Int?, in text: inout String) {
        guard let indentation else { return }
        text += "\n" + String(repeating: "  ", count: indentation)
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for unit in string.utf16 {
            switch unit {
            case 0x22: text += "\\\""
            case 0x5C: text += "\\\\"
            case 0x0A: text += "\\n"
            case 0x20...0x7E where unit != 0x3C:
                text.unicodeScalars.append(UnicodeScalar(UInt8(unit)))
            default:
                let hex = String(unit, radix: 16, uppercase: true)
                text += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
            }
        }
        text += "\""
    }
}

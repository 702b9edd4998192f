#if Preview
    internal import CallboxGlue
    internal import CallboxSpec
    internal import Foundation

    /// An example person: a text for each attribute of the dictionary, and the user object that an
    /// app would have of them.
    struct Person: Sendable, Equatable {
        /// By attribute; one without a text is left out of the object.
        let texts: [String: String]

        /// The person of the dictionary's examples.
        init(exampleOf dictionary: AttributeDictionary) {
            texts = Dictionary(
                uniqueKeysWithValues: dictionary.attributes.map {
                    ($0.name.value, $0.example ?? $0.type.example)
                })
        }

        init(texts: [String: String]) {
            self.texts = texts
        }

        /// What a list of people calls them.
        var title: String {
            ["name", "email", "user_id"].lazy.compactMap { texts[$0] }.first { !$0.isEmpty }
                ?? "somebody"
        }

        /// What is wrong with the texts, a sentence by attribute.
        func problems(in dictionary: AttributeDictionary) -> [String: String] {
            var problems: [String: String] = [:]
            for attribute in dictionary.attributes {
                let text = texts[attribute.name.value] ?? ""
                if text.isEmpty {
                    if attribute.isRequired {
                        problems[attribute.name.value] =
                            "required: without it nobody is booted (B9)"
                    }
                } else if attribute.type.isObject {
                    if case .object? = Self.json(text) { continue }
                    if case .array? = Self.json(text) { continue }
                    problems[attribute.name.value] =
                        "a \(attribute.type.word) is written as JSON: \(attribute.type.example)"
                } else if !attribute.type.isMadeByServer,
                    let problem = attribute.type.problem(withValue: text)
                {
                    problems[attribute.name.value] = problem
                }
            }
            return problems
        }

        /// The app's user object: each value where the dictionary's `Source` says, with its type; a
        /// text that doesn't fit its type goes as text.
        func object(by dictionary: AttributeDictionary) -> JSONValue {
            var object = JSONValue.object([] as [JSONValue.Member])
            for attribute in dictionary.attributes {
                guard let text = texts[attribute.name.value], !text.isEmpty else { continue }
                object.set(
                    value(text, of: attribute.type),
                    at: attribute.sourcePath.split(separator: ".").map(String.init))
            }
            return object
        }

        private func value(_ text: String, of type: AttributeType) -> JSONValue {
            switch type {
            case .integer: Int(text).map(JSONValue.integer) ?? .string(text)
            case .number:
                Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
            case .boolean:
                text == "true" || text == "false" ? .boolean(text == "true") : .string(text)
            case .company, .companies, .avatar: Self.json(text) ?? .string(text)
            case .token: text == type.example ? .string(unsignedToken) : .string(text)
            case .string, .date, .url, .email, .enumeration, .userHash: .string(text)
            }
        }

        /// A JSON Web Token without a signature (RFC 7519 §6) that is good for an hour: the glue
        /// reads the claims, and the stand-in checks nothing.
        private var unsignedToken: String {
            let claims = JSONValue.object([
                ("user_id", texts["user_id"].map(JSONValue.string)),
                ("email", texts["email"].map(JSONValue.string)),
                ("exp", .integer(Int(Date().timeIntervalSince1970) + 3600)),
            ])
            func encoded(_ text: String) -> String {
                Data(text.utf8).base64EncodedString().replacing("+", with: "-")
                    .replacing("/", with: "_").replacing("=", with: "")
            }
            return encoded(#"{"alg":"none"}"#) + "." + encoded(claims.literal) + "."
        }

        private static func json(_ text: String) -> JSONValue? {
            try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        }
    }

    extension AttributeType {
        /// Whether a value is an object of its own.
        var isObject: Bool { self == .company || self == .companies || self == .avatar }

        /// Whether only the app's server can make a value.
        var isMadeByServer: Bool { self == .token || self == .userHash }

        /// A value to show where the dictionary has none.
        var example: String {
            switch self {
            case .string: "example"
            case .integer: "3"
            case .number: "0.5"
            case .boolean: "true"
            case .date: "2026-01-15"
            case .url: "https://example.com/"
            case .email: "ann@example.com"
            case .enumeration(let values): values.first ?? ""
            case .company: #"{"company_id": "c1", "name": "Example Works"}"#
            case .companies: #"[{"company_id": "c1", "name": "Example Works"}]"#
            case .avatar: #"{"type": "avatar", "image_url": "https://example.com/ann.png"}"#
            case .userHash: "0000000000000000000000000000000000000000000000000000000000000000"
            case .token: "unsigned"
            }
        }
    }

    extension JSONValue {
        /// Puts a value at a path of keys, making objects on the way.
        fileprivate mutating func set(_ value: JSONValue, at path: [String]) {
            guard let key = path.first else {
                self = value
                return
            }
            var members: [Member] = []
            if case .object(let own) = self { members = own }
            let index = members.firstIndex { $0.key == key }
            var inner = index.map { members[$0].value } ?? .object([] as [Member])
            inner.set(value, at: Array(path.dropFirst()))
            if let index {
                members[index] = Member(key, inner)
            } else {
                members.append(Member(key, inner))
            }
            self = .object(members)
        }
    }
#endif

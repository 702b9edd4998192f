/// What Intercom itself fixes about attributes
/// (<https://developers.intercom.com/installing-intercom/web/attributes-objects> and
/// <https://www.intercom.com/help/en/articles/179-send-custom-user-attributes-to-intercom>).
enum IntercomAttributes {
    /// Intercom's own attributes of people, with their types. All others are custom attributes.
    static let standard: [String: AttributeType] = [
        "user_id": .string, "email": .email, "name": .string, "phone": .string,
        "created_at": .date, "unsubscribed_from_emails": .boolean, "language_override": .string,
        "page_title": .string, "avatar": .avatar, "company": .company, "companies": .companies,
        "user_hash": .userHash, "intercom_user_jwt": .token,
    ]

    /// Characters that Intercom replaces by `_` in a custom attribute's name, without a word.
    static let forbidden: Set<Unicode.Scalar> = Set(".$~`!@#%^&*'{}[]|\\\"".unicodeScalars)

    /// The most custom attributes that a workspace has, unless Intercom raises it.
    static let maximumCount = 250

    /// The most characters of a text value.
    static let maximumLength = 255

    private static let settings = Set(ManifestSchema.messenger.map(\.name)).union([
        "app_id", "api_base", "installation_type", "auth_tokens", "widget",
    ])

    private static let measured: Set<String> = [
        "last_request_at", "utm_campaign", "utm_content", "utm_medium", "utm_source", "utm_term",
    ]

    /// Why no attribute can have a name; nil for a free one.
    static func problem(withName name: String) -> String? {
        if settings.contains(name) {
            return "'\(name)' is a setting of the Messenger; it stands in the manifest"
        }
        if measured.contains(name) { return "'\(name)' is set by Intercom alone" }
        if name == "custom_attributes" {
            return "custom attributes are given one by one, not as 'custom_attributes'"
        }
        guard standard[name] == nil, let meant = spellings[folded(name)] else { return nil }
        return "'\(name)' would be a custom attribute beside Intercom's '\(meant)'; "
            + "did you mean '\(meant)'?"
    }

    /// The standard names, folded, with their right spelling.
    private static let spellings = Dictionary(
        uniqueKeysWithValues: standard.keys.map { (folded($0), $0) })

    /// A name without what people get wrong: case, and what stands between words.
    private static func folded(_ name: String) -> String {
        name.lowercased().filter { !"_- ".contains($0) }
    }

    /// The sensitivity that a name or type speaks of; nil where it says nothing.
    static func sensitivity(ofName name: String, _ type: AttributeType) -> Attribute.Sensitivity? {
        let words = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
        let sensitive: Set<String> = [
            "password", "ssn", "passport", "iban", "health", "diagnosis", "religion",
            "ethnicity", "salary", "card", "cvv", "disability",
        ]
        let personal: Set<String> = [
            "email", "phone", "mobile", "surname", "birthday", "birthdate", "dob", "street", "zip",
            "postcode", "ip", "latitude", "longitude",
        ]
        guard type != .boolean else { return nil }
        if !words.isDisjoint(with: sensitive) { return .sensitive }
        let isPersonal = type == .email || name == "name" || !words.isDisjoint(with: personal)
        return isPersonal ? .personal : nil
    }
}

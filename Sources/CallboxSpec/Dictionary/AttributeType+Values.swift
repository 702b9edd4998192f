internal import CallboxDiagnostics

extension AttributeType {
    /// The types that are one word; every other text with `|` in it is an enumeration.
    static let simple: [AttributeType] = [
        .string, .integer, .number, .boolean, .date, .url, .email, .company, .companies, .avatar,
        .userHash, .token,
    ]

    /// The type that a word names, whatever its case; `user_hash` is `user hash`.
    init?(word: String) {
        let folded = word.lowercased().replacing("_", with: " ").replacing("-", with: " ")
        guard let type = Self.simple.first(where: { $0.word == folded }) else { return nil }
        self = type
    }

    /// The one attribute that may have this type; nil where any may.
    var onlyName: String? {
        switch self {
        case .company: "company"
        case .companies: "companies"
        case .avatar: "avatar"
        case .userHash: "user_hash"
        case .token: "intercom_user_jwt"
        default: nil
        }
    }

    /// What is wrong with a value of this type, as a rule; nil for a right one.
    package func problem(withValue text: String) -> String? {
        let isRight: Bool
        switch self {
        case .string: isRight = true
        case .integer: isRight = Int(text) != nil
        case .number: isRight = Double(text)?.isFinite == true && !text.lowercased().contains("x")
        case .boolean: isRight = text == "true" || text == "false"
        case .date: isRight = isSeconds(text) || isISODate(text)
        case .url: isRight = isURL(text)
        case .email: isRight = isEmail(text)
        case .enumeration(let values): isRight = values.contains(text)
        case .company, .companies, .avatar, .userHash, .token: isRight = false
        }
        return isRight ? nil : rule(for: text)
    }

    private func rule(for text: String) -> String {
        switch self {
        case .string: ""
        case .integer: "an integer is a whole number: 42"
        case .number: "a number is written like 42 or 0.5"
        case .boolean: "a boolean is 'true' or 'false'"
        case .date where Int(text).map { $0 >= 100_000_000_000 } == true:
            "a date is in seconds since 1970, and this looks like milliseconds"
        case .date: "a date is '2026-11-22', '2026-11-22T09:30:00Z' or seconds since 1970"
        case .url: "a url begins with 'https://' or 'http://' and has no blanks"
        case .email: "an email is written like 'jane@example.com'"
        case .enumeration(let values):
            "'\(text.shortened)' is none of the choice's values"
                + suggestion(for: text, among: values)
        case .company, .companies, .avatar, .userHash, .token:
            "a \(word) comes from the identity when the page runs; no value stands here"
        }
    }
}

/// Whole seconds below 10^11: above, Intercom's documentation says, they are milliseconds.
private func isSeconds(_ text: String) -> Bool {
    Int(text).map { (0..<100_000_000_000).contains($0) } ?? false
}

/// `YYYY-MM-DD`, and behind `T` a time with seconds and zone if wanted (RFC 3339 §5.6, and ISO 8601
/// without a zone, which glue rule V1 reads as UTC).
private func isISODate(_ text: String) -> Bool {
    let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    guard date.count == 3, date.map(\.utf8.count) == [4, 2, 2], let year = digits(date[0]),
        let month = digits(date[1]), let day = digits(date[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard (1...length).contains(day) else { return false }
    return parts.count == 1 || isISOTime(parts[1])
}

private func isISOTime(_ text: Substring) -> Bool {
    var time = text
    if time.hasSuffix("Z") {
        time = time.dropLast()
    } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
        let zone = time[time.index(after: sign)...].split(separator: ":")
        guard zone.count == 2, zone.allSatisfy({ $0.utf8.count == 2 && digits($0) != nil })
        else { return false }
        time = time[..<sign]
    }
    let seconds = time.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard seconds.count == 1 || digits(seconds[1]) != nil else { return false }
    let fields = seconds[0].split(separator: ":", omittingEmptySubsequences: false)
    let values = fields.compactMap { $0.utf8.count == 2 ? digits($0) : nil }
    return (2...3).contains(fields.count) && values.count == fields.count && values[0] < 24
        && values.dropFirst().allSatisfy { $0 < 60 }
}

private func digits(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}

private func isURL(_ text: String) -> Bool {
    let rest = text.hasPrefix("https://") ? text.dropFirst(8) : text.dropFirst(7)
    return (text.hasPrefix("https://") || text.hasPrefix("http://"))
        && rest.first.map { $0 != "/" && $0 != "?" && $0 != "#" } == true
        && !text.unicodeScalars.contains(where: \.properties.isWhitespace)
}

private func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        && !text.unicodeScalars.contains(where: \.properties.isWhitespace)
}

/// Recognises values that must never stand in a file that is published (glue rule O2).
package enum Secrets {
    /// Why a value is refused in a manifest by its look: a secret or an e-mail address; nil for a
    /// harmless one.
    package static func problem(withValue text: String) -> String? {
        problem(withSecret: text) ?? problem(withQueryOf: text)
            ?? (isEmail(Array(text.utf8))
                ? "this looks like a person's e-mail address; it would be published with the pages"
                : nil)
    }

    /// Why a value is refused anywhere by its look; nil for a harmless one.
    ///
    /// Looks for a JSON Web Token (RFC 7519 §3.1: its header always begins `eyJ`), a hexadecimal
    /// HMAC-SHA256, and Intercom's access tokens (base64 of `tok:`).
    package static func problem(withSecret text: String) -> String? {
        let bytes = Array(text.utf8)
        let dots = bytes.count { $0 == UInt8(ascii: ".") }
        if text.hasPrefix("eyJ"), dots == 2 {
            return "this looks like a token; tokens come from the identity when the page runs"
        }
        if bytes.count == 64, bytes.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) {
            return "this looks like a hash or secret; it would be published with the pages"
        }
        if text.hasPrefix("dG9r"), bytes.count >= 40 {
            return "this looks like an access token; it would be published with the pages"
        }
        return nil
    }

    /// Why a key is refused by its name, wherever it stands; nil for any other.
    package static func problem(withKey key: String) -> String? {
        let folded = key.lowercased().filter { $0 != "-" && $0 != "_" }
        let secrets = [
            "secret", "apisecret", "apikey", "accesstoken", "identityverificationsecret",
            "password", "token", "authtokens", "jwt", "intercomuserjwt", "userhash",
        ]
        let personal = ["userid", "email", "phone"]
        if secrets.contains(folded) {
            return "'\(key)' holds a secret, and a manifest is no place for one"
        }
        return personal.contains(folded)
            ? "'\(key)' is a person's, and comes from the identity when the page runs" : nil
    }

    /// What is wrong with the names and values behind the `?` of an address.
    private static func problem(withQueryOf text: String) -> String? {
        guard text.hasPrefix("/") || text.hasPrefix("https://"),
            let query = text.firstIndex(where: { $0 == "?" || $0 == "#" })
        else { return nil }
        for part in text[query...].dropFirst().split(whereSeparator: { "&;?#".contains($0) }) {
            let pieces = part.split(separator: "=", maxSplits: 1).map { decodePercent($0.utf8) }
            if let problem = pieces.first.flatMap(problem(withKey:)) { return problem }
            if let problem = pieces.lazy.compactMap(problem(withSecret:)).first { return problem }
        }
        return nil
    }

    private static func isEmail(_ bytes: [UInt8]) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > 0 else { return false }
        func isWord(_ byte: UInt8, _ others: StaticString) -> Bool {
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                || others.description.utf8.contains(byte)
        }
        let domain = bytes[(at + 1)...]
        return bytes[..<at].allSatisfy { isWord($0, "._%+-") }
            && domain.allSatisfy { isWord($0, ".-") }
            && domain.dropFirst().dropLast().contains(UInt8(ascii: "."))
    }
}

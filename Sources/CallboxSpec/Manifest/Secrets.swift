/// Recognises values that must never stand in a file that is published (glue rule O2).
enum Secrets {
    /// Why a value is refused in a manifest by its look: a secret or an e-mail address; nil for a
    /// harmless one.
    static func problem(withValue text: String) -> String? {
        problem(withSecret: text) ?? problem(withAddress: text)
            ?? (isEmail(Array(text.utf8)[...]) ? emailRule : nil)
    }

    private static let emailRule =
        "this looks like a person's e-mail address; it would be published with the pages"

    /// Why a value is refused anywhere by its look; nil for a harmless one.
    ///
    /// Looks for a JSON Web Token (RFC 7519 §3.1: its header always begins `eyJ`), a hexadecimal
    /// HMAC-SHA256, and Intercom's access tokens (base64 of `tok:`).
    static func problem(withSecret text: String) -> String? {
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
    ///
    /// A secret's is known by how it ends, `client_secret` and `refreshToken` alike.
    static func problem(withKey key: String) -> String? {
        let folded = key.lowercased().filter { $0.isLetter || $0.isNumber }
        let secrets = [
            "secret", "apikey", "secretkey", "privatekey", "accesskey", "password", "passwd", "pwd",
            "passphrase", "token", "authtokens", "jwt", "userhash",
        ]
        let personal = ["userid", "email", "phone"]
        if secrets.contains(where: folded.hasSuffix) {
            return "'\(key)' holds a secret, and a manifest is no place for one"
        }
        return personal.contains(folded)
            ? "'\(key)' is a person's, and comes from the identity when the page runs" : nil
    }

    /// What is wrong with the path of an address, and with the names and values behind its `?`.
    private static func problem(withAddress text: String) -> String? {
        guard text.hasPrefix("/") || text.hasPrefix("https://") else { return nil }
        // The host has rules of its own.
        let host = text.hasPrefix("/") ? 0 : "https://".count
        let local = text.dropFirst(host).drop { !"/?#".contains($0) }
        let query = local.firstIndex { $0 == "?" || $0 == "#" } ?? local.endIndex
        for part in local[query...].split(whereSeparator: { "&;?#".contains($0) }) {
            let name = decodePercent(part.prefix { $0 != "=" }.utf8)
            // `user[email]`, `user.email`
            let names = [name] + name.split { "[].".contains($0) }.map(String.init)
            if let problem = names.lazy.compactMap(problem(withKey:)).first { return problem }
        }
        for piece in local.split(whereSeparator: { "/&;?#=".contains($0) }) {
            let piece = decodePercent(piece.utf8)
            if let problem = problem(withSecret: piece) { return problem }
            let words = Array(piece.utf8).split { $0 != UInt8(ascii: "@") && !isEmailByte($0) }
            if words.contains(where: isEmail) { return emailRule }
        }
        return nil
    }

    /// Its domain ends in a word: `lib@1.2.0` is none.
    private static func isEmail(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let at = bytes.firstIndex(of: UInt8(ascii: "@")), at > bytes.startIndex,
            let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > at + 1
        else { return false }
        return bytes[..<at].allSatisfy(isEmailByte)
            && bytes[(at + 1)...].allSatisfy { isEmailByte($0) && !"_%+".utf8.contains($0) }
            && bytes[(dot + 1)...].count > 1
            && bytes[(dot + 1)...].first.map { (0x61...0x7A).contains($0 | 0x20) } == true
    }

    private static func isEmailByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
            || "._%+-".utf8.contains(byte)
    }
}

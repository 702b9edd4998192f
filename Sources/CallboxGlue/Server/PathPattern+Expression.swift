package import CallboxSpec

extension PathPattern {
    /// How a path stands where a server looks at it.
    package enum PathForm {
        /// As the browser sent it: percent-encoded, in either case, and where browsers differ both
        /// encoded and not. Letters, digits, `-`, `_` and `.` are taken as they are.
        case encoded
        /// Decoded.
        case decoded
    }

    /// The paths that the pattern matches, as a regular expression that PCRE, RE2 and JavaScript
    /// read alike; without anchors, groups that capture, or a query. ASCII, free of quotes, blanks
    /// and control characters.
    ///
    /// - Parameter base: of the pattern's site.
    package func expression(below base: String, _ form: PathForm) -> String {
        let prefix = Self.expression(ofBase: base, form)
        let parts = segments.map { segment in
            switch segment {
            case .literal(let text): "/" + Self.quoted(text, form)
            case .partial(let pieces):
                "/" + pieces.map { Self.quoted($0, form) }.joined(separator: "[^/?]*")
            case .one: "/[^/?]+"
            case .any: "(?:/[^?]*)?"
            }
        }
        if parts.isEmpty, prefix.isEmpty { return "/(?:index[.]html)?" }
        // `/a`, `/a/`, `/a.html` and `/a/index.html` are one page.
        return prefix + parts.joined() + "(?:/|[.]html|/index[.]html)?"
    }

    /// The beginning of the paths below a base; empty for the root.
    static func expression(ofBase base: String, _ form: PathForm) -> String {
        PagePath(urlPath: base).segments.map { "/" + quoted($0, form) }.joined()
    }

    private static func quoted(_ text: String, _ form: PathForm) -> String {
        switch form {
        case .encoded:
            text.utf8.map { byte in
                let scalar = String(UnicodeScalar(byte))
                if isPlain(byte) { return scalar }
                if scalar == "." { return "[.]" }
                let hex = String(byte, radix: 16, uppercase: true)
                let code =
                    "%" + (hex.utf8.count < 2 ? "0" : "")
                    + hex.map { $0.isLetter ? "[\($0)\($0.lowercased())]" : String($0) }.joined()
                // Vercel counts parentheses, those in brackets too.
                if "()[]^".contains(scalar) { return "(?:\\\(scalar)|\(code))" }
                // What browsers leave as it is in a path (WHATWG URL §1.3), some of them at least,
                // and what links have encoded all the same.
                return "!$&'*+,;=:@|~".contains(scalar) ? "(?:[\(scalar)]|\(code))" : code
            }.joined()
        case .decoded:
            text.unicodeScalars.map { scalar in
                scalar.isASCII && isPlain(UInt8(scalar.value))
                    ? String(scalar)
                    : "\\x{\(String(scalar.value, radix: 16, uppercase: true))}"
            }.joined()
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

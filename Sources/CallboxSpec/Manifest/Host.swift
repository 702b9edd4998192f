/// Where a site is served: scheme, host name and port.
package struct Host: Sendable, Hashable {
    /// Lower-case ASCII, no trailing dot.
    package let name: String
    /// Nil for the scheme's own port.
    package let port: Int?
    /// False where the manifest says `http://`.
    package let isSecure: Bool

    /// Reads a host that ``problem(with:)`` has nothing against.
    package init(_ text: String) {
        isSecure = !text.hasPrefix("http://")
        let rest = isSecure ? text[...] : text.dropFirst("http://".count)
        let pieces = rest.split(separator: ":")
        name = pieces.first.map(String.init) ?? ""
        let port = pieces.count > 1 ? Int(pieces[1]) : nil
        self.port = port == (isSecure ? 443 : 80) ? nil : port
    }

    /// The host of an `https://` URL as written, folded to lower case as browsers do; it may be no
    /// good one.
    package static func authority(ofURL url: String) -> String {
        String(url.dropFirst("https://".count).prefix { !"/?#\\".contains($0) }).lowercased()
    }

    /// Name and port as `location.host` has them.
    package var authority: String { name + (port.map { ":\($0)" } ?? "") }

    /// `https://` or `http://` and ``authority``.
    package var origin: String { (isSecure ? "https://" : "http://") + authority }

    /// Whether it is `domain` or lies below it.
    package func isWithin(_ domain: String) -> Bool {
        name == domain || name.hasSuffix("." + domain)
    }

    /// Whether it is only ever this machine (RFC 6761 §6.3), where http is as good as https.
    package var isLoopback: Bool { isWithin("localhost") }

    /// What is wrong with a host as written; nil for a good one (RFC 1123 §2.1, RFC 5890 §2.3).
    package static func problem(with text: String) -> String? {
        if text.contains(where: \.isNewline) { return "a host is one line, without a line end" }
        let lower = text.lowercased()
        if lower.hasPrefix("https://") { return "a host is written without 'https://'" }
        if lower.hasPrefix("http://"), !text.hasPrefix("http://") {
            return "a host is written in lower case: '\(lower)'"
        }
        let rest = text.hasPrefix("http://") ? String(text.dropFirst("http://".count)) : text
        let pieces = rest.split(separator: ":", omittingEmptySubsequences: false)
        let name = String(pieces[0])
        if rest.contains("/") { return "a host has no path; a path goes into 'base'" }
        if rest.hasPrefix("[") || pieces.count > 2 { return "a host is a name, no IP address" }
        if pieces.count == 2 {
            let isDigits = pieces[1].utf8.allSatisfy { (0x30...0x39).contains($0) }
            guard isDigits, let port = Int(pieces[1]), (1...65535).contains(port) else {
                return "a port is a number from 1 to 65535"
            }
        }
        if name.isEmpty { return "a host has a name" }
        if name.utf8.contains(where: { (0x41...0x5A).contains($0) }) {
            return "a host is written in lower case: '\(name.lowercased())'"
        }
        if name.utf8.contains(where: { $0 >= 0x80 }) {
            return "an internationalised host is written in its ASCII form, 'xn--…'"
        }
        if name.hasPrefix(".") || name.hasSuffix(".") {
            return "a host begins and ends with no dot"
        }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last?.utf8.allSatisfy({ (0x30...0x39).contains($0) }) == true {
            return "a host is a name, no IP address"
        }
        let isName =
            name.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
                    && !label.hasSuffix("-")
                    && label.utf8.allSatisfy {
                        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                    }
            }
        return isName ? nil : "a host has letters, digits, '-' and dots, each label 63 at most"
    }
}

/// Lengths of time in a manifest.
enum Duration {
    /// The seconds of `30m`, `12h` …; nil for anything else. At most nine digits.
    static func seconds(in text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86400]
        guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 10,
            text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
            !text.hasPrefix("0"), let count = Int(text.dropLast())
        else { return nil }
        return count * unit
    }
}

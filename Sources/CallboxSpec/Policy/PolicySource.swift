/// A source of a content policy, or an address, in its parts: a scheme (`https:`, `blob:`), or a host
/// with what may stand around it.
///
/// CSP 3 §2.3.1, https://www.w3.org/TR/CSP3/#framework-directive-source-list
package struct PolicySource: Sendable {
    private let isAny: Bool
    private let isSelf: Bool
    private let scheme: String?
    /// Nil for a scheme alone, and for a keyword, a hash or a nonce.
    private let host: String?
    private let port: String?
    private let path: String

    /// Takes a source apart; hosts and schemes don't depend on case.
    package init(_ text: String) {
        isAny = text == "*"
        isSelf = text.lowercased() == "'self'"
        guard !isAny, !text.hasPrefix("'") else {
            (scheme, host, port, path) = (nil, nil, nil, "")
            return
        }
        var rest = text[...]
        var scheme: String?
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        } else if rest.hasSuffix(":") {
            (self.scheme, host, port, path) = (rest.dropLast().lowercased(), nil, nil, "")
            return
        }
        self.scheme = scheme
        let authority = rest.prefix { $0 != "/" }
        path = String(rest[authority.endIndex...])
        let colon = authority.lastIndex(of: ":")
        host = authority[..<(colon ?? authority.endIndex)].lowercased()
        port = colon.map { String(authority[authority.index(after: $0)...]) }
    }

    /// Whether everything that `other` stands for is allowed by this source.
    ///
    /// WebSockets are held to their own scheme, as browsers do: `https://a.b` isn't `wss://a.b`.
    /// A source with a path covers no other source without one.
    ///
    /// CSP 3 §6.7.2.8, https://www.w3.org/TR/CSP3/#match-url-to-source-expression
    ///
    /// - Parameter page: the origin of the page, which `'self'` and hosts without a scheme go by.
    package func covers(_ other: PolicySource, on page: PolicySource) -> Bool {
        if isAny { return ["http", "https", "ws", "wss"].contains(other.scheme) }
        if isSelf {
            return Self.covers(page.scheme, other.scheme) && page.host == other.host
                && page.port == other.port
        }
        guard let host else { return scheme != nil && Self.covers(scheme, other.scheme) }
        guard let wanted = other.host else { return false }
        let isAllowedScheme =
            scheme.map { Self.covers($0, other.scheme) }
            ?? (Self.covers(page.scheme, other.scheme) || other.scheme == "wss")
        let isAllowedHost =
            host == wanted
            || host.hasPrefix("*.") && wanted.hasSuffix(host.dropFirst())
                && wanted.utf8.count >= host.utf8.count
        let isAllowedPort = port == "*" || (port ?? "443") == (other.port ?? "443")
        let isAllowedPath =
            path.isEmpty || path == "/" || path == other.path
            || path.hasSuffix("/") && other.path.hasPrefix(path)
        return isAllowedScheme && isAllowedHost && isAllowedPort && isAllowedPath
    }

    /// Whether a scheme allows another: itself, and its safer form (CSP 3 §6.7.2.9).
    private static func covers(_ scheme: String?, _ other: String?) -> Bool {
        switch (scheme, other) {
        case ("http", "https"), ("ws", "wss"): true
        default: scheme == other
        }
    }
}

/// A content security policy: directives with their sources, in the order written.
///
/// CSP 3 §2.2, https://www.w3.org/TR/CSP3/#framework-policy
package struct ContentPolicy: Sendable, Hashable {
    /// A directive.
    package struct Directive: Sendable, Hashable {
        package let name: String
        package internal(set) var sources: [String]

        /// As in a header.
        package var text: String { ([name] + sources).joined(separator: " ") }
    }

    package private(set) var directives: [Directive] = []

    /// Reads a policy as a browser does: of two directives of one name the first counts.
    package init(_ text: String) {
        for directive in Self.written(in: text) where self[directive.name] == nil {
            directives.append(directive)
        }
    }

    /// The directives as they are written, two of one name included; names in lower case. One that
    /// isn't ASCII is none.
    ///
    /// CSP 3 §2.2.1, https://www.w3.org/TR/CSP3/#parse-serialized-policy
    static func written(in text: String) -> [Directive] {
        text.utf8.split(separator: UInt8(ascii: ";")).compactMap { part in
            guard part.allSatisfy({ $0 < 0x80 }) else { return nil }
            let words = part.split { [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains($0) }
                .compactMap(String.init)
            return words.first.map {
                Directive(name: $0.lowercased(), sources: Array(words.dropFirst()))
            }
        }
    }

    /// The sources of a directive; nil where the policy hasn't got it.
    package subscript(name: String) -> [String]? {
        directives.first { $0.name == name }?.sources
    }

    /// The policy as a header's value: ASCII where its parts are.
    package var text: String { directives.map(\.text).joined(separator: "; ") }

    /// The policy without what a `<meta>` can't say, which browsers ignore there with a warning
    /// (https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy).
    package var inMeta: ContentPolicy {
        var policy = self
        policy.directives.removeAll {
            ["report-uri", "frame-ancestors", "sandbox"].contains($0.name)
        }
        return policy
    }

    /// Allows sources in a directive, where something restricts it; what it fell back to until now
    /// stays allowed.
    package mutating func allow(_ sources: [String], in name: String) {
        guard let present = effective(name) else { return }
        set(name, to: Self.merged(present, sources))
    }

    /// Sets a directive, at its place or at the end.
    package mutating func set(_ name: String, to sources: [String]) {
        if let index = directives.firstIndex(where: { $0.name == name }) {
            directives[index].sources = sources
        } else {
            directives.append(Directive(name: name, sources: sources))
        }
    }

    /// The sources that govern what a directive is for: its own, or those that it falls back to; nil
    /// where nothing is restricted.
    package func effective(_ name: String) -> [String]? { governor(of: name)?.sources }

    /// The directive that governs what `name` is for: itself, or what it falls back to; nil where
    /// nothing is restricted.
    package func governor(of name: String) -> Directive? {
        ([name] + (Self.fallbacks[name] ?? ["default-src"])).lazy.compactMap { name in
            directives.first { $0.name == name }
        }.first
    }

    /// What stands in a page itself.
    package enum Inline: Sendable {
        case scripts, styles
    }

    /// Whether sources allow all of a kind that is inline, by `'unsafe-inline'`: beside a hash or a
    /// nonce that word counts for nothing, and for scripts beside `'strict-dynamic'`, too.
    ///
    /// CSP 3 §6.7.3.2, https://www.w3.org/TR/CSP3/#allow-all-inline
    package static func allowsAllInline(_ kind: Inline, _ sources: [String]) -> Bool {
        let words = sources.map { $0.lowercased() }
        return words.contains("'unsafe-inline'") && !words.contains(where: isHashOrNonce)
            && !(kind == .scripts && words.contains("'strict-dynamic'"))
    }

    /// Whether a source is a hash or a nonce.
    package static func isHashOrNonce(_ source: String) -> Bool {
        let word = source.lowercased()
        return ["'nonce-", "'sha256-", "'sha384-", "'sha512-"].contains(where: word.hasPrefix)
    }

    /// Sources and more of them, each once; `'none'` stands alone or not at all.
    package static func merged(_ sources: [String], _ more: [String]) -> [String] {
        var result = sources.filter { $0.lowercased() != "'none'" }
        for source in more where !result.contains(source) { result.append(source) }
        return result
    }

    /// CSP 3 §6.8.3, https://www.w3.org/TR/CSP3/#directive-fallback-list
    private static let fallbacks: [String: [String]] = [
        "default-src": [], "form-action": [], "base-uri": [], "frame-ancestors": [],
        "script-src-elem": ["script-src", "default-src"],
        "script-src-attr": ["script-src", "default-src"],
        "style-src-elem": ["style-src", "default-src"],
        "style-src-attr": ["style-src", "default-src"], "trusted-types": [],
        "frame-src": ["child-src", "default-src"],
        "worker-src": ["child-src", "script-src", "default-src"],
    ]
}

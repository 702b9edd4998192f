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
        for part in text.split(separator: ";") {
            let words = part.split { $0 == " " || $0.isNewline || $0 == "\t" || $0 == "\u{0C}" }
            guard let name = words.first?.lowercased(), self[name] == nil else { continue }
            directives.append(
                Directive(name: name, sources: words.dropFirst().map(String.init)))
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
    var inMeta: ContentPolicy {
        var policy = self
        policy.directives.removeAll {
            ["report-uri", "frame-ancestors", "sandbox"].contains($0.name)
        }
        return policy
    }

    /// Allows sources in a directive, where something restricts it; what it fell back to until now
    /// stays allowed.
    mutating func allow(_ sources: [String], in name: String) {
        guard let present = effective(name) else { return }
        set(name, to: Self.merged(present, sources))
    }

    /// Sets a directive, at its place or at the end.
    mutating func set(_ name: String, to sources: [String]) {
        if let index = directives.firstIndex(where: { $0.name == name }) {
            directives[index].sources = sources
        } else {
            directives.append(Directive(name: name, sources: sources))
        }
    }

    /// The sources that govern what a directive is for: its own, or those that it falls back to; nil
    /// where nothing is restricted.
    func effective(_ name: String) -> [String]? {
        ([name] + (Self.fallbacks[name] ?? ["default-src"])).lazy.compactMap { self[$0] }.first
    }

    static func merged(_ sources: [String], _ more: [String]) -> [String] {
        var result = sources.filter { $0.lowercased() != "'none'" }
        for source in more where !result.contains(source) { result.append(source) }
        return result
    }

    /// CSP 3 §6.8.3, https://www.w3.org/TR/CSP3/#directive-fallback-list
    private static let fallbacks: [String: [String]] = [
        "default-src": [], "form-action": [], "base-uri": [], "frame-ancestors": [],
        "script-src-elem": ["script-src", "default-src"],
        "style-src-elem": ["style-src", "default-src"],
        "frame-src": ["child-src", "default-src"],
        "worker-src": ["child-src", "script-src", "default-src"],
    ]
}

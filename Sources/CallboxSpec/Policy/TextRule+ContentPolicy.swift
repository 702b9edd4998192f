internal import CallboxDiagnostics

extension TextRule {
    /// A site's own content policy (CSP 3 §2.2): what may stand in every server format without
    /// quoting, and beside what the Messenger needs.
    static let contentPolicy = TextRule(
        "content policy", pattern: "^[!#%&'()*+./0-9:;=?@A-Z\\[\\]^_a-z|~ -]+$"
    ) { text in
        let allowed = "!#%&'()*+./:;=?@[]^_|~ -".utf8
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: allowed.contains(byte)
            }
        }
        guard isPlain else {
            return "a content policy has letters, digits and !#%&'()*+./:;=?@[]^_|~- on one line"
        }
        let directives = ContentPolicy.written(in: text)
        if directives.isEmpty { return "it can't be empty" }
        var seen: Set<String> = []
        for directive in directives {
            let name = directive.name
            guard directiveNames.contains(name) else {
                return "'\(name)' is no directive of a content policy"
                    + suggestion(for: name, among: directiveNames)
            }
            if !seen.insert(name).inserted { return "'\(name)' is given twice" }
            let sources = directive.sources.map { $0.lowercased() }
            if sources.contains(where: { $0.hasPrefix("'nonce-") }) {
                return "a nonce differs with every answer, and this policy is the same for all"
            }
            for source in sources {
                if let problem = problem(withQuotesOf: source, in: name) { return problem }
            }
            if name.hasPrefix("style-src"), sources.contains(where: { $0.hasPrefix("'sha") }) {
                return "a hash in '\(name)' turns off 'unsafe-inline', which the Messenger needs"
            }
            if name == "sandbox", !sources.contains("allow-scripts") {
                return "a 'sandbox' without 'allow-scripts' runs no script, the Messenger's neither"
            }
        }
        return nil
    }

    /// A keyword, a hash or a nonce without its quotes, which is a host, or quotes around something
    /// else, which browsers ignore.
    ///
    /// - Parameter source: in lower case.
    private static func problem(withQuotesOf source: String, in directive: String) -> String? {
        let known: [String]
        switch directive {
        case "sandbox", "report-to", "report-uri": return nil
        case "require-trusted-types-for": known = ["script"]
        case "trusted-types": known = ["none", "allow-duplicates"]
        default: known = keywords
        }
        var bare = source[...]
        if bare.hasPrefix("'") { bare.removeFirst() }
        if bare.hasSuffix("'") { bare.removeLast() }
        let word = String(bare)
        let isKnown =
            known.contains(word)
            || known == keywords
                && ["sha256-", "sha384-", "sha512-", "nonce-"].contains(where: word.hasPrefix)
        if source == word {
            // Without quotes it is also the name of a policy of trusted types.
            if !isKnown || directive == "trusted-types" { return nil }
        } else if !isKnown {
            return "\(source) in '\(directive)' is no keyword of a content policy"
                + suggestion(for: word, among: known)
        }
        return source == "'\(word)'"
            ? nil
            : "'\(word)' in '\(directive)' has single quotes around it; without them it is a host"
    }

    /// https://www.w3.org/TR/CSP3/#grammardef-keyword-source without their quotes, and what browsers
    /// have added (https://w3c.github.io/webappsec-csp/#grammardef-keyword-source).
    private static let keywords = [
        "self", "none", "unsafe-inline", "unsafe-eval", "strict-dynamic", "unsafe-hashes",
        "report-sample", "wasm-unsafe-eval", "trusted-types-eval", "inline-speculation-rules",
        "report-sha256", "report-sha384", "report-sha512",
    ]

    /// https://www.w3.org/TR/CSP3/#csp-directives and what other specifications add.
    private static let directiveNames = [
        "base-uri", "block-all-mixed-content", "child-src", "connect-src", "default-src",
        "fenced-frame-src", "font-src", "form-action", "frame-ancestors", "frame-src", "img-src",
        "manifest-src", "media-src", "object-src", "report-to", "report-uri",
        "require-trusted-types-for", "sandbox", "script-src", "script-src-attr",
        "script-src-elem", "style-src", "style-src-attr", "style-src-elem", "trusted-types",
        "upgrade-insecure-requests", "worker-src",
    ]
}

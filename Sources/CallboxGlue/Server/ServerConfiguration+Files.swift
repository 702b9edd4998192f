private import CallboxSpec
private import CallboxTemplates

extension ServerConfiguration {
    /// The configuration in every format: file name and text, each ASCII with LF and a final newline.
    func files(with templates: TemplateSet) -> [(name: String, text: String)] {
        let context = self.context
        return TextTemplate.allCases.compactMap { template in
            template.serverFile.map { ($0, templates.render(template, context)) }
        } + [("headers.json", json.document), ("vercel.json", vercel.document)]
    }

    /// What the templates see.
    private var context: [String: Any] {
        let scope = PathPattern.expression(ofBase: base, .encoded)
        let decodedScope = PathPattern.expression(ofBase: base, .decoded)
        func ending(_ ending: Ending, _ index: Int) -> [String: Any] {
            [
                "number": String(index + 1),
                "path": ending.pattern.expression(below: base, .encoded),
                "decoded_path": ending.pattern.expression(below: base, .decoded),
                "exceptions": ending.exceptions.map { pattern in
                    [
                        "path": pattern.expression(below: base, .encoded),
                        "decoded_path": pattern.expression(below: base, .decoded),
                    ]
                },
            ]
        }
        return [
            "site": site,
            "variable": variable,
            "policy": policy.text,
            "meta_policy": policy.inMeta.text.replacing("&", with: "&amp;"),
            "policy_parts": policyParts,
            // A template can't write three braces.
            "policy_value": "${\(variable)_policy}",
            "apache_policy": policy.text.replacing("%", with: "%%"),
            "is_long": policy.text.utf8.count + 27 > 2000,
            "path": base == "/" ? "" : base,
            "base": scope,
            "decoded_base": decodedScope,
            "has_base": base != "/",
            "others": otherBases.map { other in
                [
                    "path": other,
                    "base": PathPattern.expression(ofBase: other, .encoded),
                    "decoded_base": PathPattern.expression(ofBase: other, .decoded),
                ]
            },
            "has_assets": hasAssets,
            "asset_caching": Self.assetCaching,
            // These add up what the rules of both sites say.
            "shares_pages": !otherBases.isEmpty,
            "has_endings": !endings.isEmpty,
            "endings": endings.enumerated().map { ending($1, $0) },
            "ending_caching": Self.endingCaching,
            "cookies": cookies.enumerated().map { ["number": String($0 + 1), "value": $1] },
        ]
    }

    /// What the names of a site's variables and matchers begin with, in letters, digits and `_`: no
    /// other site's do, also with a word of the templates behind, which begins neither with `_` nor
    /// with `u`.
    private var variable: String {
        "callbox_" + site.replacing("_", with: "_u").replacing("-", with: "__")
    }

    /// The policy in pieces that nginx reads: it takes no word of 4,096 bytes or more
    /// (`NGX_CONF_BUFFER`).
    private var policyParts: [String] {
        var parts: [String] = []
        for directive in policy.directives {
            var part = (parts.isEmpty ? "" : "; ") + directive.name
            for source in directive.sources {
                if part.utf8.count + source.utf8.count > 2000 {
                    parts.append(part)
                    part = ""
                }
                part += " " + source
            }
            parts.append(part)
        }
        return parts
    }

    /// `headers.json`: everything, for a format that isn't here.
    private var json: JSONValue {
        .object([
            ("callbox", .integer(1)), ("site", .string(site)), ("base", .string(base)),
            ("other_bases", otherBases.isEmpty ? nil : .array(otherBases.map(JSONValue.string))),
            ("content_security_policy", .string(policy.text)),
            (
                "directives",
                .object(
                    policy.directives.map { ($0.name, .array($0.sources.map(JSONValue.string))) })
            ),
            (
                "intercom_hosts",
                .object([
                    ("source", .string(IntercomHosts.source)),
                    ("read", .string(IntercomHosts.date)),
                ])
            ),
            ("assets", hasAssets ? assetRule : nil),
            ("endings", endings.isEmpty ? nil : .array(endings.map(json))),
        ])
    }

    private var assetRule: JSONValue {
        .object([
            ("path", .string((base == "/" ? "" : base) + "/callbox/*.js")),
            ("headers", .object([("Cache-Control", .string(Self.assetCaching))])),
        ])
    }

    private func json(_ ending: Ending) -> JSONValue {
        .object([
            ("path", .string(ending.pattern.text)),
            ("expression", .string("^\(ending.pattern.expression(below: base, .encoded))$")),
            (
                "except",
                ending.exceptions.isEmpty
                    ? nil
                    : .array(
                        ending.exceptions.map {
                            .string("^\($0.expression(below: base, .encoded))$")
                        })
            ),
            ("on_redirects", .boolean(true)), ("on_prefetches", .boolean(false)),
            ("set_cookie", .array(cookies.map(JSONValue.string))),
            ("cache_control", .string(Self.endingCaching)),
        ])
    }

    /// `vercel.json`; its `source` is a pattern that may be one regular expression in parentheses.
    ///
    /// Of several headers of one name only the last is sent, so of the cookies only the marker is
    /// there: by it the next page with a block ends the session (glue rule F4).
    private var vercel: JSONValue {
        func header(_ name: String, _ value: String) -> JSONValue {
            .object([("key", .string(name)), ("value", .string(value))])
        }
        func lookahead(_ expressions: [String]) -> String {
            expressions.map { "(?!\($0.dropFirst())(?:/|$))" }.joined()
        }
        func source(_ expression: String) -> JSONValue { .string("/(\(expression.dropFirst()))") }
        let scope = PathPattern.expression(ofBase: base, .encoded)
        let others = otherBases.map { PathPattern.expression(ofBase: $0, .encoded) }
        var rules: [JSONValue] = [
            .object([
                (
                    "source",
                    .string(
                        "/(\(lookahead(others))\(scope.dropFirst())"
                            + (scope.isEmpty ? ".*)" : "(?:/.*)?)"))
                ),
                (
                    "headers",
                    .array([header("Content-Security-Policy", policy.text)])
                ),
            ])
        ]
        if hasAssets {
            rules.append(
                .object([
                    ("source", source("\(scope)/callbox/[0-9a-f]+[.]js")),
                    ("headers", .array([header("Cache-Control", Self.assetCaching)])),
                ]))
        }
        for ending in endings {
            let path = ending.pattern.expression(below: base, .encoded)
            let exceptions = ending.exceptions.map {
                "(?!\($0.expression(below: base, .encoded).dropFirst())$)"
            }.joined()
            let missing = ["sec-purpose", "purpose", "x-moz"].map { name in
                JSONValue.object([
                    ("type", .string("header")), ("key", .string(name)),
                    ("value", .string(".*prefetch.*")),
                ])
            }
            rules.append(
                .object([
                    ("source", .string("/(\(exceptions)\(path.dropFirst()))")),
                    ("missing", .array(missing)),
                    (
                        "headers",
                        .array(
                            cookies.suffix(1).map { header("Set-Cookie", $0) }
                                + [header("Cache-Control", Self.endingCaching)])
                    ),
                ]))
        }
        return .object([("headers", .array(rules))])
    }
}

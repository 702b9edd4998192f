internal import CallboxDiagnostics

/// What is allowed and seldom meant.
extension Plan {
    /// Reports the lints that only the whole plan shows.
    func lint(reportingTo sink: inout DiagnosticSink) {
        lintHosts(reportingTo: &sink)
        lintSession(reportingTo: &sink)
        for site in sites {
            lintReachability(of: site, reportingTo: &sink)
            lintPatterns(of: site, reportingTo: &sink)
        }
        lintAttributes(reportingTo: &sink)
        lintIdentifiers(reportingTo: &sink)
    }

    private func lintHosts(reportingTo sink: inout DiagnosticSink) {
        for site in manifest.sites where !site.host.value.isSecure && !site.host.value.isLoopback {
            sink.report(
                .httpHost,
                "host '\(site.host.value.name)' has no TLS, so it can't read the marker that "
                    + "https sites write", at: site.host.range)
        }
        let withUsers = sites.filter { $0.routes.contains { $0.declaration.boot == .user } }
        func hasLogout(_ site: Site) -> Bool { site.routes.contains { $0.declaration.isShutdown } }
        // Without a common marker one site's logout is not known on another.
        let unended =
            manifest.cookieDomain == nil
            ? withUsers.filter { !hasLogout($0) }
            : sites.contains(where: hasLogout) ? [] : Array(withUsers.prefix(1))
        for site in unended {
            sink.report(
                .noLogout,
                "site '\(site.name)' has users and no route with 'shutdown: true'",
                at: site.declaration.name.range,
                help: "where the app calls callbox.logout() itself, silence this with that reason")
        }
    }

    private func lintSession(reportingTo sink: inout DiagnosticSink) {
        let maxAge = manifest.session.maxAgeSeconds
        // Intercom's session cookie lives a week
        // (https://www.intercom.com/help/en/articles/2361922-intercom-messenger-cookies).
        if let range = manifest.session.range, maxAge > 7 * 86400 {
            sink.report(
                .sessionOutlivesCookie,
                "a session of more than 7d outlives Intercom's session cookie", at: range)
        }
        for site in sites {
            for route in site.routes where route.declaration.boot == .user {
                for setting in route.declaration.messenger
                where setting.name == "session_duration" {
                    guard case .integer(let milliseconds) = setting.value,
                        milliseconds < maxAge * 1000
                    else { continue }
                    sink.report(
                        .sessionOutlivesCookie,
                        "session.max_age outlives this route's session_duration of "
                            + "\(milliseconds) ms", at: route.declaration.pattern.range)
                }
            }
        }
    }

    /// A route is out of reach where more specific ones win each page that it matches. Its
    /// wildcards are filled with text that no pattern names, so that whatever wins such a page wins
    /// every page of that shape.
    private func lintReachability(of site: Site, reportingTo sink: inout DiagnosticSink) {
        let longest = site.routes.map { $0.declaration.pattern.value.segments.count }.max() ?? 0
        // Beyond, a page is longer than any that a person has written a route for.
        let most = min(longest + 1, 32)
        for route in site.routes {
            let pattern = route.declaration.pattern.value
            let isReachable = pattern.witnesses(upTo: most).contains { path in
                site.matches(path).first?.name == route.name
            }
            guard !isReachable, let path = pattern.witnesses(upTo: 1).first,
                let winner = site.matches(path).first,
                winner.declaration.pattern.value.key < pattern.key
            else { continue }
            sink.report(
                .unreachableRoute,
                "no page is left for '\(pattern.text)': more specific paths match all of them",
                at: route.declaration.pattern.range,
                notes: [
                    Diagnostic.Note(
                        "one of them is here", at: winner.declaration.pattern.range)
                ])
        }
    }

    /// What is a wildcard to a router, or a regular expression, is text here.
    private func lintPatterns(of site: Site, reportingTo sink: inout DiagnosticSink) {
        let base = PagePath(urlPath: site.declaration.base).segments
        for route in site.routes {
            let pattern = route.declaration.pattern
            let words = pattern.value.text.split(separator: "/").map(String.init)
            if let word = words.first(where: PathPattern.isForeign) {
                sink.report(
                    .foreignPattern,
                    "'\(word)' is matched as it stands; '*' is one segment, '**' any number",
                    at: pattern.range,
                    help: "a character that is meant as it stands is percent-encoded")
            }
            let first = pattern.value.segments.prefix(base.count)
            if !base.isEmpty, first.elementsEqual(base.map(PathPattern.Segment.literal)) {
                sink.report(
                    .repeatedBase,
                    "paths are relative to the base '\(site.declaration.base)', which "
                        + "'\(pattern.value.text)' repeats", at: pattern.range)
            }
        }
    }

    private func lintAttributes(reportingTo sink: inout DiagnosticSink) {
        guard let dictionary else { return }
        var senders: [String: Set<String>] = [:]
        for site in sites {
            // Routes of the same groups send the same: one of each tells.
            let byGroups = Dictionary(
                site.routes.filter { $0.declaration.boot == .user }
                    .map { ($0.declaration.groups?.map(\.value), $0) },
                uniquingKeysWith: { one, _ in one })
            for attribute in byGroups.values.flatMap(\.attributes) {
                senders[attribute.name.value, default: []].insert(site.name)
            }
        }
        for attribute in dictionary.attributes {
            let name = attribute.name.value
            let sites = senders[name] ?? []
            if sites.isEmpty {
                sink.report(
                    .attributeUnsent, "no route sends attribute '\(name)'", at: attribute.name.range
                )
            }
            if attribute.isRequired, let (site, route) = userRoute(lacking: name) {
                sink.report(
                    .requiredLeftOut,
                    "route '\(route.name)' of site '\(site.name)' boots users without the "
                        + "required attribute '\(name)'", at: attribute.name.range,
                    notes: [
                        Diagnostic.Note(
                            "the route is here", at: route.declaration.pattern.range)
                    ])
            }
            if attribute.sensitivity == .sensitive, !attribute.isSigned,
                let site = sites.sorted().first(where: { site in
                    isPublic(site) && attribute.sites?.contains { $0.value == site } != true
                })
            {
                sink.report(
                    .sensitiveOnPublicSite,
                    "sensitive attribute '\(name)' is sent from site '\(site)', which is for "
                        + "visitors, too; limit it with 'Sites'", at: attribute.name.range)
            }
        }
    }

    /// The first route that boots users and doesn't send an attribute.
    private func userRoute(lacking attribute: String) -> (site: Site, route: Route)? {
        for site in sites {
            let route = site.routes.first { route in
                route.declaration.boot == .user
                    && !route.attributes.contains { $0.name.value == attribute }
            }
            if let route { return (site, route) }
        }
        return nil
    }

    /// Intercom knows nobody without one of these (glue rule B9).
    private func lintIdentifiers(reportingTo sink: inout DiagnosticSink) {
        let identifiers = ["user_id", "email", "intercom_user_jwt"]
        // One that is required and left out is told of as such.
        guard let dictionary,
            !dictionary.attributes.contains(where: {
                $0.isRequired && identifiers.contains($0.name.value)
            })
        else { return }
        for site in sites {
            for route in site.routes where route.declaration.boot == .user {
                let hasIdentifier = route.attributes.contains {
                    identifiers.contains($0.name.value)
                }
                if hasIdentifier { continue }
                sink.report(
                    .userWithoutIdentifier,
                    "route '\(route.name)' of site '\(site.name)' boots users and sends none of "
                        + "\(identifiers.joined(separator: ", ")), so nobody is booted",
                    at: route.declaration.pattern.range)
            }
        }
    }

    /// Whether a site is for everyone: one of its routes boots visitors and has a wildcard, so that
    /// it is more than a page for signing in or out.
    private func isPublic(_ name: String) -> Bool {
        site(named: name)?.routes.contains { route in
            route.declaration.boot == .visitor && !route.declaration.isShutdown
                && route.declaration.pattern.value.segments.contains { segment in
                    if case .literal = segment { false } else { true }
                }
        } ?? false
    }
}

extension PathPattern {
    /// Whether a segment as it is written looks like a parameter, an alternative or a regular
    /// expression: `:id`, `[slug]`, `{a,b}`, `<int:id>`, `(.*)`, `a|b`, `\d`, `.*`, `end$`.
    static func isForeign(_ segment: String) -> Bool {
        segment.hasPrefix(":") || segment.hasPrefix("[") && segment.hasSuffix("]")
            || segment.contains(where: "{}<>()|\\".contains) || segment.hasSuffix("$")
            || segment.contains(".*") || segment.hasPrefix("^")
    }

    /// Paths that stand for all that the pattern matches: each star filled with a text of its own,
    /// the first two `**` with none to `most` segments each, further ones with none or one.
    func witnesses(upTo most: Int) -> [PagePath] {
        var paths: [[String]] = [[]]
        for segment in segments {
            let fillings: [[String]] =
                switch segment {
                case .literal(let text): [[text]]
                case .partial(let pieces): [[pieces.joined(separator: "\u{1}")]]
                case .one: [["\u{1}"]]
                case .any: (0...most).map { Array(repeating: "\u{1}", count: $0) }
                }
            let allowed = paths.count > most + 1 ? fillings.prefix(2) : fillings[...]
            paths = paths.flatMap { path in allowed.map { path + $0 } }
        }
        return paths.map(PagePath.init(segments:))
    }
}

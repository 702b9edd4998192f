internal import CallboxDiagnostics

/// Makes the typed manifest of checked nodes: fills in defaults, drops what was reported as broken.
struct ManifestBuilder {
    let file: SourceFile

    /// The manifest; nil where a part that everything hangs on is missing or broken.
    ///
    /// Reports `invalid-value` where keys don't go together, `key-without-effect` and
    /// `placeholder-app-id`.
    func manifest(
        from node: YAMLNode, reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest? {
        let sites = node["sites"]?.pairs.compactMap { site(from: $0, reportingTo: &sink) } ?? []
        if let consent = node["consent"] {
            reportConsentKeysWithoutEffect(consent, to: &sink)
            if let category = consent["category"], let name = category.text,
                let known = consent["manager"]?.text
                    .flatMap(RouteManifest.ConsentManager.init)?.categories,
                !known.contains(name)
            {
                sink.report(
                    .invalidValue,
                    "Cookiebot has no category '\(name)'" + suggestion(for: name, among: known),
                    at: category.range,
                    help: "its categories are \(known.joined(separator: ", "))")
            }
        }
        let session = session(from: node["session"]?["max_age"], reportingTo: &sink)
        reportKeysWithoutEffect(in: node, of: sites, to: &sink)
        if let id = node["workspace"]?["app_id"], let text = id.text,
            RouteManifest.Workspace.isPlaceholder(text)
        {
            sink.report(
                .placeholderAppID,
                "'\(text)' stands for a workspace's id until there is one: it is in Intercom's "
                    + "settings", at: id.range)
        }
        guard let domain = node["cookie_domain"], let appID = node["workspace"]?["app_id"]?.text,
            !sites.isEmpty
        else { return nil }
        return RouteManifest(
            file: file,
            workspace: RouteManifest.Workspace(
                appID: appID, region: value(node["workspace"]?["region"], or: .us)),
            cookieDomain: domain.text == "none" ? nil : text(domain),
            dictionary: node["dictionary"].flatMap(text),
            namesDictionary: node["dictionary"] != nil,
            output: node["output"].flatMap(text)
                ?? Located("build/callbox", at: file.range(0..<0)),
            templates: node["templates"].flatMap(text), session: session,
            consent: node["consent"].map {
                RouteManifest.Consent(
                    manager: value($0["manager"], or: .call), category: $0["category"]?.text,
                    respectsGPC: $0["respect_gpc"]?.boolean ?? false)
            },
            sharesAccounts: node["accounts"] != nil,
            usesLegacyWidget: node["legacy_widget"]?.boolean ?? false,
            sites: sites, siteNames: node["sites"]?.pairs.map(\.key) ?? [])
    }

    private func session(
        from node: YAMLNode?, reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest.Session {
        let seconds = node?.text.flatMap(Duration.seconds) ?? 12 * 3600
        if let node, seconds < 300 {
            sink.report(
                .invalidValue,
                "'max_age' is at least 5m, the least that Intercom takes as session_duration",
                at: node.range)
        }
        return RouteManifest.Session(maxAgeSeconds: seconds, range: node?.range)
    }

    private func site(
        from pair: YAMLNode.Pair, reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest.Site? {
        let node = pair.value
        let navigatesByHistory = node["navigation"]?.text == "history"
        let routes =
            node["routes"]?.elements.compactMap {
                route(
                    from: $0, navigatesByHistory: navigatesByHistory,
                    isNavigationKnown: node["navigation"]?.isBroken != true, reportingTo: &sink)
            } ?? []
        reportSiteKeysWithoutEffect(
            node, navigatesByHistory: navigatesByHistory, routes: routes, to: &sink)
        let identity = identity(from: node["identity"], reportingTo: &sink)
        guard let host = node["host"], let hostText = host.text,
            node["base"]?.isBroken != true
        else { return nil }
        var base = node["base"]?.text ?? "/"
        while base.utf8.count > 1, base.hasSuffix("/") { base.removeLast() }
        let pages = node["pages"]
        return RouteManifest.Site(
            name: Located(pair.key, at: pair.keyRange),
            host: Located(Host(hostText), at: host.range),
            base: base,
            root: node["root"].flatMap(text),
            ignore: node["ignore"]?.elements.compactMap(\.text).map(PathPattern.init(file:)) ?? [],
            delivery: value(node["delivery"], or: .inline),
            place: value(node["place"], or: .headStart),
            load: value(node["load"], or: .load),
            identity: identity,
            navigatesByHistory: navigatesByHistory,
            fallback: node["fallback"].flatMap(text),
            runsInFrames: node["frames"]?.boolean ?? false,
            hasCommands: node["commands"]?.boolean ?? false,
            pages: RouteManifest.Site.Pages(
                redirects: pages?["redirects"]?.text == "inject",
                amp: pages?["amp"]?.text == "inject",
                framesets: pages?["framesets"]?.text == "inject",
                fragments: pages?["fragments"]?.text == "inject"),
            policy: RouteManifest.Site.Policy(
                form: value(node["policy"]?["form"], or: .allowList),
                own: node["policy"]?["own"].flatMap(text),
                pageScripts: node["policy"]?["page_scripts"].flatMap { node in
                    node.boolean.map { Located($0, at: node.range) }
                }),
            routes: routes)
    }

    private func identity(
        from node: YAMLNode?, reportingTo sink: inout DiagnosticSink
    ) -> Located<RouteManifest.Identity>? {
        guard let node else { return nil }
        if node.text != nil { return Located(.call, at: node.range) }
        guard case .mapping(let pairs) = node.kind else { return nil }
        guard pairs.count == 1, let pair = pairs.first else {
            sink.report(
                .invalidValue, "an identity is exactly one of json, global and fetch",
                at: pairs.dropFirst().first?.keyRange ?? node.range)
            return nil
        }
        guard let text = pair.value.text else { return nil }
        let identity: RouteManifest.Identity =
            switch pair.key {
            case "json": .json(selector: text)
            case "global": .global(path: text)
            default: .fetch(address: text)
            }
        return Located(identity, at: pair.value.range)
    }

    private func route(
        from node: YAMLNode, navigatesByHistory: Bool, isNavigationKnown: Bool,
        reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest.Route? {
        guard let path = node["path"], let pathText = path.text else { return nil }
        let pattern = PathPattern(pathText)
        let boot: RouteManifest.Boot = value(node["boot"], or: .none)
        let updates = node["update"]?.elements.compactMap(\.text) ?? ["navigation", "data"]
        let route = RouteManifest.Route(
            pattern: Located(pattern, at: path.range),
            name: node["name"].flatMap(text) ?? Located(pattern.slug, at: path.range),
            boot: boot,
            otherwise: value(node["otherwise"], or: .visitor),
            isShutdown: node["shutdown"]?.boolean ?? false,
            updatesOnNavigation: navigatesByHistory && updates.contains("navigation"),
            updatesData: boot == .user && updates.contains("data"),
            groups: node["groups"]?.elements.compactMap(text),
            messenger: settings(from: node["messenger"]),
            activator: node["widget"]?["activator"].flatMap(text),
            track: node["track"]?.elements.compactMap { event(from: $0, reportingTo: &sink) } ?? [])
        reportKeysWithoutEffect(
            in: node, of: route, navigatesByHistory: navigatesByHistory,
            isNavigationKnown: isNavigationKnown, to: &sink)
        return route
    }

    private func settings(from node: YAMLNode?) -> [RouteManifest.Setting] {
        ManifestSchema.messenger.compactMap { key in
            node?[key.name].flatMap { setting(named: key.name, from: $0, as: key.shape) }
        }
    }

    private func event(
        from node: YAMLNode, reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest.Event? {
        guard let name = node["event"]?.text else { return nil }
        let metadata = node["metadata"]?.pairs ?? []
        // https://www.intercom.com/help/en/articles/175-set-up-event-tracking-in-intercom
        if metadata.count > 20 {
            sink.report(
                .invalidValue, "an event's 'metadata' has at most 20 keys",
                at: metadata[20].keyRange)
        }
        return RouteManifest.Event(
            name: name,
            metadata: metadata.compactMap {
                setting(named: $0.key, from: $0.value, as: .scalar)
            })
    }

    private func setting(
        named name: String, from node: YAMLNode, as shape: Shape
    ) -> RouteManifest.Setting? {
        guard case .scalar(let text, let isQuoted) = node.kind else { return nil }
        let scalar: RouteManifest.Scalar? =
            switch shape {
            case .integer: node.integer.map(RouteManifest.Scalar.integer)
            case .boolean: node.boolean.map(RouteManifest.Scalar.boolean)
            case .scalar where !isQuoted:
                node.boolean.map(RouteManifest.Scalar.boolean)
                    ?? node.integer.map(RouteManifest.Scalar.integer) ?? .text(text)
            default: .text(text)
            }
        return scalar.map { RouteManifest.Setting(name: name, value: $0) }
    }

    private func text(_ node: YAMLNode) -> Located<String>? {
        node.text.map { Located($0, at: node.range) }
    }

    private func value<Word: RawRepresentable<String>>(
        _ node: YAMLNode?, or fallback: Word
    ) -> Word {
        node?.text.flatMap(Word.init) ?? fallback
    }
}

extension PathPattern {
    /// A name made of the path: `/blog/*` is `blog-any`, `/**` is `all`, `/` is `index`. Where
    /// nothing of the path can stand in a name, or more than 64 bytes, it ends in a hash of it.
    package var slug: String {
        let words = segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .partial(let pieces): pieces.joined(separator: "-any-")
            case .one: "any"
            case .any: "all"
            }
        }
        let folded = words.joined(separator: "-").lowercased().utf8.split { byte in
            !((0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte))
        }
        let slug = folded.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
        if segments.isEmpty { return "index" }
        if !slug.isEmpty, slug.utf8.count <= 64 { return slug }
        // What is lost would tell two routes apart: a hash of the whole stands for it.
        let rest = slug.isEmpty ? "route" : String(slug.prefix(55))
        return "\(rest)-\(hash(of: words.joined(separator: "/")))"
    }

    /// Eight hexadecimal digits of FNV-1a (RFC 9923), the same on every machine.
    private func hash(of text: String) -> String {
        let hash = text.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}

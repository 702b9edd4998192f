internal import CallboxDiagnostics

/// What a key says and nothing uses. Nothing is said where the value that its use hangs on was
/// reported itself.
extension ManifestBuilder {
    private typealias Rule = (key: String, hasEffect: Bool, condition: String)

    /// Reports `key-without-effect` for keys of the manifest that none of its sites uses.
    func reportKeysWithoutEffect(
        in node: YAMLNode, of sites: [RouteManifest.Site], to sink: inout DiagnosticSink
    ) {
        let nodes = node["sites"]?.pairs.map(\.value) ?? []
        let all = nodes.flatMap { $0["routes"]?.elements ?? [] }
        let hasBroken =
            sites.count < nodes.count || nodes.contains { isBroken($0, "routes") }
            || all.contains { $0.isBroken || isBroken($0, "boot") || isBroken($0, "widget") }
        let withUsers = sites.count { $0.routes.contains { $0.boot == .user } }
        let isUsed =
            hasBroken || node["legacy_widget"]?.boolean != true
            || all.contains { $0["widget"] != nil }
        report(
            [
                ("legacy_widget", isUsed, "a route with 'widget'"),
                ("accounts", hasBroken || withUsers > 1, "a second site with 'boot: user'"),
            ], of: node, to: &sink)
    }

    /// Reports `key-without-effect` for a category that no manager is asked for.
    func reportConsentKeysWithoutEffect(_ node: YAMLNode, to sink: inout DiagnosticSink) {
        let isAsked = node["manager"].map { $0.text != "call" } ?? false
        report([("category", isAsked, "a 'manager' other than 'call'")], of: node, to: &sink)
    }

    /// Reports `key-without-effect` for keys of a site that nothing in it uses.
    func reportSiteKeysWithoutEffect(
        _ node: YAMLNode, navigatesByHistory: Bool, routes: [RouteManifest.Route],
        to sink: inout DiagnosticSink
    ) {
        let hasBroken =
            isBroken(node, "routes")
            || node["routes"]?.elements.contains {
                $0.isBroken || isBroken($0, "boot") || isBroken($0, "shutdown")
                    || isBroken($0, "path")
            } == true
        let hasUsers = hasBroken || routes.contains { $0.boot == .user }
        let boots = hasBroken || routes.contains { $0.boot != .none }
        let runs = boots || routes.contains { $0.isShutdown }
        report(
            [
                (
                    "fallback", navigatesByHistory || isBroken(node, "navigation"),
                    "'navigation: history'"
                ),
                ("identity", hasUsers, "a route with 'boot: user'"),
                ("load", boots, "a route with a boot"),
                ("delivery", runs, "a route with a boot or 'shutdown: true'"),
                ("frames", runs, "a route with a boot or 'shutdown: true'"),
                ("commands", boots, "a route with a boot"),
            ], of: node, to: &sink)
    }

    /// Reports `key-without-effect` for keys of a route that its other keys leave without use.
    func reportKeysWithoutEffect(
        in node: YAMLNode, of route: RouteManifest.Route, navigatesByHistory: Bool,
        isNavigationKnown: Bool, to sink: inout DiagnosticSink
    ) {
        reportTwoLaunchers(in: node, to: &sink)
        guard !isBroken(node, "boot") else { return }
        let boots = route.boot != .none
        report(
            [
                ("otherwise", route.boot == .user, "'boot: user'"),
                ("groups", route.boot == .user, "'boot: user'"),
                ("messenger", boots, "'boot: visitor' or 'boot: user'"),
                ("widget", boots, "'boot: visitor' or 'boot: user'"),
                ("track", boots, "'boot: visitor' or 'boot: user'"),
            ], of: node, to: &sink)
        let navigates = navigatesByHistory || !isNavigationKnown
        let updates = [
            "navigation": (
                boots && navigates,
                boots
                    ? "the site's 'navigation: history'" : "'boot: visitor' or 'boot: user'"
            ),
            "data": (route.boot == .user, "'boot: user'"),
        ]
        for word in node["update"]?.elements ?? [] {
            guard let text = word.text, let (hasEffect, condition) = updates[text], !hasEffect
            else { continue }
            sink.report(
                .keyWithoutEffect, "'\(text)' in 'update' has no effect without \(condition)",
                at: word.range)
        }
    }

    private func reportTwoLaunchers(in node: YAMLNode, to sink: inout DiagnosticSink) {
        guard let custom = node["messenger"]?["custom_launcher_selector"], node["widget"] != nil
        else { return }
        sink.report(
            .invalidValue,
            "'widget' is the older form of 'custom_launcher_selector'; a route has one of them",
            at: custom.range)
    }

    private func isBroken(_ node: YAMLNode, _ key: String) -> Bool {
        node[key]?.isBroken == true
    }

    private func report(_ rules: [Rule], of node: YAMLNode, to sink: inout DiagnosticSink) {
        for pair in node.pairs where !pair.value.isBroken {
            guard let rule = rules.first(where: { $0.key == pair.key }), !rule.hasEffect else {
                continue
            }
            sink.report(
                .keyWithoutEffect, "'\(pair.key)' has no effect without \(rule.condition)",
                at: pair.keyRange)
        }
    }
}

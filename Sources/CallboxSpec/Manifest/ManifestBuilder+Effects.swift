internal import CallboxDiagnostics

extension ManifestBuilder {
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
        let rules: [(key: String, hasEffect: Bool, condition: String)] = [
            ("fallback", navigatesByHistory, "'navigation: history'"),
            ("ignore", node["root"] != nil, "a 'root'"),
            ("pages", node["root"] != nil, "a 'root'"),
            ("identity", routes.contains { $0.boot == .user }, "a route with 'boot: user'"),
        ]
        report(rules, of: node, to: &sink)
    }

    /// Reports `key-without-effect` for keys of a route that its other keys leave without use.
    func reportKeysWithoutEffect(
        in node: YAMLNode, of route: RouteManifest.Route, navigatesByHistory: Bool,
        to sink: inout DiagnosticSink
    ) {
        let boots = route.boot != .none
        let rules: [(key: String, hasEffect: Bool, condition: String)] = [
            ("otherwise", route.boot == .user, "'boot: user'"),
            ("groups", route.boot == .user, "'boot: user'"),
            ("messenger", boots, "'boot: visitor' or 'boot: user'"),
            ("widget", boots, "'boot: visitor' or 'boot: user'"),
            ("track", boots, "'boot: visitor' or 'boot: user'"),
        ]
        report(rules, of: node, to: &sink)
        let updates = [
            "navigation": (boots && navigatesByHistory, "'navigation: history' and a boot"),
            "data": (route.boot == .user, "'boot: user'"),
        ]
        for word in node["update"]?.elements ?? [] {
            guard let text = word.text, let (hasEffect, condition) = updates[text], !hasEffect
            else { continue }
            sink.report(
                .keyWithoutEffect, "'update: [\(text)]' has no effect without \(condition)",
                at: word.range)
        }
        if let custom = node["messenger"]?["custom_launcher_selector"], node["widget"] != nil {
            sink.report(
                .invalidValue,
                "'widget' is the older form of 'custom_launcher_selector'; a route has one of them",
                at: custom.range)
        }
    }

    private func report(
        _ rules: [(key: String, hasEffect: Bool, condition: String)], of node: YAMLNode,
        to sink: inout DiagnosticSink
    ) {
        for pair in node.pairs {
            guard let rule = rules.first(where: { $0.key == pair.key }), !rule.hasEffect else {
                continue
            }
            sink.report(
                .keyWithoutEffect, "'\(pair.key)' has no effect without \(rule.condition)",
                at: pair.keyRange)
        }
    }
}

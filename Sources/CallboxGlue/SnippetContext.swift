internal import CallboxDiagnostics
package import CallboxSpec

/// What a snippet is made from: the features that choose its runtime parts, and the configuration
/// that reaches them. Its keys are described in `Templates/runtime/callbox.d.ts`.
package struct SnippetContext: Sendable, Hashable {
    /// `SITE/NAME`.
    package let mark: String
    /// Names of features as `Templates/runtime/parts.json` has them.
    package let features: Set<String>
    /// The value of `CALLBOX_CONFIG`, without `eager`, which `RuntimeComposer` adds.
    package let configuration: JSONValue

    /// The name of the one snippet of a site with `navigation: history`, which carries all routes.
    static let routesName = "routes"

    /// The mark of what a route's pages carry; nil where that is nothing: `boot: none` without a
    /// shutdown, on a site whose pages load one by one (glue rule B7).
    static func mark(of route: Plan.Route, on site: Plan.Site) -> String? {
        if site.declaration.navigatesByHistory { return "\(site.name)/\(routesName)" }
        let isEmpty = route.declaration.boot == .none && !route.declaration.isShutdown
        return isEmpty ? nil : "\(site.name)/\(route.name)"
    }

    /// What the pages of a route carry; nil where that is nothing.
    package init?(_ route: Plan.Route, of site: Plan.Site, in plan: Plan) {
        guard let mark = Self.mark(of: route, on: site) else { return nil }
        self.mark = mark
        let carriesAll = site.declaration.navigatesByHistory
        let routes = carriesAll ? site.routesByPrecedence : [route]
        let attributes = site.attributes(of: routes)
        features = Self.features(of: routes, on: site, attributes: attributes, in: plan)
        let names =
            carriesAll
            ? Set(routes.compactMap(\.declaration.groups).joined().map(\.value)) : []
        var members = Self.siteMembers(of: site, in: plan)
        let settings = carriesAll ? [] : Self.settings(of: route, in: plan)
        members.append(("boot", .object(Self.connection(of: plan) + settings)))
        if features.contains("user") {
            members.append(("identity", Self.identity(of: site)))
            members.append(
                ("attributes", .array(attributes.map { Self.wire($0, groups: names) })))
        }
        if carriesAll {
            let shared = Self.sharedSettings(of: routes)
            members.append(
                (
                    "routes",
                    .array(
                        routes.map { Self.wire($0, in: plan, settings: shared, isInTable: true) })
                ))
        } else {
            let wire = Self.wire(route, in: plan, settings: [], isInTable: false)
            let isPlainVisitor = wire == .object([("boot", .string("visitor"))])
            members.append(("route", isPlainVisitor ? nil : wire))
        }
        configuration = .object(members)
    }

    private static func features(
        of routes: [Plan.Route], on site: Plan.Site, attributes: [Attribute], in plan: Plan
    ) -> Set<String> {
        var features: Set<String> = []
        let declarations = routes.map(\.declaration)
        let load = site.declaration.load
        if load != .load, declarations.contains(where: { $0.boot != .none }) {
            features.insert(load.rawValue)
            if load == .interaction, !declarations.allSatisfy(\.hidesLauncher) {
                features.insert("launcher")
            }
        }
        if site.declaration.navigatesByHistory { features.insert("navigation") }
        if site.declaration.hasCommands { features.insert("commands") }
        if declarations.contains(where: \.isShutdown) { features.insert("shutdown") }
        if declarations.contains(where: { !$0.track.isEmpty }) { features.insert("track") }
        if let consent = plan.manifest.consent {
            features.insert("consent")
            if consent.manager != .call { features.insert("consent-\(consent.manager.rawValue)") }
        }
        guard declarations.contains(where: { $0.boot == .user }) else { return features }
        features.insert("user")
        features.formUnion(attributes.compactMap(\.type.feature))
        switch site.declaration.identity?.value ?? .call {
        case .call: break
        case .json: features.insert("identity-json")
        case .global: features.insert("identity-global")
        case .fetch: features.insert("identity-fetch")
        }
        return features
    }

    private static func siteMembers(
        of site: Plan.Site, in plan: Plan
    ) -> [(String, JSONValue?)] {
        let host = site.declaration.host.value
        return [
            ("site", .string(site.name)),
            ("host", .string(host.authority)),
            ("domains", .array(cookieDomains(of: host.name).map(JSONValue.string))),
            ("cookie_domain", plan.manifest.cookieDomain.map { .string($0.value) }),
            ("max_age", .integer(plan.manifest.session.maxAgeSeconds)),
            ("shared", plan.manifest.sharesAccounts ? .integer(1) : nil),
            ("frames", site.declaration.runsInFrames ? .integer(1) : nil),
            (
                "consent",
                plan.manifest.consent?.category.map { .object([("category", .string($0))]) }
            ),
            (
                "respect_gpc",
                plan.manifest.consent?.respectsGPC == true ? .integer(1) : nil
            ),
            (
                "base",
                site.declaration.navigatesByHistory && site.declaration.base != "/"
                    ? .string(site.declaration.base) : nil
            ),
        ]
    }

    /// Where Intercom's library may have put its session cookie: the host alone, then the host and
    /// each parent up to the registrable domain (glue rule S2).
    static func cookieDomains(of host: String) -> [String] {
        var domains = ["", host]
        guard let registrable = PublicSuffix.registrableDomain(of: host) else { return domains }
        var rest = host[...]
        while rest != registrable, let dot = rest.firstIndex(of: ".") {
            rest = rest[rest.index(after: dot)...]
            domains.append(String(rest))
        }
        return domains
    }

    private static func connection(of plan: Plan) -> [(String, JSONValue?)] {
        [
            ("app_id", .string(plan.manifest.workspace.appID)),
            ("api_base", .string(plan.manifest.workspace.region.apiBase)),
        ]
    }

    /// A route's settings for the Messenger, `widget` among them.
    private static func settings(
        of route: Plan.Route, in plan: Plan
    ) -> [(String, JSONValue?)] {
        var settings = route.declaration.messenger.map { ($0.name, Optional(wire($0.value))) }
        guard let activator = route.declaration.activator?.value else { return settings }
        if plan.manifest.usesLegacyWidget {
            settings.append(("widget", .object([("activator", .string(activator))])))
        } else if activator != "#IntercomDefaultWidget" {
            settings.append(("custom_launcher_selector", .string(activator)))
        }
        return settings
    }

    /// Settings that some route of a table gives and that have a value to go back to: an `update`
    /// can't take a setting back otherwise.
    private static func sharedSettings(of routes: [Plan.Route]) -> [(String, JSONValue?)] {
        let given = Set(routes.flatMap { $0.declaration.messenger.map(\.name) })
        // Intercom's own defaults (developers.intercom.com, attributes and objects).
        let defaults: [(String, JSONValue?)] = [
            ("alignment", .string("right")), ("horizontal_padding", .integer(20)),
            ("vertical_padding", .integer(20)), ("hide_notifications", .boolean(false)),
        ]
        return defaults.filter { given.contains($0.0) }
    }

    private static func identity(of site: Plan.Site) -> JSONValue? {
        switch site.declaration.identity?.value ?? .call {
        case .call: nil
        case .json(let selector): .object([("json", .string(selector))])
        case .global(let path): .object([("global", .string(path))])
        case .fetch(let address): .object([("fetch", .string(address))])
        }
    }

    private static func wire(
        _ route: Plan.Route, in plan: Plan, settings shared: [(String, JSONValue?)],
        isInTable: Bool
    ) -> JSONValue {
        let declaration = route.declaration
        let own = isInTable && declaration.boot != .none ? settings(of: route, in: plan) : []
        let ownNames = own.map(\.0)
        // Sorted: the runtime tells settings of two routes apart by their JSON (U1).
        let filled =
            declaration.boot == .none
            ? [] : (shared.filter { !ownNames.contains($0.0) } + own).sorted { $0.0 < $1.0 }
        let updates = [
            declaration.updatesOnNavigation ? "navigation" : nil,
            declaration.updatesData ? "data" : nil,
        ].compactMap { $0.map(JSONValue.string) }
        return .object([
            ("path", isInTable ? .string(declaration.pattern.value.text) : nil),
            ("boot", declaration.boot == .none ? nil : .string(declaration.boot.rawValue)),
            (
                "otherwise",
                declaration.boot == .user && declaration.otherwise == .visitor
                    ? .string("visitor") : nil
            ),
            ("shutdown", declaration.isShutdown ? .integer(1) : nil),
            ("update", updates.isEmpty || declaration.boot == .none ? nil : .array(updates)),
            ("messenger", filled.isEmpty ? nil : .object(filled)),
            (
                "groups",
                isInTable ? declaration.groups.map { .array($0.map { .string($0.value) }) } : nil
            ),
            ("track", declaration.track.isEmpty ? nil : .array(declaration.track.map(wire))),
        ])
    }

    private static func wire(_ event: RouteManifest.Event) -> JSONValue {
        let metadata = event.metadata.map { ($0.name, Optional(wire($0.value))) }
        return .object([
            ("name", .string(event.name)),
            ("metadata", metadata.isEmpty ? nil : .object(metadata)),
        ])
    }

    private static func wire(_ scalar: RouteManifest.Scalar) -> JSONValue {
        switch scalar {
        case .text(let text): .string(text)
        case .integer(let integer): .integer(integer)
        case .boolean(let boolean): .boolean(boolean)
        }
    }

    /// An attribute as `[name, source, type, flags, group]`, cut after the last that is not at its
    /// default.
    private static func wire(_ attribute: Attribute, groups: Set<String>) -> JSONValue {
        let name = attribute.name.value
        let type: JSONValue =
            switch attribute.type {
            case .enumeration(let values): .array(values.map(JSONValue.string))
            case .userHash: .string("user_hash")
            case let type: .string(type.word)
            }
        let flags = [
            attribute.isRequired ? "required" : nil, attribute.isSigned ? "signed" : nil,
        ].compactMap(\.self).joined(separator: " ")
        let all: [(value: JSONValue, isDefault: Bool)] = [
            (.string(name), false),
            (.string(attribute.sourcePath), attribute.sourcePath == name),
            (type, attribute.type == .string),
            (.string(flags), flags.isEmpty),
            (.string(attribute.group), groups.isEmpty),
        ]
        let count = (all.lastIndex { !$0.isDefault } ?? 0) + 1
        return .array(all.prefix(count).map(\.value))
    }
}

extension RouteManifest.Route {
    /// Nothing is booted here that shows the Messenger's own launcher.
    fileprivate var hidesLauncher: Bool {
        boot == .none
            || messenger.contains {
                $0.name == "hide_default_launcher" && $0.value == .boolean(true)
            }
    }
}

extension AttributeType {
    /// The feature of a type that needs a part of its own.
    fileprivate var feature: String? {
        switch self {
        case .token: "token"
        case .date: "date"
        case .company, .companies: "company"
        case .avatar: "avatar"
        case .string, .integer, .number, .boolean, .url, .email, .enumeration, .userHash: nil
        }
    }
}

extension Plan.Site {
    /// The attributes that some of `routes` send, in the order of the dictionary.
    fileprivate func attributes(of routes: [Plan.Route]) -> [Attribute] {
        // Each route's are in the dictionary's order already: merged by their place there.
        var seen: [String: Attribute] = [:]
        for attribute in routes.lazy.flatMap(\.attributes) where seen[attribute.name.value] == nil {
            seen[attribute.name.value] = attribute
        }
        return seen.values.sorted { one, other in
            one.name.range.bytes.lowerBound < other.name.range.bytes.lowerBound
        }
    }
}

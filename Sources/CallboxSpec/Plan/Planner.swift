package import CallboxDiagnostics

/// Resolves a manifest and its dictionary into a plan, and checks what only both together show.
package struct Planner {
    private let manifest: RouteManifest
    private let dictionary: AttributeDictionary?
    private var sink = DiagnosticSink()
    /// What routes send, by their site and groups: thousands of routes share a few selections.
    private var selections: [[String?]: [Attribute]] = [:]

    /// The plan; complete only where nothing was reported as an error. Lints are looked for only
    /// where `sink` has no errors.
    ///
    /// `dictionary` is nil where the manifest names none, or it couldn't be read and that has been
    /// reported.
    ///
    /// - Complexity: O(routes + attributes × selections of groups).
    package static func plan(
        _ manifest: RouteManifest, _ dictionary: AttributeDictionary?,
        reportingTo sink: inout DiagnosticSink
    ) -> Plan {
        var planner = Planner(manifest: manifest, dictionary: dictionary)
        planner.hasDictionaryErrors = dictionary.map { sink.hasErrors(in: $0.file) } ?? false
        planner.checkHosts()
        planner.checkIdentities()
        planner.checkSitesOfAttributes()
        let sites = manifest.sites.map { site in
            planner.checkRoutes(of: site)
            return Plan.Site(
                declaration: site, routes: site.routes.map { planner.route($0, of: site) })
        }
        let plan = Plan(manifest: manifest, dictionary: dictionary, sites: sites)
        sink.report(contentsOf: planner.sink)
        // Of what stands in the place of an error, nothing can be said.
        if !sink.hasErrors { plan.lint(reportingTo: &sink) }
        return plan
    }

    /// Whether something was reported about the dictionary before.
    private var hasDictionaryErrors = false

    private init(manifest: RouteManifest, dictionary: AttributeDictionary?) {
        self.manifest = manifest
        self.dictionary = dictionary
    }

    // MARK: Hosts

    private mutating func checkHosts() {
        if let domain = manifest.cookieDomain {
            let isSuffix = PublicSuffix.contains(domain.value)
            if isSuffix {
                sink.report(
                    .publicSuffix,
                    "'\(domain.value)' is a public suffix, so browsers share no cookie across it",
                    at: domain.range,
                    help: "name the domain below it, or say 'none' for sites without a common one")
            }
            for site in manifest.sites where !isSuffix && !site.host.value.isWithin(domain.value) {
                sink.report(
                    .hostOutsideCookieDomain,
                    "host '\(site.host.value.name)' lies outside the cookie domain "
                        + "'\(domain.value)'", at: site.host.range,
                    notes: [Diagnostic.Note("the cookie domain is given here", at: domain.range)])
            }
        }
        var seen: [[String]: RouteManifest.Site] = [:]
        for site in manifest.sites {
            let address = [site.host.value.authority] + PagePath(urlPath: site.base).segments
            if let first = seen[address] {
                sink.report(
                    .duplicateSite,
                    "sites '\(first.name.value)' and '\(site.name.value)' have the same host and "
                        + "base", at: site.host.range,
                    notes: [Diagnostic.Note("first here", at: first.host.range)])
            } else {
                seen[address] = site
            }
        }
    }

    // MARK: Identities

    private mutating func checkIdentities() {
        let withUsers = manifest.sites.filter { $0.routes.contains { $0.boot == .user } }
        if withUsers.count > 1, manifest.cookieDomain != nil, !manifest.sharesAccounts {
            sink.report(
                .accountsNeeded,
                "sites '\(withUsers[0].name.value)' and '\(withUsers[1].name.value)' both have "
                    + "users; say 'accounts: shared' where they know the same people",
                at: withUsers[1].name.range,
                notes: [Diagnostic.Note("the first of them", at: withUsers[0].name.range)])
        }
        for site in manifest.sites {
            guard let identity = site.identity, case .fetch(let address) = identity.value,
                address.hasPrefix("https://")
            else { continue }
            let host = Host(Host.authority(ofURL: address))
            if !manifest.sites.contains(where: { $0.host.value.authority == host.authority }) {
                sink.report(
                    .fetchOutside,
                    "an identity is fetched from a host of this manifest, not from "
                        + "'\(host.authority)'", at: identity.range)
            }
        }
        if !manifest.namesDictionary, let site = withUsers.first,
            let route = site.routes.first(where: { $0.boot == .user })
        {
            sink.report(
                .dictionaryNeeded,
                "'boot: user' needs a dictionary; name its file under 'dictionary'",
                at: route.pattern.range)
        }
    }

    private mutating func checkSitesOfAttributes() {
        for site in dictionary?.attributes.flatMap({ $0.sites ?? [] }) ?? []
        where !manifest.siteNames.contains(site.value) {
            sink.report(
                .unknownSite,
                "the manifest has no site '\(site.value)'"
                    + suggestion(for: site.value, among: manifest.siteNames), at: site.range,
                help: "its sites are \(manifest.siteNames.joined(separator: ", "))")
        }
    }

    // MARK: Routes

    private mutating func checkRoutes(of site: RouteManifest.Site) {
        let routes = site.routes
        let conflicts = PatternConflicts.find(in: routes.map(\.pattern.value))
        for conflict in conflicts {
            let (later, earlier) = (
                routes[conflict.later].pattern, routes[conflict.earlier].pattern
            )
            sink.report(
                .conflictingRoutes,
                "paths '\(later.value.text)' and '\(earlier.value.text)' match some page both, "
                    + "and neither is more specific", at: later.range,
                notes: [Diagnostic.Note("the other is here", at: earlier.range)])
        }
        let conflicting = Set(conflicts.map(\.later))
        var seen: [String: RouteManifest.Route] = [:]
        for (index, route) in routes.enumerated() {
            // Paths of one meaning make one name: the conflict says it.
            let isNamed = route.name.range.bytes != route.pattern.range.bytes
            if !isNamed, conflicting.contains(index) { continue }
            if let first = seen[route.name.value] {
                sink.report(
                    .duplicateRouteName,
                    "site '\(site.name.value)' has two routes named '\(route.name.value)'",
                    at: route.name.range,
                    notes: [Diagnostic.Note("the first is here", at: first.name.range)],
                    help: "give one of them a 'name'")
            } else {
                seen[route.name.value] = route
            }
        }
    }

    private mutating func route(
        _ route: RouteManifest.Route, of site: RouteManifest.Site
    ) -> Plan.Route {
        guard route.boot == .user, let dictionary else {
            return Plan.Route(declaration: route, attributes: [])
        }
        let slugs = dictionary.groups.map(\.slug)
        // A group's attributes may be what is wrong with a dictionary.
        let unknown = hasDictionaryErrors ? [] : route.groups ?? []
        for group in unknown where !slugs.contains(group.value) {
            sink.report(
                .unknownGroup,
                "group '\(group.value)' is not in \(dictionary.file.path)"
                    + suggestion(for: group.value, among: slugs), at: group.range,
                help: slugs.isEmpty
                    ? "it has no group: a heading that is text, with attributes below it"
                    : "its groups are \(slugs.joined(separator: ", "))")
        }
        let wanted = route.groups.map { Set($0.map(\.value)) }
        let groups: [String?] = wanted?.sorted() ?? [nil]
        let selection = [site.name.value] + groups
        let attributes =
            selections[selection]
            ?? dictionary.attributes.filter { attribute in
                wanted?.contains(attribute.group) ?? true
                    && attribute.sites?.contains { $0.value == site.name.value } ?? true
            }
        selections[selection] = attributes
        return Plan.Route(declaration: route, attributes: attributes)
    }
}

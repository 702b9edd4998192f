package import CallboxSpec

/// What a site's host has to answer with: the content policy, what ends a session without
/// JavaScript, and how long scripts may be kept.
package struct ServerConfiguration: Sendable {
    /// A shutdown route as a host sees it.
    package struct Ending: Sendable {
        package let pattern: PathPattern
        /// More specific routes that overlap with it and end nothing.
        package let exceptions: [PathPattern]
    }

    package let site: String
    /// The path that the site lies below.
    package let base: String
    /// The longer bases of other sites on the host: their answers are those sites' own.
    package let otherBases: [String]
    package let policy: ContentPolicy
    /// In order of precedence.
    package let endings: [Ending]
    /// The values of `Set-Cookie` that end the session (glue rule S6); the last writes the marker.
    package let cookies: [String]
    /// Whether there are content-named scripts.
    package let hasAssets: Bool

    /// The lifetime of content-named files: they never change (RFC 8246).
    static let assetCaching = "public, max-age=31536000, immutable"
    /// An answer that ends a session must come from the host each time.
    static let endingCaching = "no-store"

    /// The configuration of a site.
    ///
    /// - Parameter hashes: of the scripts of its pages.
    package init(_ site: Plan.Site, in plan: Plan, hashes: [String]) {
        let declaration = site.declaration
        self.site = site.name
        base = declaration.base
        otherBases = plan.sites(below: site).map(\.declaration.base)
        policy = ContentPolicy(of: site, in: plan, hashes: hashes)
        endings = Self.endings(of: site)
        cookies = Self.cookies(of: declaration.host.value, in: plan.manifest)
        hasAssets =
            declaration.delivery == .external
            && site.routes.contains { SnippetContext.mark(of: $0, on: site) != nil }
    }

    private static func endings(of site: Plan.Site) -> [Ending] {
        let routes = site.routesByPrecedence.map(\.declaration)
        return routes.enumerated().filter(\.element.isShutdown).map { index, route in
            let pattern = route.pattern.value
            return Ending(
                pattern: pattern,
                exceptions: routes[..<index].filter { !$0.isShutdown }.map(\.pattern.value)
                    .filter { $0.overlaps(pattern) })
        }
    }

    /// Expires Intercom's session cookie wherever its library may have put it (S2), and writes the
    /// marker `over`, as the runtime's contract has it (`Templates/runtime/README.md`).
    private static func cookies(of host: Host, in manifest: RouteManifest) -> [String] {
        let appID = manifest.workspace.appID
        let past = "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT"
        func domain(_ name: String) -> String { name.isEmpty ? "" : "; Domain=\(name)" }
        let sessions = SnippetContext.cookieDomains(of: host.name).map {
            "intercom-session-\(appID)=; Path=/; \(past)\(domain($0))"
        }
        let tail = "SameSite=Lax\(host.isSecure ? "; Secure" : "")"
        let marker =
            "callbox-\(appID)=1.0.over.0; Path=/; Max-Age=34560000; "
            + tail + domain(manifest.cookieDomain?.value ?? "")
        let hostOnly =
            manifest.cookieDomain == nil
            ? [] : ["callbox-\(appID)=; Path=/; \(past); \(tail)"]
        return sessions + hostOnly + [marker]
    }
}

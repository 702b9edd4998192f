internal import CallboxDiagnostics

/// Where the sites of a manifest stand in a preview: each host below one name under `localhost`,
/// which browsers resolve to this machine and whose cookies they share as those of any domain.
///
/// With the cookie domain `acme.com`, `www.acme.com` is `www.acme.localhost:4433`, the cookie
/// domain is `acme.localhost`, and the workbench has that host to itself.
package struct PreviewHosts: Sendable {
    /// `acme.localhost`.
    package let domain: String
    package let port: Int
    private let names: [String: String]

    /// Chooses a host for each of the manifest's.
    ///
    /// - Parameter domain: the common domain; nil for one made of the cookie domain.
    /// - Complexity: O(sites).
    package init(for manifest: RouteManifest, port: Int, domain: String? = nil) {
        self.port = port
        let first = manifest.sites.first?.host.value.name ?? "callbox"
        let real =
            manifest.cookieDomain?.value ?? PublicSuffix.registrableDomain(of: first) ?? first
        let registrable = PublicSuffix.registrableDomain(of: real) ?? real
        self.domain = domain ?? registrable.prefix { $0 != "." } + ".localhost"
        var names: [String: String] = [:]
        var taken: Set<String> = []
        for site in manifest.sites where names[site.host.value.authority] == nil {
            let wanted = Self.label(of: site, below: real)
            var name = wanted
            var number = 2
            while !taken.insert(name).inserted {
                name = "\(wanted)-\(number)"
                number += 1
            }
            names[site.host.value.authority] = name
        }
        self.names = names
    }

    /// The host of the workbench.
    package var workbench: Host { Host("http://\(domain):\(port)") }

    /// Where a host of the manifest, by its authority, stands; nil for one that isn't there.
    package func host(of authority: String) -> Host? {
        names[authority].map { Host("http://\($0).\(domain):\(port)") }
    }

    /// What stands before the common domain; the domain itself is the workbench's, and a site there
    /// goes by its name.
    private static func label(of site: RouteManifest.Site, below domain: String) -> String {
        let host = site.host.value
        let own = site.name.value.replacing("_", with: "-")
        if host.name == domain { return own }
        let text =
            host.isWithin(domain)
            ? String(host.name.dropLast(domain.utf8.count + 1))
            : host.name.replacing(".", with: "-")
        let label = text + (host.port.map { "-\($0)" } ?? "")
        return label.split(separator: ".").contains { $0.utf8.count > 63 } ? own : label
    }
}

extension RouteManifest {
    /// The same sites where a preview serves them: their hosts, the cookie domain and the addresses
    /// that identities are fetched from are moved, and the glue runs in frames, since the workbench
    /// shows a page in one. All else is what ships.
    package func moved(to hosts: PreviewHosts) -> RouteManifest {
        var moved = self
        moved.cookieDomain = cookieDomain.map { Located(hosts.domain, at: $0.range) }
        moved.sites = sites.map { site in
            var site = site
            let host = site.host
            site.host = Located(hosts.host(of: host.value.authority) ?? host.value, at: host.range)
            site.identity = site.identity.map { identity in
                guard case .fetch(let address) = identity.value,
                    let moved = hosts.address(of: address)
                else { return identity }
                return Located(.fetch(address: moved), at: identity.range)
            }
            site.runsInFrames = true
            return site
        }
        return moved
    }
}

extension Plan {
    /// The same plan where a preview serves it; see `RouteManifest.moved(to:)`.
    package func moved(to hosts: PreviewHosts) -> Plan {
        // What is wrong with it was said of the plan that ships.
        var sink = DiagnosticSink()
        return Planner.plan(manifest.moved(to: hosts), dictionary, reportingTo: &sink)
    }
}

extension PreviewHosts {
    /// An `https://` address on a host of the manifest, moved; nil for any other.
    fileprivate func address(of address: String) -> String? {
        guard address.hasPrefix("https://") else { return nil }
        let authority = Host.authority(ofURL: address)
        return host(of: authority).map {
            $0.origin + address.dropFirst("https://".utf8.count + authority.utf8.count)
        }
    }
}

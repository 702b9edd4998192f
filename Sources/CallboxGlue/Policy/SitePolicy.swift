package import CallboxSpec

extension ContentPolicy {
    /// The policy of a site: its own, in which exactly these scripts and what the Messenger needs are
    /// allowed besides, where it restricts them. Only the strict form restricts scripts by itself.
    ///
    /// - Parameter hashes: of the site's scripts, `sha256-…` without quotes.
    package init(of site: Plan.Site, in plan: Plan, hashes: [String]) {
        let declared = site.declaration.policy
        let isStrict = declared.form == .strictDynamic
        // Without a policy of its own, an allow-list starts from the site itself; the strict form,
        // as Intercom gives it, restricts scripts alone.
        let fallback =
            (isStrict ? "" : "default-src 'self'; ") + "object-src 'none'; base-uri 'self'"
        self.init(declared.own?.value ?? fallback)
        allowScripts(hashes.map { "'\($0)'" }, isStrict: isStrict)
        for (name, sources) in IntercomHosts.directives(for: plan.manifest.workspace.region)
        where name != "script-src" {
            // What `default-src` lists for scripts would make 'unsafe-inline' void.
            if name == "style-src", let present = effective(name) {
                set(name, to: present.filter { !Self.isHashOrNonce($0) })
            }
            allow(sources, in: name)
        }
        for name in ["style-src-elem", "style-src-attr"] where self[name] != nil {
            allow(["'unsafe-inline'"], in: name)
        }
        // Glue rule L7.
        if self["trusted-types"] != nil { allow(["callbox"], in: "trusted-types") }
    }

    private mutating func allowScripts(_ hashes: [String], isStrict: Bool) {
        // The strict form is asked for; an allow-list where nothing is restricted would shut out
        // the site's own scripts, and allow nothing that isn't already.
        if let present = effective("script-src") ?? (isStrict ? [] : nil) {
            set("script-src", to: Self.scripts(present, hashes, isStrict: isStrict))
        }
        if let own = self["script-src-elem"] {
            set("script-src-elem", to: Self.scripts(own, hashes, isStrict: isStrict))
        }
    }

    private static func scripts(
        _ present: [String], _ hashes: [String], isStrict: Bool
    ) -> [String] {
        if isStrict { return merged(present, hashes + ["'strict-dynamic'"]) }
        // Beside a hash 'unsafe-inline' counts for nothing (CSP 3 §6.7.3.2), and what the site has
        // inline would be blocked.
        return merged(
            present, (allowsAllInline(.scripts, present) ? [] : hashes) + IntercomHosts.scripts)
    }
}

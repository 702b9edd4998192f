package import CallboxSpec
private import Crypto
private import Foundation

/// What a page with a block needs of every content policy that it is under.
package struct PolicyNeeds: Sendable {
    /// What a policy lacks of it, in one directive.
    package struct Lack: Sendable, Hashable {
        /// Where the sources belong.
        package let directive: String
        /// The directive that stands in for it until now; nil where it is there itself.
        package let fallback: String?
        /// What is to be added.
        package let sources: [String]
        /// What is to be taken out, since it makes what is added void.
        package let excess: [String]
    }

    private let site: Plan.Site
    private let region: RouteManifest.Region
    private let snippet: Snippet
    /// Whether one of the snippet's routes boots the Messenger.
    private let boots: Bool

    /// What a block of this snippet needs on a site's pages.
    package init(of snippet: Snippet, on site: Plan.Site, in plan: Plan) {
        self.site = site
        self.snippet = snippet
        region = plan.manifest.workspace.region
        boots = site.routes.contains { route in
            SnippetContext.mark(of: route, on: site) == snippet.mark
                && route.declaration.boot != .none
        }
    }

    /// What a policy lacks; nothing where the block and the Messenger run under it.
    ///
    /// - Parameter governsBlock: whether the policy already governs the block's own script: one in
    ///   a `meta` behind the block doesn't.
    package func lacking(in policy: ContentPolicy, governsBlock: Bool) -> [Lack] {
        var lacks = [scriptLack(in: policy, governsBlock: governsBlock)].compactMap(\.self)
        guard boots else { return lacks }
        for (name, sources) in IntercomHosts.directives(for: region) {
            switch name {
            case "script-src": break
            // A worker's script is of its own origin, which none of these is
            // (https://html.spec.whatwg.org/#dom-worker); `frame-src` falls back to `child-src`.
            case "worker-src", "child-src": break
            case "style-src":
                lacks += ["style-src-elem", "style-src-attr"].compactMap {
                    styleLack($0, in: policy)
                }
            default:
                lacks += [
                    Self.lack(policy, name) { present in
                        sources.filter { source in !present.contains { covers($0, source) } }
                    }
                ].compactMap(\.self)
            }
        }
        // Both kinds of style are mostly under one directive.
        var seen: Set<Lack> = []
        lacks = lacks.filter { seen.insert($0).inserted }
        // Glue rule L7.
        if let names = policy["trusted-types"], !names.contains("*"), !names.contains("callbox") {
            lacks.append(
                Lack(
                    directive: "trusted-types", fallback: nil, sources: ["callbox"], excess: []))
        }
        return lacks
    }

    /// A policy with what it lacks.
    package static func mended(_ policy: ContentPolicy, by lacks: [Lack]) -> ContentPolicy {
        var policy = policy
        for lack in lacks {
            if !lack.excess.isEmpty, let present = policy.effective(lack.directive) {
                policy.set(lack.directive, to: present.filter { !lack.excess.contains($0) })
            }
            policy.allow(lack.sources, in: lack.directive)
        }
        return policy
    }

    /// What a directive, or what it falls back to, lacks; nil where nothing is restricted.
    private static func lack(
        _ policy: ContentPolicy, _ name: String, missing: ([String]) -> [String]
    ) -> Lack? {
        guard let governor = policy.governor(of: name) else { return nil }
        let sources = missing(governor.sources)
        if sources.isEmpty { return nil }
        // `script-src-elem` falls back to `script-src`, where it can be added as well.
        let isGeneral = ["script-src", "style-src"].contains(governor.name)
        let general = name.hasPrefix("script-src") ? "script-src" : "style-src"
        let place =
            isGeneral || governor.name == name
            ? governor.name : name.hasPrefix("s") ? general : name
        return Lack(
            directive: place, fallback: governor.name == place ? nil : governor.name,
            sources: sources, excess: [])
    }

    private func scriptLack(in policy: ContentPolicy, governsBlock: Bool) -> Lack? {
        Self.lack(policy, "script-src-elem") { present in
            let isStrict = present.contains { $0.lowercased() == "'strict-dynamic'" }
            var missing: [String] = []
            if governsBlock, !allowsBlock(present, isStrict: isStrict) {
                missing.append("'\(snippet.policyHash)'")
            }
            // What the glue adds is trusted with it (CSP 3 §6.7.1.1,
            // https://www.w3.org/TR/CSP3/#script-pre-request).
            if boots, !isStrict {
                missing += IntercomHosts.scripts.filter { host in
                    !present.contains { covers($0, host) }
                }
            }
            return missing
        }
    }

    /// Whether the block's own script runs.
    private func allowsBlock(_ present: [String], isStrict: Bool) -> Bool {
        // CSP 3 §6.7.3.3, https://www.w3.org/TR/CSP3/#match-element-to-source-list, and for an
        // external script §6.7.1.1, which takes the hash from `integrity`.
        let digests =
            snippet.asset == nil
            ? [
                ("sha256", Data(SHA256.hash(data: snippet.script))),
                ("sha384", Data(SHA384.hash(data: snippet.script))),
                ("sha512", Data(SHA512.hash(data: snippet.script))),
            ] : [("sha256", Data(SHA256.hash(data: snippet.script)))]
        let isListed = digests.contains { algorithm, digest in
            let text = digest.base64EncodedString()
            return present.contains { source in
                guard let dash = source.firstIndex(of: "-") else { return false }
                // Both alphabets of base64 are valid.
                let value = source[source.index(after: dash)...]
                    .replacing("-", with: "+").replacing("_", with: "/")
                return source[..<dash].lowercased() == "'" + algorithm && value == text + "'"
            }
        }
        if isListed { return true }
        guard let asset = snippet.asset else {
            return ContentPolicy.allowsAllInline(.scripts, present)
        }
        // A script that the parser meets is trusted by its hash alone then.
        if isStrict { return false }
        let address = site.declaration.host.value.origin + site.address(of: asset)
        return present.contains { covers($0, address) }
    }

    /// Intercom's styles need `'unsafe-inline'`, which a hash or a nonce makes void.
    private func styleLack(_ name: String, in policy: ContentPolicy) -> Lack? {
        let lack = Self.lack(policy, name) {
            ContentPolicy.allowsAllInline(.styles, $0) ? [] : ["'unsafe-inline'"]
        }
        guard let lack else { return nil }
        let excess = (policy.effective(name) ?? []).filter(ContentPolicy.isHashOrNonce)
        return Lack(
            directive: lack.directive, fallback: lack.fallback, sources: lack.sources,
            excess: excess)
    }

    private func covers(_ expression: String, _ source: String) -> Bool {
        PolicySource(expression).covers(
            PolicySource(source), on: PolicySource(site.declaration.host.value.origin))
    }
}

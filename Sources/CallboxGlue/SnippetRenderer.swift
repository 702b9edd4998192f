package import CallboxSpec
private import Foundation

/// Renders the snippets of a plan.
package struct SnippetRenderer: Sendable {
    private let plan: Plan
    private let composer: RuntimeComposer
    private let templates: TemplateSet
    private let library: String?

    /// A renderer for the snippets of a plan, in one form of the runtime.
    ///
    /// - Parameters:
    ///   - templates: of the elements that bring scripts into pages.
    ///   - library: where Intercom's library is loaded from instead, without the app id at the end;
    ///     nil for Intercom's own address.
    package init(
        plan: Plan, form: RuntimeComposer.Form, templates: TemplateSet,
        library: String? = nil
    ) {
        self.plan = plan
        self.library = library
        composer = RuntimeComposer(form: form)
        self.templates = templates
    }

    /// The snippets of some sites, by site and route.
    ///
    /// - Complexity: O(routes).
    package func snippets(of sites: [Plan.Site]) -> [String: [String: Snippet]] {
        Dictionary(uniqueKeysWithValues: sites.map { ($0.name, snippets(of: $0)) })
    }

    /// The snippets of a site by the names of its routes; a route that has none is left out. The
    /// routes of a site with `navigation: history` share one.
    ///
    /// - Complexity: O(routes).
    package func snippets(of site: Plan.Site) -> [String: Snippet] {
        var shared: Snippet?
        var snippets: [String: Snippet] = [:]
        for route in site.routes {
            if let shared {
                snippets[route.name] = shared
                continue
            }
            guard let snippet = snippet(of: route, on: site) else { continue }
            snippets[route.name] = snippet
            if site.declaration.navigatesByHistory { shared = snippet }
        }
        return snippets
    }

    /// The snippet of one route; nil where it has none.
    package func snippet(of route: Plan.Route, on site: Plan.Site) -> Snippet? {
        guard let context = SnippetContext(route, of: site, in: plan) else { return nil }
        let script = script(for: context)
        let hash = Snippet.policyHash(of: script)
        let block: [UInt8]
        var asset: Snippet.Asset?
        switch site.declaration.delivery {
        case .inline:
            block = templates.inlineBlock(mark: context.mark, script: script)
        case .external:
            let file = Snippet.asset(for: script)
            block = templates.externalBlock(
                mark: context.mark,
                address: site.address(of: file),
                integrity: hash)
            asset = file
        }
        return Snippet(
            mark: context.mark, script: script, block: block, asset: asset, policyHash: hash)
    }

    private func script(for context: SnippetContext) -> [UInt8] {
        let script = composer.script(for: context)
        guard let library else { return script }
        return script.replacing(
            Array("https://widget.intercom.io/widget/".utf8), with: Array(library.utf8))
    }
}

extension Plan.Site {
    /// Where a script of the site is served: the path of its URL.
    func address(of asset: Snippet.Asset) -> String {
        let base = declaration.base
        let allowed = CharacterSet(charactersIn: "/%").union(.urlPathAllowed)
        let encoded = base.addingPercentEncoding(withAllowedCharacters: allowed) ?? base
        return (encoded.hasSuffix("/") ? encoded : encoded + "/") + asset.path
    }
}

package import CallboxGlue
package import CallboxHTML
package import CallboxSpec

/// What each page of a site should hold: the one answer for `build`, `check` and `preview`.
package struct SitePages: Sendable {
    package let site: Plan.Site
    /// By route.
    package let snippets: [String: Snippet]
    private let plan: Plan
    private let others: [String]
    private let blocks: [String: Block]

    /// - Parameters:
    ///   - snippets: the site's, by route, as `SnippetRenderer` makes them.
    ///   - others: folders below the root that are the roots of other sites, each with a slash at
    ///     the end.
    package init(site: Plan.Site, plan: Plan, snippets: [String: Snippet], others: [String]) {
        self.site = site
        self.plan = plan
        self.snippets = snippets
        self.others = others
        blocks = snippets.mapValues { snippet in
            guard let block = try? Block(snippet.block) else {
                fatalError("snippet \(snippet.mark) is no block; a test makes one of each wrapper")
            }
            return block
        }
    }

    /// What a page should hold, by its path below the root.
    package func decision(forFile path: String) -> PageDecision {
        if isElsewhere(path) { return .ignore(.otherSite) }
        if site.ignores(file: path) { return .skip(.ignored) }
        return site.route(ofFile: path).flatMap { blocks[$0.name] }.map(PageDecision.block)
            ?? .remove
    }

    /// Whether a file belongs to another site: by its root, or by its base.
    package func isElsewhere(_ path: String) -> Bool {
        others.contains(where: path.hasPrefix) || !plan.serves(file: path, from: site)
    }
}

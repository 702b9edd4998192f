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
    /// By the index of the route; nil where it has no snippet.
    private let blocks: [Block?]

    /// - Parameters:
    ///   - snippets: the site's, by route, as `SnippetRenderer` makes them.
    ///   - others: folders below the root that are the roots of other sites, each with a slash at
    ///     the end.
    package init(site: Plan.Site, plan: Plan, snippets: [String: Snippet], others: [String]) {
        self.site = site
        self.plan = plan
        self.snippets = snippets
        self.others = others
        blocks = site.routes.map { route in
            snippets[route.name].map { snippet in
                guard let block = try? Block(snippet.block) else {
                    fatalError(
                        "snippet \(snippet.mark) is no block; a test makes one of each wrapper")
                }
                return block
            }
        }
    }

    /// What the pages of a folder should hold, by their names.
    ///
    /// - Parameter folder: the path below the root, each name with a `/` behind it.
    package func decisions(inFolder folder: String) -> (String) -> PageDecision {
        if others.contains(where: folder.hasPrefix) { return { _ in .ignore(.otherSite) } }
        let pages = plan.folder(folder, of: site)
        return { name in
            // Never injected, so nothing is to be taken out either.
            if TreeFile.isXML(name) { return .ignore(.xml) }
            return switch pages.assignment(of: name) {
            case .otherSite: .ignore(.otherSite)
            case .ignored: .skip(.ignored)
            case .none: .remove
            case .route(let index): blocks[index].map(PageDecision.block) ?? .remove
            }
        }
    }

    /// What one page should hold, by its path below the root.
    package func decision(forFile path: String) -> PageDecision {
        let parts = path.splitAtName
        return decisions(inFolder: parts.folder)(parts.name)
    }

    /// A page as `build` leaves it.
    ///
    /// - Parameter path: the page's, below the root.
    /// - Complexity: O(bytes).
    package func page(_ page: [UInt8], atPath path: String) -> [UInt8] {
        let block: Block?
        switch decision(forFile: path) {
        case .ignore: return page
        case .remove, .skip: block = nil
        case .block(let wanted): block = wanted
        }
        return PageInjector(for: site.declaration).edit(page.span, block: block).applied(to: page)
    }

    /// The route of a page that the site serves; nil where none matches.
    package func route(ofFile path: String) -> Plan.Route? {
        guard case .route(let index) = plan.assignment(ofFile: path, of: site) else { return nil }
        return site.routes[index]
    }
}

/// Manifest and dictionary, resolved and checked: what each route of each site runs.
///
/// `build`, `check`, `explain` and `preview` all work from one of these, so they can't disagree.
package struct Plan: Sendable {
    package let manifest: RouteManifest
    /// Nil where the manifest names none, or it couldn't be read.
    package let dictionary: AttributeDictionary?
    /// In the order of the manifest.
    package let sites: [Site]

    /// A site with what its routes run.
    package struct Site: Sendable {
        package let declaration: RouteManifest.Site
        /// In the order of the manifest.
        package let routes: [Route]
        /// The segments of its base; none for `/`.
        let base: [String]
        /// Of the routes.
        let index: RouteIndex
        /// Of the files that `ignore` names.
        let ignored: RouteIndex

        init(declaration: RouteManifest.Site, routes: [Route]) {
            self.declaration = declaration
            self.routes = routes
            base = PagePath(urlPath: declaration.base).segments
            index = RouteIndex(routes.map(\.declaration.pattern.value))
            ignored = RouteIndex(declaration.ignore)
        }

        package var name: String { declaration.name.value }

        /// The routes that match a path, the one that wins first; the path is relative to the base.
        package func matches(_ path: PagePath) -> [Route] {
            index.matches(path).map { routes[$0] }
        }

        /// The routes in order of precedence.
        package var routesByPrecedence: [Route] { index.order.map { routes[$0] } }
    }

    /// A route with the attributes that it sends.
    package struct Route: Sendable {
        package let declaration: RouteManifest.Route
        /// What a user's boot sends: the attributes of the route's groups that this site may send,
        /// in the order of the dictionary. Empty where the route boots no users.
        package let attributes: [Attribute]

        package var name: String { declaration.name.value }
    }

    /// The site with a name.
    package func site(named name: String) -> Site? {
        sites.first { $0.name == name }
    }

    /// The site that serves an address, and the page there; nil where none does.
    ///
    /// Of several sites on a host, the one with the longest base that the path lies below wins.
    package func site(at host: Host, urlPath: String) -> (site: Site, path: PagePath)? {
        let path = PagePath(urlPath: urlPath)
        let found = sites.compactMap { site -> (site: Site, path: PagePath, depth: Int)? in
            guard site.declaration.host.value.authority == host.authority,
                path.segments.starts(with: site.base)
            else { return nil }
            let page = PagePath(segments: Array(path.segments.dropFirst(site.base.count)))
            return (site, page, site.base.count)
        }
        return found.max { $0.depth < $1.depth }.map { ($0.site, $0.path) }
    }
}

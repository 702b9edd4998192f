extension Plan {
    /// Which route a file's page is on, or why it is on none.
    package enum Assignment: Sendable, Hashable {
        /// Another site on the same host serves it: its address lies below that site's longer base.
        case otherSite
        /// The manifest's `ignore` names it.
        case ignored
        /// No route matches it.
        case none
        /// The route that wins, as an index into the site's `routes`.
        case route(Int)
    }

    /// The pages in one folder of a site's tree: what their paths have in common is matched once.
    package struct Folder: Sendable {
        private let routes: RouteIndex
        private let position: RouteIndex.Position
        private let ignored: RouteIndex
        /// Nil where `ignore` names nothing.
        private let ignoredPosition: RouteIndex.Position?
        /// Pages here that are other sites' roots.
        private let rivals: Set<String>
        /// The assignment of all pages here; nil where their names matter.
        private var common: Assignment?

        /// - Parameter rivals: the bases of other sites on the host that lie below this one's, less
        ///   its segments.
        fileprivate init(_ path: String, of site: Site, rivals: [ArraySlice<String>]) {
            let segments = path.utf8.split(separator: UInt8(ascii: "/"))
                .map { normalized(String(Substring($0))) }
            routes = site.index
            position = routes.position(at: segments)
            ignored = site.ignored
            ignoredPosition =
                site.declaration.ignore.isEmpty ? nil : ignored.position(at: segments)
            self.rivals = Set(
                rivals.filter { $0.dropLast().elementsEqual(segments) }.compactMap(\.last))
            if rivals.contains(where: { segments.starts(with: $0) }) {
                common = .otherSite
            } else if self.rivals.isEmpty, routes.isSettled(position),
                ignoredPosition.map(ignored.isSettled) ?? true
            {
                // Any name tells it.
                common = assignment(of: "a.html")
            }
        }

        /// The assignment of a file of this folder, by its name.
        ///
        /// - Complexity: that of one step of `RouteIndex`.
        package func assignment(of name: String) -> Assignment {
            if let common { return common }
            let segment = PagePath.segment(ofPage: name)
            if let segment, rivals.contains(segment) { return .otherSite }
            if let ignoredPosition {
                let position = ignored.position(behind: normalized(name), from: ignoredPosition)
                if ignored.winner(at: position) != nil { return .ignored }
            }
            let end = segment.map { routes.position(behind: $0, from: position) } ?? position
            return routes.winner(at: end).map(Assignment.route) ?? .none
        }
    }

    /// The folder at a path below the root of a site.
    ///
    /// - Parameter path: names, each with a `/` behind it; `""` is the root.
    /// - Complexity: O(sites + segments × that of one step of `RouteIndex`).
    package func folder(_ path: String, of site: Site) -> Folder {
        Folder(
            path, of: site,
            rivals: sites(below: site).map { $0.base.dropFirst(site.base.count) })
    }

    /// The other sites of a site's host whose bases lie below its own: their addresses are theirs.
    package func sites(below site: Site) -> [Site] {
        sites.filter { other in
            other.base.count > site.base.count && other.base.starts(with: site.base)
                && other.declaration.host.value.authority == site.declaration.host.value.authority
        }
    }

    /// The assignment of one file, by its path below the root of a site, `/` between the names.
    package func assignment(ofFile path: String, of site: Site) -> Assignment {
        let parts = path.splitAtName
        return folder(parts.folder, of: site).assignment(of: parts.name)
    }
}

extension String {
    /// A path's folder, with its final `/`, and the name behind it.
    package var splitAtName: (folder: String, name: String) {
        let start = utf8.lastIndex(of: UInt8(ascii: "/")).map(utf8.index(after:)) ?? startIndex
        return (String(self[..<start]), String(self[start...]))
    }
}

#if Preview
    internal import CallboxHTML
    internal import CallboxKit
    internal import CallboxSpec

    /// The pages of a site by route.
    struct PageCensus: Sendable {
        /// Paths below the root in byte order.
        private(set) var pages: [String: [String]] = [:]
        /// Those that no route matches.
        private(set) var without: [String] = []

        /// Lists the tree; empty where it can't be opened.
        init(of site: PreviewSite) {
            guard let root = site.root?.path else { return }
            for path in (try? PageListing.paths(below: root)) ?? [] {
                switch site.pages.decision(forFile: path) {
                case .ignore, .skip: continue
                case .block, .remove: break
                }
                if let route = site.pages.route(ofFile: path) {
                    pages[route.name, default: []].append(path)
                } else {
                    without.append(path)
                }
            }
        }
    }
#endif

#if Preview
    internal import CallboxHTML
    internal import CallboxKit
    internal import CallboxSpec

    /// The file that answers a path, as static hosts find it.
    enum SiteFile {
        /// This file; `path` is below the root.
        case file(TreeFile, path: String, isMissing: Bool)
        /// A folder was asked for without its slash.
        case folder
        case nothing

        /// A file of that name; an `index.html` in a folder; the name with `.html`; then the site's
        /// fallback for any address; then its `404.html`.
        init(_ path: RequestPath, of site: PreviewSite) {
            self = Self.found(path, of: site)
        }

        private static func found(_ path: RequestPath, of site: PreviewSite) -> SiteFile {
            guard let root = site.root?.path else { return .nothing }
            func look(_ names: [String]) -> SiteFile? {
                guard case .file(let file) = TreeFile.entry(names, below: root) else { return nil }
                return .file(file, path: names.joined(separator: "/"), isMissing: false)
            }
            let index = path.names + ["index.html"]
            if path.isFolder || path.names.isEmpty {
                if let found = look(index) { return found }
            } else if let found = look(path.names) {
                return found
            } else if look(index) != nil {
                return .folder
            } else if let last = path.names.last,
                let found = look(path.names.dropLast() + [last + ".html"])
            {
                return found
            }
            if let shell = site.pages.site.declaration.fallback?.value,
                let path = RequestPath(shell), let found = look(path.names)
            {
                return found
            }
            if case .file(let file, let path, _) = look(["404.html"]) {
                return .file(file, path: path, isMissing: true)
            }
            return .nothing
        }
    }
#endif

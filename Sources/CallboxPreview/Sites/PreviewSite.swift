#if Preview
    internal import CallboxGlue
    internal import CallboxHTML
    internal import CallboxKit
    internal import CallboxSpec

    /// A site as the preview serves it.
    struct PreviewSite: Sendable {
        /// Where the preview's own files lie on each host; no page of a site is below it.
        static let folder = "/-callbox/"
        /// The stand-in's address without the app id, in the place of Intercom's.
        static let library = folder + "widget/"

        /// Nil where the pipeline includes the snippets itself.
        let root: PreviewInputs.Root?
        /// At the preview's host.
        let pages: SitePages

        var name: String { pages.site.name }
        var host: Host { pages.site.declaration.host.value }
        /// The segments of its base path.
        var base: [String] { PagePath(urlPath: pages.site.declaration.base).segments }
        /// Whether the people who sign in are signed in here.
        var hasUsers: Bool { pages.site.routes.contains { $0.declaration.boot == .user } }

        /// A page with its block in it, and the reporter at the start of its head.
        ///
        /// - Parameter file: the page's path below the root.
        func page(_ bytes: [UInt8], file: String) -> [UInt8] {
            let page = pages.page(bytes, atPath: file)
            let scan = PageScan(page.span)
            guard scan.obstacle == nil, let place = scan.place else { return page }
            let reporter = #"<script src="\#(Self.folder)reporter.js?site=\#(name)"></script>"#
            return page[..<place] + Array(reporter.utf8) + page[place...]
        }

        /// The script of external delivery at a path below the base; nil where there is none.
        func asset(at path: String) -> [UInt8]? {
            pages.snippets.values.first { $0.asset?.path == path }?.script
        }

        /// The path that a `fetch` identity is asked at, if it is asked at this authority.
        func identityPath(at authority: String) -> String? {
            guard case .fetch(let address) = pages.site.declaration.identity?.value else {
                return nil
            }
            if address.hasPrefix("/") { return host.authority == authority ? address : nil }
            let origin = "http://\(authority)"
            return address.hasPrefix(origin + "/") ? String(address.dropFirst(origin.count)) : nil
        }
    }
#endif

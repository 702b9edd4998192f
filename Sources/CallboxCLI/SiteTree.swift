internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec

/// One site's built tree, and what each of its pages should hold.
struct SiteTree {
    let root: Roots.Root
    /// By route.
    let snippets: [String: Snippet]
    private let blocks: [String: Block]

    init(root: Roots.Root, snippets: [String: Snippet]) {
        self.root = root
        self.snippets = snippets
        blocks = snippets.mapValues { snippet in
            guard let block = try? Block(snippet.block) else {
                fatalError("snippet \(snippet.mark) is no block; a test makes one of each wrapper")
            }
            return block
        }
    }

    var site: Plan.Site { root.site }

    /// The route of a page by its path below the root; nil where none matches.
    func route(ofFile path: String) -> Plan.Route? {
        site.matches(PagePath(file: path)).first
    }

    /// What a page should hold.
    func decision(forFile path: String) -> PageDecision {
        if root.others.contains(where: path.hasPrefix) { return .ignore(.otherSite) }
        let segments = path.split(separator: "/").map(String.init)
        if site.declaration.ignore.contains(where: { $0.matches(segments) }) {
            return .ignore(.ignored)
        }
        return route(ofFile: path).flatMap { blocks[$0.name] }.map(PageDecision.block) ?? .remove
    }

    /// Brings every page to what `decision` says, or with `.dryRun` looks what that would change.
    ///
    /// - Throws: `SiteError` where the root can't be used.
    func run(
        _ mode: SiteInjector.Mode, console: Console,
        deciding decision: @Sendable (String) -> PageDecision
    ) throws(SiteError) -> [PageReport] {
        let pages = site.declaration.pages
        var kinds: PageKinds = []
        if pages.redirects { kinds.insert(.redirect) }
        if pages.amp { kinds.insert(.amp) }
        if pages.framesets { kinds.insert(.frameset) }
        if pages.fragments { kinds.insert(.fragment) }
        let injector = SiteInjector(
            root: root.path, mode: mode, pages: PageInjector(injecting: kinds))
        let progress = PageProgress(site: site.name, console: console)
        defer { console.progress("") }
        return try injector.run(deciding: decision, progress: progress.add)
    }
}

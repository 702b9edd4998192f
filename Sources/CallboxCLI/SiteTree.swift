internal import CallboxGlue
internal import CallboxHTML
private import CallboxKit
internal import CallboxSpec

/// One site's built tree, and what each of its pages should hold.
struct SiteTree {
    let root: Roots.Root
    /// By route.
    let snippets: [String: Snippet]
    private let plan: Plan
    private let blocks: [String: Block]

    init(root: Roots.Root, plan: Plan, snippets: [String: Snippet]) {
        self.root = root
        self.plan = plan
        self.snippets = snippets
        blocks = snippets.mapValues { snippet in
            guard let block = try? Block(snippet.block) else {
                fatalError("snippet \(snippet.mark) is no block; a test makes one of each wrapper")
            }
            return block
        }
    }

    var site: Plan.Site { root.site }

    /// What a page should hold.
    func decision(forFile path: String) -> PageDecision {
        if isElsewhere(path) { return .ignore(.otherSite) }
        if site.ignores(file: path) { return .ignore(.ignored) }
        return site.route(ofFile: path).flatMap { blocks[$0.name] }.map(PageDecision.block)
            ?? .remove
    }

    /// Whether a file belongs to another site: by its root, or by its base.
    func isElsewhere(_ path: String) -> Bool {
        root.others.contains(where: path.hasPrefix) || !plan.serves(file: path, from: site)
    }

    /// Brings every page to what `decision` says, or with `.dryRun` looks what that would change.
    ///
    /// - Throws: `SiteError` where the root can't be used.
    func run(
        _ mode: SiteInjector.Mode, console: Console,
        deciding decision: @Sendable (String) -> PageDecision
    ) throws(SiteError) -> [PageReport] {
        let kinds = PageKinds(injectedBy: site.declaration.pages)
        let injector = SiteInjector(
            root: root.path, mode: mode, pages: PageInjector(injecting: kinds))
        let progress = PageProgress(site: site.name, console: console)
        defer { console.progress("") }
        return try injector.run(deciding: decision, progress: progress.add)
    }
}

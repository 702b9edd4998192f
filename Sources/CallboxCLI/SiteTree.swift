internal import CallboxGlue
internal import CallboxHTML
private import CallboxKit
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

    /// What a page should hold.
    func decision(forFile path: String) -> PageDecision {
        if root.others.contains(where: path.hasPrefix) { return .ignore(.otherSite) }
        if site.ignores(file: path) { return .ignore(.ignored) }
        return site.route(ofFile: path).flatMap { blocks[$0.name] }.map(PageDecision.block)
            ?? .remove
    }

    /// Brings every page to what `decision` says, or with `.dryRun` looks what that would change.
    ///
    /// - Throws: `SiteError` where the root can't be used.
    func run(
        _ mode: SiteInjector.Mode, shard: Shard?, keepsTimes: Bool = false, console: Console,
        deciding decision: @Sendable (String) -> PageDecision
    ) throws(SiteError) -> [PageReport] {
        let injector = SiteInjector(
            root: root.path, mode: mode, pages: PageInjector(for: site.declaration), shard: shard,
            keepsTimes: keepsTimes)
        let progress = PageProgress(site: site.name, console: console)
        defer { console.progress("") }
        return try injector.run(deciding: decision, progress: progress.add)
    }
}

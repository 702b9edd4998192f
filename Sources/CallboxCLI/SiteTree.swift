internal import CallboxGlue
internal import CallboxHTML
private import CallboxKit
internal import CallboxSpec
private import Synchronization

/// One site's built tree, and what each of its pages should hold.
struct SiteTree {
    let root: Roots.Root
    private let pages: SitePages
    /// The names of routes whose block no other has, by its mark.
    private let routesByMark: [String: String]

    init(root: Roots.Root, plan: Plan, snippets: [String: Snippet]) {
        self.root = root
        pages = SitePages(
            site: root.site, plan: plan, snippets: snippets, others: root.others)
        let marked = Dictionary(
            grouping: root.site.routes.filter { snippets[$0.name] != nil },
            by: { snippets[$0.name]?.mark ?? "" })
        routesByMark = marked.compactMapValues { $0.count == 1 ? $0[0].name : nil }
    }

    var site: Plan.Site { root.site }

    /// By route.
    var snippets: [String: Snippet] { pages.snippets }

    /// What the pages of a folder should hold.
    func decisions(inFolder folder: String) -> (String) -> PageDecision {
        pages.decisions(inFolder: folder)
    }

    /// Why a page of these bytes is skipped; nil where it isn't.
    func skipReason(of page: [UInt8], at path: String) -> SkipReason? {
        switch pages.decision(forFile: path) {
        case .ignore(let reason), .skip(let reason): reason
        case .block(let block):
            PageInjector(for: site.declaration).edit(page.span, block: block).skipReason
        case .remove: nil
        }
    }

    /// The name of the route of a page that was visited; nil where none matches.
    ///
    /// By its block where that tells: that costs less than to match its path again.
    func route(of report: PageReport) -> String? {
        if let mark = report.markAfter, let route = routesByMark[mark] { return route }
        return pages.route(ofFile: report.path)?.name
    }

    /// Brings every page to what `decisions` say, or with `.dryRun` looks what that would change.
    ///
    /// - Throws: `SiteError` where the root can't be used.
    func run(
        _ mode: SiteInjector.Mode, shard: Shard?, keepsTimes: Bool = false, console: Console,
        inspecting inspect: SiteInjector.Inspection? = nil,
        deciding decisions: SiteInjector.Decisions
    ) throws(SiteError) -> PageTally {
        let injector = SiteInjector(
            root: root.path, mode: mode, pages: PageInjector(for: site.declaration), shard: shard,
            keepsTimes: keepsTimes, inspecting: inspect)
        let tally = Mutex(PageTally(of: site))
        defer { console.progress("") }
        try injector.run(deciding: decisions) { report in
            let visited = tally.withLock { tally in
                tally.add(report, in: self)
                return tally.counts.all
            }
            // Every thousand: often enough to see it move, too seldom to cost anything.
            if visited.isMultiple(of: 1000) {
                console.progress("\(site.name): \(visited) pages")
            }
        }
        return tally.withLock { $0 }
    }
}

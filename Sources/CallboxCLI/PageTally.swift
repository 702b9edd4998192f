internal import CallboxHTML
internal import CallboxSpec

/// What the pages of a site came to, added up as they are done: no page is remembered, so that
/// memory doesn't grow with the tree.
struct PageTally: Sendable {
    /// The most failures that are told one by one.
    private static let failureLimit = 100

    private(set) var counts = Build.PageCounts()
    /// Pages by route.
    private(set) var routes: [String: Int] = [:]
    private(set) var withoutRoute = Paths()
    private(set) var skipped: [SkipReason: Paths] = [:]
    private(set) var drift = PageDrift()
    private(set) var policies = PagePolicies()
    /// Whether the page that the site's host serves for any address was met.
    private(set) var hasFallback = false
    private var failed: [String] = []
    private let fallback: PagePath?

    init(of site: Plan.Site) {
        fallback = site.declaration.fallback.map { PagePath(urlPath: $0.value) }
    }

    /// The pages that couldn't be read or written, a sentence each, and one for those beyond the
    /// first hundred.
    var failures: [String] {
        let rest = counts.failed - failed.count
        return rest == 0 ? failed : failed + ["and \(rest) more pages failed"]
    }

    /// Adds a page; to be called in byte order of the paths.
    mutating func add(_ report: PageReport, in tree: SiteTree) {
        counts.add(report)
        if let fallback, !hasFallback { hasFallback = PagePath(file: report.path) == fallback }
        switch report.outcome {
        case .skipped(let reason):
            skipped[reason, default: Paths()].add(report.path)
        case .failed(let failure):
            if failed.count < Self.failureLimit {
                failed.append("\(tree.root.path)/\(report.path): \(failure.message)")
            }
        case .unchanged, .inserted, .replaced, .removed:
            if let route = tree.route(of: report) {
                routes[route, default: 0] += 1
            } else {
                withoutRoute.add(report.path)
            }
        }
        drift.add(report)
        policies.add(report)
    }
}

internal import CallboxDiagnostics
internal import CallboxHTML
internal import CallboxSpec

/// What only the trees show of a plan: pages without a route, and routes without a page.
enum Findings {
    /// Reports `page-without-route`, `route-without-page` and `fallback-missing` for a site whose
    /// pages were visited.
    static func report(
        on tree: SiteTree, _ reports: [PageReport], to sink: inout DiagnosticSink
    ) {
        var reached: Set<String> = []
        var without: [String] = []
        for report in reports {
            switch report.outcome {
            case .skipped, .failed: continue
            case .unchanged, .inserted, .replaced, .removed: break
            }
            if let route = tree.site.route(ofFile: report.path) {
                reached.insert(route.name)
            } else {
                without.append(report.path)
            }
        }
        let site = tree.site
        if !without.isEmpty {
            let isOne = without.count == 1
            sink.report(
                .pageWithoutRoute,
                "\(isOne ? "1 page" : "\(without.count) pages") of site '\(site.name)' "
                    + "\(isOne ? "matches" : "match") no route: \(someOf(without))",
                at: site.declaration.name.range)
        }
        // A shell answers for any address, so a route needs no file of its own.
        if let fallback = site.declaration.fallback {
            let page = PagePath(urlPath: fallback.value)
            if !reports.contains(where: { PagePath(file: $0.path) == page }) {
                sink.report(
                    .fallbackMissing,
                    "the fallback '\(fallback.value)' is no page of site '\(site.name)'",
                    at: fallback.range)
            }
            return
        }
        for route in site.routes where !reached.contains(route.name) {
            sink.report(
                .routeWithoutPage,
                "no page of site '\(site.name)' has the route "
                    + "'\(route.declaration.pattern.value.text)'",
                at: route.declaration.pattern.range)
        }
    }
}

/// The first three of a list, and how many more there are.
func someOf(_ paths: [String]) -> String {
    let shown = paths.prefix(3).map(printable).joined(separator: ", ")
    return paths.count > 3 ? "\(shown) and \(paths.count - 3) more" : shown
}

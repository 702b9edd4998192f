internal import CallboxDiagnostics
internal import CallboxHTML
internal import CallboxSpec

/// What only the trees show of a plan: pages without a route, and routes without a page.
enum Findings {
    /// Reports `page-without-route`, and where all pages of the site were visited
    /// `route-without-page` and `fallback-missing`.
    static func report(
        on site: Plan.Site, _ pages: PageTally, areAll: Bool, to sink: inout DiagnosticSink
    ) {
        let without = pages.withoutRoute
        if without.count > 0 {
            let isOne = without.count == 1
            sink.report(
                .pageWithoutRoute,
                "\(isOne ? "1 page" : "\(without.count) pages") of site '\(site.name)' "
                    + "\(isOne ? "matches" : "match") no route: \(someOf(without.first, of: without.count))",
                at: site.declaration.name.range)
        }
        guard areAll else { return }
        report(on: site, reached: Set(pages.routes.keys), to: &sink)
        if let fallback = site.declaration.fallback, !pages.hasFallback {
            sink.report(
                .fallbackMissing,
                "the fallback '\(fallback.value)' is no page of site '\(site.name)'",
                at: fallback.range)
        }
    }

    /// Reports `route-without-page` for the routes of a site that aren't among those with pages.
    static func report(
        on site: Plan.Site, reached: Set<String>, to sink: inout DiagnosticSink
    ) {
        // A shell answers for any address, so a route needs no file of its own.
        guard site.declaration.fallback == nil else { return }
        for route in site.routes where !reached.contains(route.name) {
            sink.report(
                .routeWithoutPage,
                "no page of site '\(site.name)' has the route "
                    + "'\(route.declaration.pattern.value.text)'",
                at: route.declaration.pattern.range)
        }
    }
}

/// The first three of `count` paths, and how many more there are.
func someOf(_ paths: [String], of count: Int) -> String {
    let shown = paths.prefix(3).map(printable).joined(separator: ", ")
    return count > 3 ? "\(shown) and \(count - 3) more" : shown
}

internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec

/// `report.json`, and what `--json` prints: what a build came to. The same inputs and trees give
/// the same report, whether or not an earlier run had done the work.
struct BuildReport: Codable {
    /// The version of this format.
    var callbox = 1
    var version = Program.version
    /// The files below the output folder, this one not among them: a next run deletes what it no
    /// longer emits of these, and nothing else.
    var files: [String] = []
    /// By name.
    var sites: [String: Site] = [:]

    /// All numbers of pages in it.
    var counts: [Int] {
        sites.values.flatMap { site in
            [site.pagesWithoutRoute] + site.skipped.values.map(\.pages)
                + site.routes.compactMap(\.pages)
        }
    }

    /// What became of a site.
    struct Site: Codable {
        var origin: String
        var base: String
        /// As the manifest or `--root` has it; absent where the pipeline includes the snippets
        /// itself.
        var root: String?
        /// In order of precedence.
        var routes: [Route]
        /// Pages by reason.
        var skipped: [String: Skip] = [:]
        /// Pages that no route matches.
        var pagesWithoutRoute = 0
        /// The hashes of the pages' own inline scripts, sorted; absent where the policy doesn't list
        /// them.
        var pageScripts: [String]?
    }

    /// What became of a route.
    struct Route: Codable {
        var name: String
        var path: String
        var boot: String
        /// Absent where the route's pages carry nothing.
        var snippet: Snippet?
        /// How many pages of the tree it has; absent without a root.
        var pages: Int?
    }

    /// The sizes and the hash of a snippet.
    struct Snippet: Codable {
        var mark: String
        /// The block in the page.
        var bytes: Int
        var gzipBytes: Int
        /// What a content policy lists for the script.
        var policyHash: String
    }

    /// Pages that were skipped for one reason.
    struct Skip: Codable {
        var pages: Int
        /// The first ten.
        var paths: [String]
        var because: String

        /// Adds pages of which these are the first.
        mutating func add(_ pages: Int, _ paths: [String]) {
            self.pages += pages
            self.paths = (self.paths + paths).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            self.paths.removeLast(max(0, self.paths.count - 10))
        }
    }
}

extension BuildReport.Site {
    /// What the plan says of a site, before its pages are known.
    init(_ site: Plan.Site, root: String?, snippets: [String: Snippet]) {
        // Routes may share a snippet, and compressing one costs more than all else here.
        var sizes: [String: BuildReport.Snippet] = [:]
        func record(of snippet: Snippet) -> BuildReport.Snippet {
            if let known = sizes[snippet.mark] { return known }
            let record = BuildReport.Snippet(
                mark: snippet.mark, bytes: snippet.block.count,
                gzipBytes: gzipSize(of: snippet.block), policyHash: snippet.policyHash)
            sizes[snippet.mark] = record
            return record
        }
        origin = site.declaration.host.value.origin
        base = site.declaration.base
        self.root = root
        routes = site.routesByPrecedence.map { route in
            BuildReport.Route(
                name: route.name, path: route.declaration.pattern.value.text,
                boot: route.declaration.boot.rawValue,
                snippet: snippets[route.name].map(record), pages: nil)
        }
    }

    /// Takes over what the pages of a run came to.
    mutating func count(_ pages: PageTally) {
        skipped = Dictionary(
            uniqueKeysWithValues: pages.skipped.map { reason, paths in
                let skip = BuildReport.Skip(
                    pages: paths.count, paths: paths.first, because: reason.sentence)
                return (reason.rawValue, skip)
            })
        pagesWithoutRoute = pages.withoutRoute.count
        for index in routes.indices { routes[index].pages = pages.routes[routes[index].name] ?? 0 }
    }
}

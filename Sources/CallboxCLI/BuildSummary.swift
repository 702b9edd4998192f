internal import CallboxDiagnostics
private import CallboxSpec

/// What `build` tells a person: pages by route, what was skipped and why, files, sizes and hashes.
struct BuildSummary {
    private let build: Build

    init(_ build: Build) {
        self.build = build
    }

    /// Prints it on standard output.
    func print(on console: Console) {
        for site in build.inputs.sites {
            guard let report = build.report.sites[site.name] else { continue }
            let root = build.inputs.rootPath(of: site).map { "  \($0)" } ?? ""
            console.result("\(site.name)  \(report.origin)\(report.base)\(root)")
            for line in table(of: report.routes) { console.result("  " + line) }
            if let counts = build.outcomes[site.name] { console.result("  " + sentence(counts)) }
            if let scripts = report.pageScripts {
                console.result(
                    "  content policy: also \(scripts.count) inline "
                        + "\(scripts.count == 1 ? "script" : "scripts") of the pages")
            }
            for (_, skip) in report.skipped.sorted(by: { $0.key < $1.key }) {
                let shown = skip.paths.prefix(3).map(printable).joined(separator: ", ")
                let paths = skip.pages > 3 ? "\(shown), …" : shown
                console.result("  skipped \(skip.pages), \(skip.because): \(paths)")
            }
            console.result("")
        }
        let files = build.files
        let verb = build.writer.isDryRun ? "would write" : "wrote"
        // After a failure the old report stays.
        let place =
            build.writer.isDryRun || !build.failures.isEmpty
            ? "" : "; see \(build.inputs.output)/\(build.reportName)"
        console.result(
            "\(verb) \(files.written) \(files.written == 1 ? "file" : "files"), \(files.unchanged) unchanged, "
                + "\(files.deleted) deleted\(place)")
    }

    private func sentence(_ counts: Build.PageCounts) -> String {
        let words = [
            (counts.inserted, "inserted"), (counts.replaced, "replaced"),
            (counts.removed, "removed"), (counts.unchanged, "unchanged"),
            (counts.skipped, "skipped"), (counts.failed, "failed"),
        ]
        let said = words.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "pages: " + (said.isEmpty ? "none" : said.joined(separator: ", "))
    }

    private func table(of routes: [BuildReport.Route]) -> [String] {
        let shown = routes.prefix(40)
        var rows = [["route", "path", "boot", "pages", "bytes", "gzip", "content-policy hash"]]
        for route in shown {
            let snippet = route.snippet
            rows.append([
                route.name, route.path, route.boot, route.pages.map(String.init) ?? "-",
                snippet.map { String($0.bytes) } ?? "-",
                snippet.map { String($0.gzipBytes) } ?? "-",
                snippet.map { "'\($0.policyHash)'" } ?? "-",
            ])
        }
        let widths = rows[0].indices.map { column in
            rows.map { $0[column].count }.max() ?? 0
        }
        let lines = rows.map { row in
            let cells = row.enumerated().map { column, cell -> String in
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                return (3...5).contains(column) ? padding + cell : cell + padding
            }
            return cells.joined(separator: "  ").trimmingBlanks
        }
        let rest = routes.count - shown.count
        return rest > 0 ? lines + ["and \(rest) more routes"] : lines
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}

/// What `build --json` prints.
struct BuildRecord: Encodable {
    private let diagnostics: [DiagnosticRecord]
    private let failures: [String]
    private let files: Build.FileCounts
    private let pages: [String: Build.PageCounts]
    private let report: BuildReport

    init(_ build: Build, _ diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics.map(DiagnosticRecord.init)
        failures = build.failures
        files = build.files
        pages = build.outcomes
        report = build.report
    }
}

internal import CallboxHTML
private import Foundation

/// The reports that the shards of a build have left, of every shard exactly one.
struct ShardReports {
    /// Why they can't be added up.
    struct Problem: Error {
        /// For people: lower case, no full stop.
        let message: String
    }

    /// Their files below the output folder.
    let names: [String]
    private let reports: [BuildReport]

    /// Reads them.
    ///
    /// - Throws: `Problem` where one is missing or can't be read, or they are of several counts.
    init(in output: String) throws(Problem) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: output)) ?? []
        let shards = files.compactMap { file in
            file.wholeMatch(of: /report\.(\d+)-of-(\d+)\.json/)
                .flatMap { Shard("\($0.1)/\($0.2)") }
                .flatMap { BuildReport.fileName(of: $0) == file ? $0 : nil }
        }
        let counts = Set(shards.map(\.count)).sorted()
        guard let count = counts.first else {
            throw Problem(message: "no shard has left a report in '\(output)'")
        }
        guard counts.count == 1 else {
            let counts = counts.map(String.init).joined(separator: " and ")
            throw Problem(
                message: "'\(output)' holds reports of \(counts) shards; delete those that are old")
        }
        var names: [String] = []
        var reports: [BuildReport] = []
        for number in 1...count {
            guard let name = Shard("\(number)/\(count)").map(BuildReport.fileName(of:)),
                let report = BuildReport.read(name, from: output)
            else {
                throw Problem(
                    message: "shard \(number)/\(count) has left no report in '\(output)'")
            }
            names.append(name)
            reports.append(report)
        }
        self.names = names
        self.reports = reports
    }

    /// The report of a build without shards.
    ///
    /// - Parameter plain: what that would report before its pages are counted.
    /// - Throws: `Problem` where a shard had other inputs.
    func sum(on plain: BuildReport) throws(Problem) -> BuildReport {
        var sum = plain
        for (name, report) in zip(names, reports) {
            guard report.uncounted.document == plain.document else {
                throw Problem(
                    message: "'\(name)' was made of other inputs or options, or by another version")
            }
            sum.add(report)
        }
        return sum
    }
}

extension BuildReport {
    /// The report without what depends on pages.
    fileprivate var uncounted: BuildReport {
        var report = self
        for name in report.sites.keys {
            report.sites[name]?.skipped = [:]
            report.sites[name]?.pagesWithoutRoute = 0
            report.sites[name]?.pageScripts = nil
            for index in report.sites[name]?.routes.indices ?? 0..<0 {
                report.sites[name]?.routes[index].pages = nil
            }
        }
        return report
    }

    /// Adds the pages of another report of the same inputs.
    fileprivate mutating func add(_ other: BuildReport) {
        sites.merge(other.sites) { sum, site in
            var sum = sum
            sum.pagesWithoutRoute += site.pagesWithoutRoute
            if let scripts = site.pageScripts {
                sum.pageScripts = Set((sum.pageScripts ?? []) + scripts).sorted()
            }
            for (index, route) in site.routes.enumerated() {
                guard let pages = route.pages else { continue }
                sum.routes[index].pages = (sum.routes[index].pages ?? 0) + pages
            }
            sum.skipped.merge(site.skipped) { sum, skip in
                var sum = sum
                sum.add(skip.pages, skip.paths)
                return sum
            }
            return sum
        }
    }
}

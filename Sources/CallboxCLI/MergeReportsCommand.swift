internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxHTML
private import CallboxSpec

/// `callbox merge-reports`: ends a build that ran in shards.
struct MergeReportsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge-reports",
        abstract: "End a build that ran in shards: add up their reports.",
        discussion: """
            To be run once all shards of 'callbox build --shard' are done, with the options that \
            they had. Writes report.json as a build without shards would, and deletes what no page \
            needs any more.
            """)

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Snippets") var snippetOptions: SnippetOptions
    @OptionGroup(title: "Report") var report: ReportOptions

    func run() throws {
        let console = Console(report)
        var sink = DiagnosticSink()
        guard let inputs = try Inputs(inputs, reportingTo: &sink) else {
            throw console.refuse(sink)
        }
        let roots = Roots(of: inputs, reportingTo: &sink)
        inputs.checkPageScripts(reportingTo: &sink)
        if sink.hasErrors { throw console.refuse(sink) }

        var build = Build(
            inputs: inputs, roots: roots, writer: FileWriter(isDryRun: false),
            form: snippetOptions.form, console: console)
        do {
            try build.merge(reportingTo: &sink)
        } catch {
            console.failure(error.message)
            console.document(RefusalRecord(failures: [error.message]))
            throw ExitStatus.inputErrors
        }
        inputs.silence(&sink)
        try console.conclude(build, sink)
    }
}

extension Build {
    /// Ends a build that ran in shards.
    ///
    /// Reports `route-without-page`, which no shard can tell.
    ///
    /// - Throws: `ShardReports.Problem` where not every shard has done its part; nothing was done.
    fileprivate mutating func merge(
        reportingTo sink: inout DiagnosticSink
    ) throws(ShardReports.Problem) {
        let shards = try ShardReports(in: inputs.output)
        report = try shards.sum(on: report)
        for root in roots.all {
            let routes = report.sites[root.site.name]?.routes ?? []
            Findings.report(
                on: root.site, reached: Set(routes.filter { $0.pages ?? 0 > 0 }.map(\.name)),
                to: &sink)
            do {
                // Also tells whether a shard is still running.
                try SiteInjector(root: root.path, mode: .write).sweep()
                sweepAssets(of: root)
                writePolicy(of: root.site)
            } catch {
                failures.append(error.message)
            }
        }
        guard failures.isEmpty else { return }
        settle()
        for name in shards.names { delete(name) }
    }
}

internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxHTML
private import CallboxSpec

/// `callbox remove`: undoes what `build` did to the pages.
struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take the blocks out of the pages again, byte for byte.",
        discussion: """
            Also deletes the scripts of external delivery from the sites' roots, but not with \
            --shard, where other shards' pages may still name them: run it without after them.
            """)

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Shards") var part: ShardOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @Flag(name: .long, help: "Write nothing, only say what would be removed.")
    var dryRun = false

    func run() throws {
        let console = Console(report)
        var sink = DiagnosticSink()
        guard let inputs = try Inputs(inputs, readsDictionary: false, reportingTo: &sink) else {
            throw console.refuse(sink)
        }
        let roots = Roots(of: inputs, reportingTo: &sink)
        if sink.hasErrors { throw console.refuse(sink) }

        var failures: [String] = []
        var record: [String: Build.PageCounts] = [:]
        for root in roots.all {
            let tree = SiteTree(root: root, plan: inputs.plan, snippets: [:])
            var counts = Build.PageCounts()
            do {
                let pages = try tree.run(
                    dryRun ? .dryRun : .write, shard: part.shard, console: console
                ) { folder in
                    let decide = tree.decisions(inFolder: folder)
                    return { name in
                        let decision = decide(name)
                        if case .ignore = decision { return decision }
                        return .remove
                    }
                }
                counts = pages.counts
                failures += pages.failures
                let assets = AssetFolder(
                    root: root.path, writer: FileWriter(isDryRun: dryRun))
                if counts.failed == 0, part.shard == nil { _ = try assets.sweep(keeping: [:]) }
            } catch let error as SiteError {
                failures.append(error.message)
            } catch let error as FileWriter.Failure {
                failures.append(error.sentence)
            }
            record[tree.site.name] = counts
            let verb = dryRun ? "would lose" : "lost"
            let pages = counts.removed == 1 ? "1 page" : "\(counts.removed) pages"
            console.result("\(tree.site.name): \(pages) \(verb) their block")
        }
        console.document(RemovalRecord(failures: failures, pages: record))
        for failure in failures { console.failure(failure) }
        if !failures.isEmpty { throw ExitStatus.diskError }
    }
}

/// What `remove --json` prints.
private struct RemovalRecord: Encodable {
    let diagnostics: [DiagnosticRecord] = []
    let failures: [String]
    let pages: [String: Build.PageCounts]
}

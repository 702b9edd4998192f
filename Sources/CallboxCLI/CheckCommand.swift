internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec
private import Foundation

/// `callbox check`: what `build` would do, done in memory against the tree that is about to ship.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare the pages with what build would make of them; write nothing.",
        discussion: """
            Exits with 1 where pages or files have drifted, and with --strict where there are \
            warnings. With --inputs only the manifest, in every environment, and the dictionary \
            are checked: for a pull request. With --format the findings are printed for a CI \
            system to show: GitHub's annotations, or GitLab's code quality report.
            """)

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Snippets") var snippetOptions: SnippetOptions
    @OptionGroup(title: "Shards") var part: ShardOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @Flag(name: .customLong("inputs"), help: "Check the two files alone.")
    var inputsOnly = false
    @Flag(name: .long, help: "Take warnings for errors.")
    var strict = false
    @Option(name: .long, help: "Print the findings for a CI system.")
    var format: AnnotationFormat?

    func run() throws {
        if report.json, format != nil {
            throw ValidationError("'--json' and '--format' are two forms of one result")
        }
        let console = Console(report, annotations: format.map { ($0, inputs.manifest) })
        var sink = DiagnosticSink()
        if inputsOnly {
            guard inputs.site.isEmpty, inputs.root.isEmpty, part.shard == nil else {
                throw ValidationError("'--inputs' checks the files alone, for all sites and pages")
            }
            Inputs.checkAll(inputs, reportingTo: &sink)
            if sink.hasErrors { throw console.refuse(sink, saying: nil) }
            try conclude([], [], sink, console)
            return
        }
        guard let inputs = try Inputs(inputs, reportingTo: &sink) else {
            throw console.refuse(sink, saying: nil)
        }
        let roots = Roots(of: inputs, reportingTo: &sink)
        inputs.checkPageScripts(reportingTo: &sink)
        if sink.hasErrors { throw console.refuse(sink, saying: nil) }

        let snippets = inputs.snippets(form: snippetOptions.form)
        var drifts: [Drift] = []
        let writer = FileWriter(isDryRun: true)
        var rootLeftovers: [String] = []
        var pageScripts: [String: [String]] = [:]
        var failures: [String] = []
        for root in roots.all {
            let tree = SiteTree(
                root: root, plan: inputs.plan, snippets: snippets[root.site.name] ?? [:])
            let assets = AssetFolder(root: root.path, writer: writer)
            let scripts = root.site.listsPageScripts ? PageScripts() : nil
            let installs = HandWrittenInstalls(below: root.path)
            drifts += Drift.ofAssets(assets.missing(of: tree.snippets), in: root.path)
            rootLeftovers += assets.leftovers(keeping: tree.snippets).map { root.path + "/" + $0 }
            do {
                let pages = try tree.run(
                    .dryRun, shard: part.shard, console: console,
                    inspecting: { path, page, isSkipped in
                        installs.inspect(path, page, isSkipped: isSkipped)
                        scripts?.inspect(path, page, isSkipped: isSkipped)
                    }, deciding: tree.decisions)
                pageScripts[root.site.name] = scripts?.hashes
                drifts += Drift.ofPages(pages.drift, in: tree)
                drifts += Drift.ofUnclosedBlocks(pages, in: tree)
                failures += pages.failures
                Findings.report(on: root.site, pages, areAll: part.shard == nil, to: &sink)
                installs.report(on: root.site, to: &sink)
                pages.policies.report(on: tree, in: inputs.plan, to: &sink)
            } catch {
                failures.append(error.message)
            }
        }
        let files = OutputFile.all(
            for: inputs.plan, sites: inputs.sites, snippets: snippets, pageScripts: pageScripts,
            templates: inputs.templates)
        // What depends on all pages can't be told by a shard, nor where the tree couldn't be read.
        let known = files.filter { file in
            guard file.isServerFile, let site = inputs.plan.site(named: file.site ?? "") else {
                return true
            }
            return !site.listsPageScripts
                || pageScripts[site.name] != nil && part.shard == nil
        }
        let leftovers = inputs.leftovers(emitting: Set(files.map(\.path)))
            .filter { writer.isPlainFile($0, below: inputs.output) }
            .map { inputs.output + "/" + $0 }
        drifts = Drift.ofFiles(known, below: inputs.output) + drifts
        drifts += Drift.ofLeftovers(leftovers + rootLeftovers)
        inputs.silence(&sink)
        try conclude(drifts, failures, sink, console)
    }

    private func conclude(
        _ drifts: [Drift], _ failures: [String], _ sink: DiagnosticSink, _ console: Console
    ) throws {
        let diagnostics = sink.diagnostics
        console.diagnostics(diagnostics)
        for drift in drifts { console.finding(drift.text) }
        if !drifts.isEmpty { console.result("callbox build brings them up to date") }
        for failure in failures { console.failure(failure) }
        console.document(
            CheckRecord(
                diagnostics: diagnostics.map(DiagnosticRecord.init), drift: drifts,
                failures: failures))
        console.annotations(
            diagnostics.map(Annotation.init) + drifts.map(Annotation.init)
                + failures.map(Annotation.init(failure:)))
        if !failures.isEmpty { throw ExitStatus.diskError }
        if !drifts.isEmpty || (strict && !diagnostics.isEmpty) { throw ExitStatus.findings }
        let inputs = diagnostics.isEmpty ? "the inputs are fine" : "the inputs have no errors"
        console.result(inputsOnly ? inputs : "everything is as build would make it")
    }
}

/// What `check --json` prints.
private struct CheckRecord: Encodable {
    let diagnostics: [DiagnosticRecord]
    let drift: [Drift]
    let failures: [String]
}

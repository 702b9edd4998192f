internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec
private import Foundation

/// One run of `callbox build`: files, assets and pages, in the order in which a visitor could meet
/// them, so that no page ever names a script that isn't there.
struct Build {
    let inputs: Inputs
    let roots: Roots
    let writer: FileWriter
    let console: Console
    /// By site and route.
    let snippets: [String: [String: Snippet]]
    private let emitted: [OutputFile]

    var report = BuildReport()
    /// The name of the report's file; a shard's differs.
    private(set) var reportName = BuildReport.fileName
    /// What happened to the pages, by site.
    private(set) var outcomes: [String: PageCounts] = [:]
    /// Files of the output folder, and assets in the roots as far as they changed.
    var files = FileCounts()
    /// What the disk refused, a sentence each; the rest was done.
    var failures: [String] = []

    /// How many pages were put, replaced, … in one site.
    struct PageCounts: Encodable {
        var inserted = 0
        var replaced = 0
        var removed = 0
        var unchanged = 0
        var skipped = 0
        var failed = 0

        /// How many there are.
        var all: Int { inserted + replaced + removed + unchanged + skipped + failed }
    }

    /// How many files were written, left as they were, and deleted.
    struct FileCounts: Encodable {
        var written = 0
        var unchanged = 0
        var deleted = 0
    }

    init(
        inputs: Inputs, roots: Roots, writer: FileWriter, form: RuntimeComposer.Form,
        console: Console
    ) {
        self.inputs = inputs
        self.roots = roots
        self.writer = writer
        self.console = console
        snippets = inputs.snippets(form: form)
        emitted = OutputFile.all(
            for: inputs.plan, sites: inputs.sites, snippets: snippets, templates: inputs.templates)
        report.files = emitted.map(\.path)
        for site in inputs.sites {
            report.sites[site.name] = BuildReport.Site(
                site, root: inputs.declaredRoot(of: site), snippets: snippets[site.name] ?? [:])
        }
    }

    /// Does it all; what only the trees show is reported to `sink`.
    ///
    /// A shard deletes nothing that another's pages may name, and leaves a report of its own.
    mutating func run(_ shard: Shard?, keepingTimes: Bool, sink: inout DiagnosticSink) {
        if let shard {
            reportName = BuildReport.fileName(of: shard)
            // A shard that fails must not be taken for done.
            delete(reportName)
        }
        let waiting = Set(roots.all.map(\.site).filter(\.listsPageScripts).map(\.name))
        for file in emitted
        where !file.isServerFile || !waiting.contains(file.site ?? "") {
            write(file.bytes, to: inputs.output + "/" + file.path)
        }
        for root in roots.all {
            let own = snippets[root.site.name] ?? [:]
            let tree = SiteTree(root: root, plan: inputs.plan, snippets: own)
            inject(tree, shard, keepingTimes: keepingTimes, &sink)
        }
        // Last, and not after a failure: what an unfinished run left is still in the old report.
        guard failures.isEmpty else { return }
        if shard == nil {
            settle()
        } else {
            write(report.document, to: inputs.output + "/" + reportName)
        }
    }

    private mutating func inject(
        _ tree: SiteTree, _ shard: Shard?, keepingTimes: Bool, _ sink: inout DiagnosticSink
    ) {
        let assets = AssetFolder(root: tree.root.path, writer: writer)
        do {
            files.written += try assets.write(tree.snippets)
        } catch {
            failures.append(error.sentence)
            return
        }
        let pages: PageTally
        let scripts = tree.site.listsPageScripts ? PageScripts() : nil
        do {
            pages = try tree.run(
                writer.isDryRun ? .dryRun : .write, shard: shard, keepsTimes: keepingTimes,
                console: console,
                inspecting: scripts?.inspect, deciding: tree.decisions)
        } catch {
            failures.append(error.message)
            return
        }
        outcomes[tree.site.name] = pages.counts
        failures += pages.failures
        report.sites[tree.site.name]?.count(pages)
        Findings.report(on: tree.site, pages, areAll: shard == nil, to: &sink)
        report.sites[tree.site.name]?.pageScripts = scripts?.hashes
        // A policy without the scripts of a page that failed would block them.
        guard pages.counts.failed == 0, shard == nil else { return }
        writePolicy(of: tree.site)
        sweepAssets(of: tree.root)
    }

    /// Writes the server's files of a site whose policy lists the scripts of its pages, which the
    /// report then has.
    mutating func writePolicy(of site: Plan.Site) {
        guard let scripts = report.sites[site.name]?.pageScripts else { return }
        let files = OutputFile.serverFiles(
            of: site, in: inputs.plan, snippets: snippets[site.name] ?? [:], pageScripts: scripts,
            templates: inputs.templates)
        for file in files { write(file.bytes, to: inputs.output + "/" + file.path) }
    }

    /// Deletes the scripts of earlier runs from a root; to be done when no page names them.
    mutating func sweepAssets(of root: Roots.Root) {
        let assets = AssetFolder(root: root.path, writer: writer)
        do {
            files.deleted += try assets.sweep(keeping: snippets[root.site.name] ?? [:])
        } catch {
            failures.append(error.sentence)
        }
    }

    private mutating func write(_ bytes: [UInt8], to path: String) {
        do {
            if try writer.write(bytes, to: path) {
                files.written += 1
            } else {
                files.unchanged += 1
            }
        } catch {
            failures.append(error.sentence)
        }
    }

    /// Deletes a file of the output folder, if it is there.
    mutating func delete(_ path: String) {
        do {
            if try writer.delete(path, below: inputs.output) { files.deleted += 1 }
        } catch {
            failures.append(error.sentence)
        }
    }

    /// Deletes what an earlier run emitted and this one doesn't, then writes the report.
    mutating func settle() {
        let earlier = BuildReport.read(from: inputs.output)
        let emitted = Set(report.files)
        let leftovers = inputs.leftovers(emitting: emitted)
        for path in leftovers { delete(path) }
        if inputs.isLimited {
            report.files += Set(earlier?.files ?? []).subtracting(emitted).subtracting(leftovers)
            for (name, site) in earlier?.sites ?? [:] where report.sites[name] == nil {
                report.sites[name] = site
            }
        }
        report.files.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        writer.sweep(inputs.output)
        write(report.document, to: inputs.output + "/" + BuildReport.fileName)
    }

    /// Waits until the output folder and the roots lie on their disks.
    mutating func sync() {
        if writer.isDryRun { return }
        for path in [inputs.output] + roots.all.map(\.path) {
            do {
                try FileWriter.syncFileSystem(of: path)
            } catch {
                failures.append(error.sentence)
            }
        }
    }
}

extension Build.PageCounts {
    /// Counts one page.
    mutating func add(_ report: PageReport) {
        switch report.outcome {
        case .inserted: inserted += 1
        case .replaced: replaced += 1
        case .removed: removed += 1
        case .unchanged: unchanged += 1
        case .skipped: skipped += 1
        case .failed: failed += 1
        }
    }
}

extension Plan.Site {
    /// Whether the site's policy depends on its pages.
    var listsPageScripts: Bool { declaration.policy.listsPageScripts }
}

extension OutputFile {
    /// Whether it is one of `SITE/server`.
    var isServerFile: Bool { site.map { path.hasPrefix($0 + "/server/") } ?? false }
}

extension Inputs {
    /// The snippets of the sites that are meant, by site and route.
    func snippets(form: RuntimeComposer.Form) -> [String: [String: Snippet]] {
        SnippetRenderer(plan: plan, form: form, templates: templates).snippets(of: sites)
    }
}

extension Inputs {
    /// Whether some of the manifest's sites are not meant.
    var isLimited: Bool { sites.count < plan.sites.count }

    /// The files that an earlier run listed and this one doesn't emit, those of sites that are not
    /// meant left out.
    func leftovers(emitting emitted: Set<String>) -> [String] {
        let meant = Set(sites.map(\.name))
        return Set(BuildReport.read(from: output)?.files ?? []).subtracting(emitted).sorted()
            .filter { path in
                !isLimited || meant.contains(String(path.prefix { $0 != "/" }))
            }
    }
}

extension BuildReport {
    static let fileName = "report.json"

    /// The name of a shard's report.
    static func fileName(of shard: Shard) -> String { "report.\(shard.name).json" }

    /// The report of an earlier run; nil where there is none that this version can read, or its counts
    /// are none. Paths that lead out of the output folder are not among its files, whoever wrote them
    /// there.
    static func read(_ name: String = fileName, from output: String) -> BuildReport? {
        guard let data = FileManager.default.contents(atPath: output + "/" + name),
            var report = try? JSONDecoder().decode(BuildReport.self, from: data),
            report.callbox == 1, report.counts.allSatisfy((0...1 << 40).contains)
        else { return nil }
        report.files.removeAll { path in
            path.hasPrefix("/") || path.split(separator: "/").contains { $0 == ".." || $0 == "." }
        }
        return report
    }

    /// The report as a file: keys sorted, final newline.
    var document: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            fatalError("a report holds texts and numbers only, and those encode")
        }
        return Array(data) + Array("\n".utf8)
    }
}

internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec
private import Foundation

/// `callbox build`: everything the manifest asks for.
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Write the snippets, and put them into the built pages.",
        discussion: """
            Writes the output folder, and into every page of every site that has a root the block \
            of its route. Running it again changes nothing; 'callbox remove' undoes it. With \
            --shard it does one part of the pages; 'callbox merge-reports' ends such a build.
            """)

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Snippets") var snippetOptions: SnippetOptions
    @OptionGroup(title: "Shards") var part: ShardOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @Flag(name: .long, help: "Write nothing, only say what would be written.")
    var dryRun = false
    @Flag(name: .long, help: "Leave pages that change their times of access and modification.")
    var keepTimes = false
    @Flag(name: .long, help: "End only when everything lies on the disk.")
    var sync = false
    @Flag(name: .long, help: "Take warnings for errors.")
    var strict = false

    func run() throws {
        let console = Console(report)
        var sink = DiagnosticSink()
        guard let inputs = try Inputs(inputs, reportingTo: &sink) else {
            throw console.refuse(sink)
        }
        let roots = Roots(of: inputs, reportingTo: &sink)
        inputs.checkPageScripts(reportingTo: &sink)
        if sink.hasErrors { throw console.refuse(sink) }
        if strict, !sink.diagnostics.isEmpty { throw console.refuse(sink, as: .findings) }

        var build = Build(
            inputs: inputs, roots: roots, writer: FileWriter(isDryRun: dryRun),
            form: snippetOptions.form, console: console)
        build.run(part.shard, keepingTimes: keepTimes, sink: &sink)
        if sync { build.sync() }
        inputs.silence(&sink)
        try console.conclude(build, sink)
        if strict, !sink.diagnostics.isEmpty { throw ExitStatus.findings }
    }
}

extension SnippetOptions {
    var form: RuntimeComposer.Form { readable ? .readable : .minified }
}

extension Console {
    /// Tells what a build came to; throws where the disk refused something.
    func conclude(_ build: Build, _ sink: DiagnosticSink) throws(ExitStatus) {
        diagnostics(sink.diagnostics)
        for failure in build.failures { self.failure(failure) }
        document(BuildRecord(build, sink.diagnostics))
        BuildSummary(build).print(on: self)
        if !build.failures.isEmpty { throw .diskError }
    }

    /// Tells why nothing was done, and what the process then ends with.
    func refuse(
        _ sink: DiagnosticSink, as status: ExitStatus = .inputErrors,
        saying consequence: String? = "nothing was written"
    ) -> ExitStatus {
        let diagnostics = sink.diagnostics
        self.diagnostics(diagnostics)
        document(RefusalRecord(diagnostics: diagnostics.map(DiagnosticRecord.init)))
        annotations(diagnostics.map(Annotation.init))
        let errors = diagnostics.count { $0.severity == .error }
        let warnings = diagnostics.count - errors
        if !printsJSON {
            let counts = [count(errors, "error"), count(warnings, "warning")].compactMap(\.self)
            let consequence = consequence.map { "; \($0)" } ?? ""
            error("\(counts.joined(separator: ", "))\(consequence)\n")
        }
        return status
    }

    private func count(_ number: Int, _ word: String) -> String? {
        number == 0 ? nil : number == 1 ? "1 \(word)" : "\(number) \(word)s"
    }
}

/// What `--json` prints where nothing was done.
struct RefusalRecord: Encodable {
    var diagnostics: [DiagnosticRecord] = []
    var failures: [String] = []
}

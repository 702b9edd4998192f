#if Preview
    internal import ArgumentParser
    internal import CallboxDiagnostics
    private import CallboxGlue
    internal import CallboxPreview
    internal import CallboxSpec
    private import Dispatch
    private import Foundation
    private import Glibc
    private import Synchronization

    /// `callbox preview`: a server on this machine with every site on its own host.
    struct PreviewCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "preview",
            abstract: "See every snippet at work, each site on its own host under localhost.",
            discussion: """
                Serves the built trees with their blocks put in on the way; nothing on disk changes. \
                A site at www.acme.com is at www.acme.localhost, the workbench at acme.localhost. \
                A stand-in takes Intercom's place, so there is no account and no network. Safari \
                on macOS doesn't find these names; http://localhost:PORT says what to add. \
                Ctrl-C stops it.
                """)

        @OptionGroup(title: "Inputs") var inputs: InputOptions
        @Option(
            name: .long,
            help: "The port, 0 for any free one. (default: the first free one from 4433 on)")
        var port: Int?
        @Flag(name: .long, help: "Open the workbench in the browser.")
        var open = false
        @Flag(name: .long, help: "Load Intercom's own script: what is booted is real.")
        var live = false
        @Option(
            name: .long,
            help: ArgumentHelp(
                "Write the workbench into this folder as one page, and end.", valueName: "dir"),
            completion: .directory)
        var export: String?
        @OptionGroup(title: "Report") var report: ReportOptions

        /// Where the workbench is, for `--json`.
        private struct Document: Encodable {
            /// An address, or the path of an export.
            let workbench: String
            let diagnostics: [DiagnosticRecord]
            var failures: [String] = []
        }

        func validate() throws {
            if let port, !(0...65535).contains(port) {
                throw ValidationError("a port is a number from 0 to 65535")
            }
        }

        func run() throws {
            let console = Console(report)
            var sink = DiagnosticSink()
            let read = try PreviewInputs(inputs, reportingTo: &sink)
            guard let plan = read.plan else { throw console.refuse(sink, saying: nil) }
            console.diagnostics(read.diagnostics)
            let records = read.diagnostics.map(DiagnosticRecord.init)
            if let export {
                let page = try write(read, plan, to: export, console)
                console.document(Document(workbench: page, diagnostics: records))
                return console.result(page)
            }
            guard let port = FreePort.find(port) else {
                throw ValidationError(
                    port.map { "port \($0) is taken; --port 0 takes any free one" }
                        ?? "the ports from \(FreePort.standard) on are taken; --port 0 takes any "
                        + "free one")
            }
            let options = inputs
            let server = PreviewServer(read, plan: plan, port: port, isLive: live) {
                var sink = DiagnosticSink()
                return (try? PreviewInputs(options, reportingTo: &sink))
                    ?? PreviewInputs(
                        diagnostics: sink.diagnostics, plan: nil, templates: .builtIn, sites: [],
                        roots: [:], files: [options.manifest])
            }
            let isAnswering = Mutex(false)
            let failure = serve(server) {
                isAnswering.withLock { $0 = true }
                console.document(Document(workbench: server.origin, diagnostics: records))
                console.result("callbox preview: \(server.origin) (Ctrl-C stops it)")
            }
            guard let failure else { return }
            if !isAnswering.withLock(\.self) {
                console.document(
                    Document(workbench: server.origin, diagnostics: records, failures: [failure]))
            }
            console.failure(failure)
            throw ExitStatus.diskError
        }

        /// Runs the server in a task, and waits for a signal or the server's end.
        ///
        /// - Parameter say: Says where to look, once requests are answered.
        /// - Returns: why it ended by itself; nil where it was told to.
        private func serve(
            _ server: PreviewServer, saying say: @escaping @Sendable () -> Void
        ) -> String? {
            let ended = DispatchSemaphore(value: 0)
            let failure = Mutex<String?>(nil)
            let signals = [SIGINT, SIGTERM].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { ended.signal() }
                source.resume()
                return source
            }
            let opens = open
            let origin = server.origin
            Task {
                do {
                    try await server.run {
                        say()
                        // A pipe's reader waits for it.
                        _ = StandardOutput.flush()
                        if opens { Self.open(origin) }
                    }
                } catch {
                    failure.withLock { $0 = "the preview can't run: \(error)" }
                }
                ended.signal()
            }
            ended.wait()
            for source in signals { source.cancel() }
            return failure.withLock(\.self)
        }

        /// Opens an address in the system's browser, if there is one.
        private static func open(_ address: String) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["xdg-open", address]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try? process.run()
        }

        /// Writes the export.
        ///
        /// - Returns: Its path.
        private func write(
            _ read: PreviewInputs, _ plan: Plan, to folder: String, _ console: Console
        ) throws -> String {
            let path = folder + "/index.html"
            do {
                _ = try FileWriter(isDryRun: false).write(
                    WorkbenchExport.page(for: read, plan: plan), to: path)
            } catch {
                console.failure(error.sentence)
                throw ExitStatus.diskError
            }
            return path
        }
    }

    extension PreviewInputs {
        /// Reads the two files and looks for the trees.
        ///
        /// - Throws: `ValidationError` where an option names a site that the manifest lacks.
        fileprivate init(_ options: InputOptions, reportingTo sink: inout DiagnosticSink) throws {
            guard let inputs = try Inputs(options, reportingTo: &sink) else {
                self.init(
                    diagnostics: sink.diagnostics, plan: nil, templates: .builtIn, sites: [],
                    roots: [:], files: [options.manifest])
                return
            }
            let roots = Roots(of: inputs, reportingTo: &sink)
            inputs.silence(&sink)
            self.init(
                diagnostics: sink.diagnostics, plan: sink.hasErrors ? nil : inputs.plan,
                templates: inputs.templates,
                sites: Set(inputs.sites.map(\.name)),
                roots: Dictionary(
                    uniqueKeysWithValues: roots.all.map {
                        ($0.site.name, Root(path: $0.path, others: $0.others))
                    }),
                files: inputs.paths)
        }
    }
#endif

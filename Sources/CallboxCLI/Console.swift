internal import CallboxDiagnostics
internal import Foundation
private import Glibc

/// Prints: results on standard output, everything else on standard error.
struct Console {
    /// Whether only findings are printed.
    let isQuiet: Bool
    /// Whether the result is one JSON document.
    let printsJSON: Bool
    /// For which CI system findings are printed on standard output, and the manifest's path; nil for
    /// people.
    private let annotationTarget: (format: AnnotationFormat, manifest: String)?
    private let renderer: DiagnosticRenderer
    private let showsProgress: Bool

    /// - Parameter annotations: the CI system, and the manifest's path; nil for people.
    init(
        _ options: ReportOptions,
        annotations: (format: AnnotationFormat, manifest: String)? = nil
    ) {
        annotationTarget = annotations
        isQuiet = options.quiet
        printsJSON = options.json
        let isTerminal = isatty(2) == 1
        let environment = ProcessInfo.processInfo.environment
        // https://no-color.org: any value but the empty one.
        let allowsColour = environment["NO_COLOR", default: ""].isEmpty
        renderer = DiagnosticRenderer(
            usesColour: isTerminal && allowsColour && environment["TERM"] != "dumb")
        showsProgress = isTerminal && !options.quiet && !options.json
    }

    /// Prints a line of the result, unless it is JSON or unwanted.
    func result(_ text: String) {
        if !isQuiet { finding(text) }
    }

    /// Prints a finding of the result: what a command was asked to look for.
    func finding(_ text: String) {
        if !printsJSON, annotationTarget == nil { print(shown(text)) }
    }

    /// Text that may hold something of an input, line by line without control characters.
    private func shown(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }
            .joined(separator: "\n")
    }

    /// Prints the JSON document, where one is wanted.
    func document(_ document: some Encodable) {
        if printsJSON { Self.printJSON(document) }
    }

    /// Prints findings for the CI system, where one is meant.
    func annotations(_ annotations: [Annotation]) {
        guard let (format, manifest) = annotationTarget else { return }
        switch format {
        case .github: annotations.forEach { print($0.gitHubCommand) }
        case .gitlab: Self.printJSON(GitLabIssue.all(for: annotations, manifest: manifest))
        }
    }

    /// Prints a JSON document, keys sorted.
    static func printJSON(_ document: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(document) else { return }
        print(String(decoding: data, as: UTF8.self))
    }

    /// Prints diagnostics on standard error; with JSON they are part of the document.
    func diagnostics(_ diagnostics: [Diagnostic]) {
        if !printsJSON { error(renderer.text(for: diagnostics)) }
    }

    /// Prints what the disk refused, which may name a file, on standard error.
    func failure(_ text: String) {
        error("error: \(printable(text))\n")
    }

    /// Prints text on standard error.
    func error(_ text: String) {
        // Not `write(_:)`, which traps where standard error is closed or its disk is full.
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Shows how far long work is, on a terminal only; an empty text wipes it away.
    func progress(_ text: String) {
        if showsProgress { error("\r\u{1B}[2K\(text)") }
    }
}

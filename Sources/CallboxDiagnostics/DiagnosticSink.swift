/// Collects what the stages find, so that a person sees everything in one run.
package struct DiagnosticSink: Sendable {
    private var collected: [Diagnostic] = []

    package init() {}

    /// Adds one finding.
    package mutating func report(_ diagnostic: Diagnostic) {
        collected.append(diagnostic)
    }

    /// Adds an error or lint at a place; see ``Diagnostic`` for the wording.
    package mutating func report(
        _ id: DiagnosticID, _ message: String, at range: SourceRange,
        notes: [Diagnostic.Note] = [], help: String? = nil
    ) {
        report(Diagnostic(id, message, at: range, notes: notes, help: help))
    }

    /// Adds all findings of another sink, with one note more each where one is given.
    package mutating func report(contentsOf other: DiagnosticSink, noting note: String? = nil) {
        collected += note.map { note in other.collected.map { $0.noting(note) } } ?? other.collected
    }

    /// Takes out the lints that `file` silences.
    ///
    /// Reports `silence-invalid`, and with `reportsUnused` comments that silence nothing as
    /// `silence-unused`: only where everything about the file is collected, in each environment.
    ///
    /// - Parameter comments: finds where the comments stand, in order, none over more than a line;
    ///   nil for a file whose lines tell.
    package mutating func silence(
        by file: SourceFile, comments: ((SourceFile) -> [Range<Int>])? = nil,
        reportsUnused: Bool = false
    ) {
        let silencing = Silencing(in: file, comments: comments, reportingTo: &self)
        collected = silencing.apply(
            to: diagnostics, of: file.path, reportsUnused: reportsUnused)
    }

    /// Whether something was found that makes the input unusable.
    package var hasErrors: Bool { collected.contains { $0.severity == .error } }

    /// Whether something was found in a file that makes it unusable.
    package func hasErrors(in file: SourceFile) -> Bool {
        collected.contains { $0.severity == .error && $0.path == file.path }
    }

    /// Everything found, sorted by file, offset, severity and id, each once.
    ///
    /// Findings about no particular place come first, and files stand in the order of their paths,
    /// so the result does not depend on the order of the work.
    package var diagnostics: [Diagnostic] {
        let sorted = collected.sorted { Key($0) < Key($1) }
        return sorted.enumerated()
            .filter { index, diagnostic in
                index == 0 || Key(sorted[index - 1]) != Key(diagnostic)
            }
            .map(\.element)
    }

    /// What a diagnostic is sorted and told apart by.
    private struct Key: Comparable {
        let path: String
        let offset: Int
        let severity: Int
        let id: String
        let message: String

        init(_ diagnostic: Diagnostic) {
            path = diagnostic.path ?? ""
            offset = diagnostic.range?.bytes.lowerBound ?? -1
            severity = diagnostic.severity == .error ? 0 : 1
            id = diagnostic.id.rawValue
            message = diagnostic.message
        }

        static func < (one: Key, other: Key) -> Bool {
            (one.path, one.offset, one.severity, one.id, one.message)
                < (other.path, other.offset, other.severity, other.id, other.message)
        }
    }
}

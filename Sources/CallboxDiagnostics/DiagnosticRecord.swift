/// A diagnostic as `--json` prints it: the same facts as the text, for machines.
package struct DiagnosticRecord: Sendable, Encodable {
    package let id: String
    /// `error`, `warning` or, in ``notes``, absent.
    package let severity: String
    package let message: String
    package let path: String?
    /// 1-based; absent where the finding concerns a file as a whole.
    package let line: Int?
    /// 1-based, in UTF-8 bytes.
    package let column: Int?
    /// Exclusive end, 1-based like the start.
    package let endLine: Int?
    package let endColumn: Int?
    package let notes: [Note]
    package let help: String?

    /// A note of a diagnostic.
    package struct Note: Sendable, Encodable {
        package let message: String
        package let path: String?
        package let line: Int?
        package let column: Int?
    }

    package init(_ diagnostic: Diagnostic) {
        id = diagnostic.id.rawValue
        severity = diagnostic.severity.rawValue
        message = diagnostic.message
        path = diagnostic.path
        let start = diagnostic.range?.start
        let end = diagnostic.range.map { $0.file.location(at: $0.bytes.upperBound) }
        line = start?.line
        column = start?.column
        endLine = end?.line
        endColumn = end?.column
        notes = diagnostic.notes.map { note in
            let start = note.range?.start
            return Note(
                message: note.message, path: note.range?.file.path, line: start?.line,
                column: start?.column)
        }
        help = diagnostic.help
    }
}

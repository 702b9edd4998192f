/// Something a person should know about an input: the one user-facing error value.
///
/// Wording: lower-case headline, no full stop, the specific thing first, a rule and not a failure:
/// "attribute 'plan' is not defined in attributes.md; did you mean 'plans'?".
package struct Diagnostic: Sendable {
    /// What kind of finding it is; people look it up, silence it and search for it by this name.
    package let id: DiagnosticID
    /// The headline.
    package let message: String
    /// The file it is about, as the user typed it; nil where it is about no file.
    package let path: String?
    /// Where it lies; nil where it concerns a file as a whole.
    package let range: SourceRange?
    /// Further places that explain it, in reading order.
    package let notes: [Note]
    /// What to do, where that isn't plain from the headline.
    package let help: String?

    /// How grave it is.
    package var severity: Severity { id.severity }

    /// A second place that explains a diagnostic, such as "first defined here".
    package struct Note: Sendable {
        package let message: String
        package let range: SourceRange?

        package init(_ message: String, at range: SourceRange? = nil) {
            self.message = message
            self.range = range
        }
    }

    /// How grave a finding is.
    package enum Severity: String, Sendable {
        /// The input can't be used as it is; nothing is written.
        case error
        /// The input can be used; with `--strict` the run ends with 1 all the same.
        case warning
    }

    /// A finding at a place in a file.
    package init(
        _ id: DiagnosticID, _ message: String, at range: SourceRange, notes: [Note] = [],
        help: String? = nil
    ) {
        self.init(
            id: id, message: message, path: range.file.path, range: range, notes: notes, help: help)
    }

    /// A finding about a file as a whole, or about no file at all.
    package init(_ id: DiagnosticID, _ message: String, path: String?, help: String? = nil) {
        self.init(id: id, message: message, path: path, range: nil, notes: [], help: help)
    }

    /// This finding with a note behind its own.
    func noting(_ note: String) -> Diagnostic {
        Diagnostic(
            id: id, message: message, path: path, range: range, notes: notes + [Note(note)],
            help: help)
    }

    private init(
        id: DiagnosticID, message: String, path: String?, range: SourceRange?, notes: [Note],
        help: String?
    ) {
        self.id = id
        self.message = message
        self.path = path
        self.range = range
        self.notes = notes
        self.help = help
    }
}

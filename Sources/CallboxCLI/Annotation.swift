internal import ArgumentParser
internal import CallboxDiagnostics

/// A CI system that shows findings beside the lines that they are about.
enum AnnotationFormat: String, CaseIterable, ExpressibleByArgument {
    case github, gitlab
}

/// One finding of `check` as CI systems take it.
struct Annotation {
    let id: String
    let isError: Bool
    let message: String
    /// As the user typed it; nil where the finding is about no file.
    let path: String?
    /// 1-based; nil where it concerns a file as a whole.
    let start: SourceLocation?
    let end: SourceLocation?

    init(_ diagnostic: Diagnostic) {
        id = diagnostic.id.rawValue
        isError = diagnostic.severity == .error
        message = diagnostic.message + (diagnostic.help.map { "\n\($0)" } ?? "")
        path = diagnostic.path
        start = diagnostic.range?.start
        end = diagnostic.range.map { $0.file.location(at: $0.bytes.upperBound) }
    }

    init(_ drift: Drift) {
        self.init(id: "drift", drift.text, path: drift.paths.first)
    }

    /// What the disk refused.
    init(failure: String) {
        self.init(id: "failure", failure, path: nil)
    }

    private init(id: String, _ message: String, path: String?) {
        self.id = id
        isError = true
        self.message = message
        self.path = path
        start = nil
        end = nil
    }

    /// A workflow command for GitHub Actions, without a line end:
    /// <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.
    var gitHubCommand: String {
        var properties = path.map { ["file=\(Self.escaped($0, also: ":,"))"] } ?? []
        if let start {
            properties += ["line=\(start.line)", "col=\(start.column)"]
            if let end { properties += ["endLine=\(end.line)", "endColumn=\(end.column)"] }
        }
        properties.append("title=callbox \(id)")
        return "::\(isError ? "error" : "warning") \(properties.joined(separator: ","))"
            + "::\(Self.escaped(message))"
    }

    /// Percent-encoded as GitHub's toolkit does; other control characters become U+FFFD.
    private static func escaped(_ text: String, also more: String = "") -> String {
        let codes: [Unicode.Scalar: String] = [
            "%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C",
        ]
        let wanted = Set("%\r\n".unicodeScalars).union(more.unicodeScalars)
        return text.unicodeScalars.map { scalar in
            wanted.contains(scalar)
                ? codes[scalar, default: ""] : printable(String(Character(scalar)))
        }.joined()
    }
}

/// One entry of GitLab's code quality report:
/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>.
struct GitLabIssue: Encodable {
    struct Location: Encodable {
        struct Lines: Encodable {
            let begin: Int
        }
        let path: String
        let lines: Lines
    }

    let checkName: String
    let description: String
    /// Tells a finding from others, and is the same when its line moves.
    let fingerprint: String
    let severity: String
    let location: Location

    private enum CodingKeys: String, CodingKey {
        case checkName = "check_name"
        case description, fingerprint, severity, location
    }

    /// The report for all findings, in their order.
    ///
    /// - Parameter manifest: its path: a report names a file, and there is shown what is about none.
    static func all(for annotations: [Annotation], manifest: String) -> [GitLabIssue] {
        var seen: [String: Int] = [:]
        return annotations.map { annotation in
            let path = annotation.path ?? manifest
            let identity = "\(annotation.id) \(path) \(annotation.message)"
            seen[identity, default: 0] += 1
            return GitLabIssue(
                checkName: annotation.id, description: annotation.message,
                fingerprint: "\(identity) \(seen[identity, default: 1])",
                severity: annotation.isError ? "major" : "minor",
                location: Location(
                    path: path, lines: Location.Lines(begin: annotation.start?.line ?? 1)))
        }
    }
}

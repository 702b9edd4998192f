/// The lints that a file silences, each with its reason.
///
/// A comment `callbox-ignore ID: reason` silences the lint of that id on its own line; where
/// nothing but comments stands on that line, on the next line that is more than comments. A comment
/// is `<!-- … -->` on one line in a file called `.md` or `.markdown`, and `# …` to the end of the
/// line in any other, unless a reader of its format tells them; of code spans and quoted text
/// nothing is known, so one within them counts.
struct Silencing: Sendable {
    private struct Entry {
        let target: Target
        let range: SourceRange
    }

    private struct Target: Hashable {
        let id: String
        let line: Int
    }

    private let lints = DiagnosticID.allCases.filter(\.isLint).map(\.rawValue)
    private var entries: [Entry] = []

    /// Finds the comments of a file, or has them found.
    ///
    /// Reports `silence-invalid` for an id that is no lint's, and for a missing reason.
    ///
    /// - Complexity: O(bytes).
    init(
        in file: SourceFile, comments find: ((SourceFile) -> [Range<Int>])? = nil,
        reportingTo sink: inout DiagnosticSink
    ) {
        let word = Array("callbox-ignore".utf8)
        // Most files have none, and are not looked at line by line.
        guard file.bytes.firstRange(of: word) != nil else { return }
        let isMarkdown = [".md", ".markdown"].contains { file.path.lowercased().hasSuffix($0) }
        var known = find?(file) ?? []
        // Backwards, so that the line that a comment above it means is known.
        var next = file.lineCount + 1
        for number in (1...file.lineCount).reversed() {
            var line = file.byteRange(ofLine: number)
            if line.lowerBound == 0, file.bytes.starts(with: byteOrderMark) {
                line = byteOrderMark.count..<line.upperBound
            }
            let comments =
                if find != nil {
                    Self.take(&known, from: line.lowerBound)
                } else {
                    isMarkdown ? Self.markdown(in: file, line) : Self.hash(in: file, line)
                }
            let isOnlyComments = Self.isBlank(file, line, without: comments)
            for comment in comments {
                guard let found = file.bytes[comment.text].firstRange(of: word) else { continue }
                let end = comment.text.upperBound
                let text = String(decoding: file.bytes[found.upperBound..<end], as: UTF8.self)
                read(
                    text, at: file.range(found.lowerBound..<end),
                    for: isOnlyComments ? next : number, reportingTo: &sink)
            }
            if !isOnlyComments { next = number }
        }
    }

    private mutating func read(
        _ text: String, at range: SourceRange, for line: Int,
        reportingTo sink: inout DiagnosticSink
    ) {
        let pieces = text.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        guard let id = pieces.first, lints.contains(id) else {
            let id = pieces.first ?? ""
            sink.report(
                .silenceInvalid,
                "'\(id)' is no lint that can be silenced" + suggestion(for: id, among: lints),
                at: range)
            return
        }
        guard pieces.count == 2, !pieces[1].isEmpty else {
            sink.report(
                .silenceInvalid, "a silenced lint has a reason: callbox-ignore \(id): why",
                at: range)
            return
        }
        entries.append(Entry(target: Target(id: id, line: line), range: range))
    }

    /// `diagnostics` without the lints that are silenced; with `reportsUnused` a comment that
    /// silences nothing is reported as `silence-unused` instead, unless there are errors: not all
    /// lints are looked for then.
    ///
    /// - Complexity: O(diagnostics + comments).
    func apply(
        to diagnostics: [Diagnostic], of path: String, reportsUnused: Bool
    ) -> [Diagnostic] {
        let targets = Set(entries.map(\.target))
        var used: Set<Target> = []
        var kept = diagnostics.filter { diagnostic in
            // A lint of a page is silenced in the manifest, where its note stands.
            let ranges = [diagnostic.range] + diagnostic.notes.map(\.range)
            guard let range = ranges.lazy.compactMap(\.self).first(where: { $0.file.path == path })
            else { return true }
            let target = Target(id: diagnostic.id.rawValue, line: range.start.line)
            guard targets.contains(target) else { return true }
            used.insert(target)
            return false
        }
        guard reportsUnused, !kept.contains(where: { $0.severity == .error }) else { return kept }
        // What only the trees show can't be missed where no tree was looked at.
        for entry in entries
        where !used.contains(entry.target) && !DiagnosticID.ofTrees.contains(entry.target.id) {
            kept.append(
                Diagnostic(
                    .silenceUnused, "there is no lint '\(entry.target.id)' here to silence",
                    at: entry.range))
        }
        return kept
    }

    // MARK: Comments

    /// A comment of one line: with its signs, and what stands between them.
    private typealias Comment = (whole: Range<Int>, text: Range<Int>)

    /// From `<!--` to `-->`, or to the end of the line where that is missing.
    private static func markdown(in file: SourceFile, _ line: Range<Int>) -> [Comment] {
        var comments: [Comment] = []
        var rest = file.bytes[line]
        while let start = rest.firstRange(of: Array("<!--".utf8)) {
            rest = rest[start.upperBound...]
            let end = rest.firstRange(of: Array("-->".utf8)) ?? line.upperBound..<line.upperBound
            comments.append(
                (start.lowerBound..<end.upperBound, start.upperBound..<end.lowerBound))
            rest = rest[end.upperBound...]
        }
        return comments
    }

    /// Those of known comments, each begun by one sign, that begin at an offset or behind it: the
    /// last ones, which are taken out.
    private static func take(_ known: inout [Range<Int>], from offset: Int) -> [Comment] {
        var taken: [Comment] = []
        while let last = known.last, last.lowerBound >= offset {
            taken.append((last, last.lowerBound + 1..<last.upperBound))
            known.removeLast()
        }
        return taken.reversed()
    }

    /// From a `#` at the beginning or after a blank.
    private static func hash(in file: SourceFile, _ line: Range<Int>) -> [Comment] {
        let start = line.first { offset in
            file.bytes[offset] == UInt8(ascii: "#")
                && (offset == line.lowerBound || isBlank(file.bytes[offset - 1]))
        }
        return start.map { [($0..<line.upperBound, $0 + 1..<line.upperBound)] } ?? []
    }

    /// Whether nothing but blanks stands beside the comments of a line.
    private static func isBlank(
        _ file: SourceFile, _ line: Range<Int>, without comments: [Comment]
    ) -> Bool {
        let starts = [line.lowerBound] + comments.map(\.whole.upperBound)
        let ends = comments.map(\.whole.lowerBound) + [line.upperBound]
        return zip(starts, ends).allSatisfy { start, end in
            file.bytes[start..<end].allSatisfy(isBlank)
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}

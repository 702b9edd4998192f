/// The lints that a file silences, each with its reason.
///
/// A comment `callbox-ignore ID: reason` silences the lint of that id on its own line; where
/// nothing else stands on that line, on the next line that is more than a comment. It is found in
/// any comment: `# …` in YAML, `<!-- … -->` in Markdown.
package struct Silencing: Sendable {
    private struct Entry {
        let id: String
        let range: SourceRange
        let line: Int
    }

    private var entries: [Entry] = []

    /// Finds the comments of a file.
    ///
    /// Reports `silence-invalid` for an id that is no lint's, and for a missing reason.
    ///
    /// - Complexity: O(bytes).
    package init(in file: SourceFile, reportingTo sink: inout DiagnosticSink) {
        let word = Array("callbox-ignore".utf8)
        // Most files have none, and are not looked at line by line.
        guard file.bytes.firstRange(of: word) != nil else { return }
        for number in 1...file.lineCount {
            let line = file.byteRange(ofLine: number)
            guard let found = file.bytes[line].firstRange(of: word) else { continue }
            let before = file.bytes[line.lowerBound..<found.lowerBound]
            guard let comment = Self.commentStart(in: before) else { continue }
            var rest = String(
                decoding: file.bytes[found.upperBound..<line.upperBound], as: UTF8.self)
            if let end = rest.firstRange(of: "-->") { rest = String(rest[..<end.lowerBound]) }
            let pieces = rest.split(separator: ":", maxSplits: 1).map { $0.trimmed }
            let range = file.range(found.lowerBound..<line.upperBound)
            let lints = DiagnosticID.allCases.filter(\.isLint).map(\.rawValue)
            guard let id = pieces.first, lints.contains(id) else {
                let id = pieces.first ?? ""
                sink.report(
                    .silenceInvalid,
                    "'\(id)' is no lint that can be silenced" + suggestion(for: id, among: lints),
                    at: range)
                continue
            }
            guard pieces.count == 2, !pieces[1].isEmpty else {
                sink.report(
                    .silenceInvalid, "a silenced lint has a reason: callbox-ignore \(id): why",
                    at: range)
                continue
            }
            let standsAlone = before[..<comment].allSatisfy { $0 == 0x20 || $0 == 0x09 }
            // `#` begins a comment in YAML and a heading in Markdown.
            let sign = before[comment] == UInt8(ascii: "#") ? "#" : "<!--"
            let target =
                standsAlone ? Self.lineAfterComments(number, beginningWith: sign, in: file) : number
            entries.append(Entry(id: id, range: range, line: target))
        }
    }

    /// `diagnostics` without the lints that are silenced; a comment that silences nothing is
    /// reported as `silence-unused` instead.
    package func apply(to diagnostics: [Diagnostic], of path: String) -> [Diagnostic] {
        var unused = Set(entries.indices)
        var kept = diagnostics.filter { diagnostic in
            guard let range = diagnostic.range, range.file.path == path else { return true }
            let line = range.start.line
            let hits = entries.indices.filter {
                entries[$0].id == diagnostic.id.rawValue && entries[$0].line == line
            }
            unused.subtract(hits)
            return hits.isEmpty
        }
        for index in unused.sorted() {
            kept.append(
                Diagnostic(
                    .silenceUnused, "there is no lint '\(entries[index].id)' here to silence",
                    at: entries[index].range))
        }
        return kept
    }

    /// Where in the bytes before the word its comment begins.
    private static func commentStart(in bytes: ArraySlice<UInt8>) -> Int? {
        bytes.firstRange(of: Array("<!--".utf8))?.lowerBound
            ?? bytes.firstIndex(of: UInt8(ascii: "#"))
    }

    private static func lineAfterComments(
        _ number: Int, beginningWith sign: String, in file: SourceFile
    ) -> Int {
        var next = number + 1
        while next <= file.lineCount {
            let text = String(decoding: file.bytes[file.byteRange(ofLine: next)], as: UTF8.self)
                .trimmed
            if !text.isEmpty, !text.hasPrefix(sign) { break }
            next += 1
        }
        return next
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { String(start[...$0]) } ?? ""
    }
}

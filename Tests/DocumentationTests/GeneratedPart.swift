import Foundation
import Testing

/// A part of a page that is made from the code, between two comments:
/// `<!-- made from the code: NAME -->` and `<!-- end of NAME -->`. The rest is written by hand.
///
/// `UPDATE_SNAPSHOTS=1 swift test` rewrites it, and then fails, so that nobody takes a recording
/// for a proof.
struct GeneratedPart {
    let page: String
    let name: String

    /// Compares what stands in the page with what the code gives.
    func expect(_ rendered: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let path = Repository.catalogue + "/\(page).md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let start = "<!-- made from the code: \(name) -->\n"
        let end = "<!-- end of \(name) -->"
        let opening = try #require(text.range(of: start), "\(page).md has no part '\(name)'")
        let closing = try #require(
            text.range(of: end, range: opening.upperBound..<text.endIndex),
            "the part '\(name)' of \(page).md has no end")
        let committed = text[opening.upperBound..<closing.lowerBound]
        let wanted = "\n" + rendered + "\n"
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            let new = text[..<opening.upperBound] + wanted + text[closing.lowerBound...]
            try String(new).write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record(
                "recorded '\(name)'; look at the difference", sourceLocation: sourceLocation)
        } else if committed != wanted {
            Issue.record(
                "\(page).md, '\(name)', \(Self.difference(String(committed), wanted))",
                sourceLocation: sourceLocation)
        }
    }

    private static func difference(_ committed: String, _ wanted: String) -> String {
        let old = committed.components(separatedBy: "\n")
        let new = wanted.components(separatedBy: "\n")
        let index = zip(old, new).prefix { $0 == $1 }.count
        func line(_ lines: [String]) -> String { index < lines.count ? lines[index] : "(the end)" }
        return "line \(index + 1) differs\n  - \(line(old))\n  + \(line(new))"
    }
}

private import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
private import Foundation

/// Pages or files that differ from what `build` would write, all in the same way.
struct Drift: Encodable {
    /// What is the matter with them.
    let message: String
    /// How many there are.
    let count: Int
    /// The first of them, at most three.
    let paths: [String]
    /// What stands there and what should, around the first difference; absent where one is missing.
    let found: String?
    let expected: String?

    private init(
        _ message: String, _ count: Int, _ paths: [String], found: String? = nil,
        expected: String? = nil
    ) {
        self.message = message
        self.count = count
        self.paths = Array(paths.prefix(3))
        self.found = found
        self.expected = expected
    }

    /// For people: a headline with the first paths, and one difference.
    var text: String {
        var text = "drift: \(message): \(someOf(paths, of: count))"
        if let found { text += "\n  - \(printable(found))" }
        if let expected { text += "\n  + \(printable(expected))" }
        return text
    }

    /// The files below the output folder that are missing or have other bytes; none where the
    /// folder isn't there: then nothing of it is about to ship.
    static func ofFiles(_ files: [OutputFile], below output: String) -> [Drift] {
        guard FileManager.default.fileExists(atPath: output) else { return [] }
        let writer = FileWriter(isDryRun: true)
        let drifted = files.map { ($0, output + "/" + $0.path) }
            .filter { !writer.holds($0.0.bytes, at: $0.1) }.map(\.1)
        return drifted.isEmpty
            ? [] : [Drift("files are missing or out of date", drifted.count, drifted)]
    }

    /// The scripts that pages of a root need and that are missing or have other bytes.
    static func ofAssets(_ paths: [String], in root: String) -> [Drift] {
        paths.isEmpty
            ? []
            : [
                Drift(
                    "scripts are missing or out of date", paths.count,
                    paths.map { root + "/" + $0 })
            ]
    }

    /// Files of an earlier run that `build` would delete.
    static func ofLeftovers(_ paths: [String]) -> [Drift] {
        paths.isEmpty ? [] : [Drift("files are left from an earlier run", paths.count, paths)]
    }

    /// The pages of a tree that `build` would change.
    static func ofPages(_ pages: PageDrift, in tree: SiteTree) -> [Drift] {
        func paths(_ pages: Paths) -> [String] {
            pages.first.map { "\(tree.root.path)/\($0)" }
        }
        let drifts = pages.groups.map { group, pages in
            let block = tree.snippets.values.first { $0.mark == group.mark }?.block
            return drift(pages.count, paths(pages), from: group.old, to: block)
        }
        let sorted = drifts.sorted { ($0.paths.first ?? "") < ($1.paths.first ?? "") }
        if pages.others.count == 0 { return sorted }
        let others = "pages differ in other ways than the \(sorted.count) above"
        return sorted + [Drift(others, pages.others.count, paths(pages.others))]
    }

    /// The pages whose block has lost its end tag, so that browsers show nothing of what follows:
    /// `build` can't tell where it ended, and leaves them as they are.
    static func ofUnclosedBlocks(_ pages: PageTally, in tree: SiteTree) -> [Drift] {
        guard let unclosed = pages.skipped[.unclosedBlock] else { return [] }
        return [
            Drift(
                "pages hold a block that has lost its end tag; they have to be generated anew",
                unclosed.count, unclosed.first.map { "\(tree.root.path)/\($0)" })
        ]
    }

    private static func drift(
        _ count: Int, _ paths: [String], from old: [UInt8]?, to new: [UInt8]?
    ) -> Drift {
        switch (old, new) {
        case (let old?, let new?) where old != new:
            let start = zip(old, new).prefix { $0 == $1 }.count
            return Drift(
                "pages hold an outdated block", count, paths,
                found: excerpt(of: old, at: start), expected: excerpt(of: new, at: start))
        case (_?, _?):
            return Drift("pages hold their block twice or at the wrong place", count, paths)
        case (nil, let new?):
            return Drift("pages hold no block", count, paths, expected: excerpt(of: new, at: 0))
        case (let old?, nil):
            return Drift(
                "pages hold a block and should have none", count, paths,
                found: excerpt(of: old, at: 0))
        case (nil, nil): return Drift("pages differ", count, paths)
        }
    }

    /// Up to 100 bytes around an offset, on one line.
    private static func excerpt(of block: [UInt8], at offset: Int) -> String {
        let start = max(0, offset - 40)
        let end = min(block.count, start + 100)
        let text = String(decoding: block[start..<end], as: UTF8.self)
            .map { $0.isNewline ? " " : String($0) }.joined()
        return (start > 0 ? "…" : "") + text + (end < block.count ? "…" : "")
    }
}

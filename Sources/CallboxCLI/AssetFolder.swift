internal import CallboxGlue
private import Foundation

/// The content-named scripts in the root of a site with external delivery.
///
/// A file is Callbox's own where it lies in `callbox/` and its name is the hash of its bytes: no
/// list has to be kept to tell, and nothing else is ever deleted.
struct AssetFolder {
    private static let name = "callbox"
    let root: String
    let writer: FileWriter

    /// The assets of these snippets that the root lacks, or holds with other bytes; by path.
    func missing(of snippets: [String: Snippet]) -> [String] {
        Set(
            snippets.values.compactMap { snippet in
                snippet.asset.flatMap { asset in
                    writer.isPlainFile(asset.path, below: root)
                        && writer.holds(snippet.script, at: root + "/" + asset.path)
                        ? nil : asset.path
                }
            }
        ).sorted()
    }

    /// Puts the assets of these snippets in place; to be done before pages name them.
    ///
    /// - Returns: how many files were written.
    func write(_ snippets: [String: Snippet]) throws(FileWriter.Failure) -> Int {
        var done: Set<String> = []
        var written = 0
        for snippet in snippets.values.sorted(by: { $0.mark < $1.mark }) where snippet.asset != nil
        {
            // A link could lead out of the root.
            if isLink {
                throw FileWriter.Failure(
                    path: folder, message: "it is a symbolic link, which is never followed")
            }
            guard let asset = snippet.asset, done.insert(asset.path).inserted else { continue }
            if try writer.write(snippet.script, to: root + "/" + asset.path) { written += 1 }
        }
        return written
    }

    /// Deletes own assets that none of these snippets uses; to be done when no page names them.
    ///
    /// - Returns: how many files were deleted.
    func sweep(keeping snippets: [String: Snippet]) throws(FileWriter.Failure) -> Int {
        var deleted = 0
        for path in leftovers(keeping: snippets)
        where try writer.delete(path, below: root) { deleted += 1 }
        return deleted
    }

    /// Own assets that none of these snippets uses, by path.
    func leftovers(keeping snippets: [String: Snippet]) -> [String] {
        if isLink { return [] }
        let kept = Set(snippets.values.compactMap { $0.asset?.path })
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.sorted().map { Self.name + "/" + $0 }.filter { path in
            guard !kept.contains(path), path.hasSuffix(".js"),
                writer.isPlainFile(path, below: root),
                let data = FileManager.default.contents(atPath: root + "/" + path)
            else { return false }
            return Snippet.asset(for: Array(data)).path == path
        }
    }

    private var folder: String { root + "/" + Self.name }

    private var isLink: Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: folder)) != nil
    }
}

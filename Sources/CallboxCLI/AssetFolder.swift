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
                    writer.holds(snippet.script, at: root + "/" + asset.path) ? nil : asset.path
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
        for snippet in snippets.values {
            guard let asset = snippet.asset, done.insert(asset.path).inserted else { continue }
            if try writer.write(snippet.script, to: root + "/" + asset.path) == .written {
                written += 1
            }
        }
        return written
    }

    /// Deletes own assets that none of these snippets uses; to be done when no page names them.
    ///
    /// - Returns: how many files were deleted.
    func sweep(keeping snippets: [String: Snippet]) throws(FileWriter.Failure) -> Int {
        let kept = Set(snippets.values.compactMap { $0.asset?.path })
        let folder = root + "/" + Self.name
        // A link could lead out of the root.
        guard (try? FileManager.default.destinationOfSymbolicLink(atPath: folder)) == nil else {
            return 0
        }
        var deleted = 0
        for file in ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() {
            let path = Self.name + "/" + file
            guard !kept.contains(path), file.hasSuffix(".js"),
                let data = FileManager.default.contents(atPath: root + "/" + path),
                Snippet.asset(for: Array(data)).path == path
            else { continue }
            if try writer.delete(path, below: root) != nil { deleted += 1 }
        }
        return deleted
    }
}

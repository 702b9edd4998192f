private import Foundation

/// Writes what is emitted: whole files under their final names or not at all, unchanged ones not.
struct FileWriter {
    /// What became of a file.
    enum Outcome: String {
        case written, unchanged, deleted
    }

    /// A file or folder that the disk refused.
    struct Failure: Error {
        let path: String
        let message: String
    }

    /// Whether nothing is written, and only said what would be.
    let isDryRun: Bool

    /// Brings a file to `bytes`; makes its folders.
    ///
    /// - Throws: `Failure`; the file is then what it was.
    func write(_ bytes: [UInt8], to path: String) throws(Failure) -> Outcome {
        if holds(bytes, at: path) { return .unchanged }
        if isDryRun { return .written }
        let url = URL(fileURLWithPath: path)
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            // Atomic: a temporary file beside the target, then a rename.
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw Failure(path: path, message: reason(of: error))
        }
        return .written
    }

    /// Whether a file has exactly these bytes.
    func holds(_ bytes: [UInt8], at path: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else { return false }
        return data.count == bytes.count && data.elementsEqual(bytes)
    }

    /// Deletes a file below `folder`, and the folders that it leaves empty, up to `folder` itself;
    /// one that is gone already is no failure.
    ///
    /// - Throws: `Failure` where the file is there and stays.
    func delete(_ path: String, below folder: String) throws(Failure) -> Outcome? {
        let full = folder + "/" + path
        guard FileManager.default.fileExists(atPath: full) else { return nil }
        if isDryRun { return .deleted }
        do {
            try FileManager.default.removeItem(atPath: full)
        } catch {
            throw Failure(path: full, message: reason(of: error))
        }
        var parent = (path as NSString).deletingLastPathComponent
        while !parent.isEmpty, rmdir(folder + "/" + parent) == 0 {
            parent = (parent as NSString).deletingLastPathComponent
        }
        return .deleted
    }
}

private import CLinux
private import CallboxHTML
private import Foundation
private import Glibc

/// Writes what is emitted: whole files under their final names or not at all, unchanged ones not.
struct FileWriter {
    /// A file or folder that the disk refused.
    struct Failure: Error {
        let path: String
        let message: String
        /// For people.
        var sentence: String { "\(path): \(message)" }
    }

    /// Whether nothing is written, and only said what would be.
    let isDryRun: Bool

    /// Brings a file to `bytes`; makes its folders.
    ///
    /// - Returns: whether it had others, and was written.
    /// - Throws: `Failure`; the file is then what it was.
    func write(_ bytes: [UInt8], to path: String) throws(Failure) -> Bool {
        if holds(bytes, at: path) { return false }
        if isDryRun { return true }
        let folder = (path as NSString).deletingLastPathComponent
        try makeFolder(folder, for: path)
        // Not by Foundation: nobody would know its temporary files again after a kill.
        let temporary = (folder as NSString).appendingPathComponent(temporaryName())
        let code = replace(path, by: bytes, through: temporary)
        if code != 0 {
            unlink(temporary)
            throw Failure(path: path, message: systemMessage(code))
        }
        return true
    }

    /// Writes a temporary file, with the mode of the file that is there, and renames it.
    ///
    /// - Returns: the system's error; 0 for none.
    private func replace(_ path: String, by bytes: [UInt8], through temporary: String) -> Int32 {
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        if file < 0 { return errno }
        var code: Int32 = 0
        if let mode = Self.modeOfFile(at: path), fchmod(file, mode & 0o7777) != 0 { code = errno }
        var rest = bytes[...]
        while code == 0, !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                code = errno
            }
        }
        // The last write may fail as late as here.
        if close(file) != 0, code == 0 { code = errno }
        if code == 0, rename(temporary, path) != 0 { code = errno }
        return code
    }

    /// Removes what killed runs left below a folder.
    func sweep(_ folder: String) {
        // What can't be removed hurts nobody; a folder that isn't there holds nothing.
        if !isDryRun { try? SiteInjector(root: folder, mode: .write).sweep() }
    }

    /// Makes a folder and those above it; not by Foundation, which keeps the reason to itself.
    private func makeFolder(_ folder: String, for file: String) throws(Failure) {
        if folder.isEmpty || mkdir(folder, 0o777) == 0 { return }
        if errno == ENOENT, folder != "/" {
            try makeFolder((folder as NSString).deletingLastPathComponent, for: file)
            if mkdir(folder, 0o777) == 0 { return }
        }
        var code = errno
        var status = stat()
        if code == EEXIST {
            let isThere = stat(folder, &status) == 0
            if isThere, status.st_mode & S_IFMT == S_IFDIR { return }
            code = isThere ? ENOTDIR : errno
        }
        throw Failure(path: file, message: systemMessage(code))
    }

    /// The mode of a regular file; nil for anything else, a link to one too.
    private static func modeOfFile(at path: String) -> mode_t? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return status.st_mode
    }

    /// Whether a file has exactly these bytes; a link to such a file is none, and is replaced.
    func holds(_ bytes: [UInt8], at path: String) -> Bool {
        guard Self.modeOfFile(at: path) != nil,
            let data = FileManager.default.contents(atPath: path)
        else { return false }
        return data.count == bytes.count && data.elementsEqual(bytes)
    }

    /// Deletes a file below `folder`, and the folders that it leaves empty, up to `folder` itself;
    /// one that is gone already is no failure. What isn't a regular file, or is reached through a
    /// symbolic link, is left alone.
    ///
    /// - Returns: whether it was there, and was deleted.
    /// - Throws: `Failure` where the file is there and stays.
    func delete(_ path: String, below folder: String) throws(Failure) -> Bool {
        let full = folder + "/" + path
        guard isPlainFile(path, below: folder) else { return false }
        if isDryRun { return true }
        guard unlink(full) == 0 else {
            throw Failure(path: full, message: systemMessage(errno))
        }
        var parent = (path as NSString).deletingLastPathComponent
        while !parent.isEmpty, rmdir(folder + "/" + parent) == 0 {
            parent = (parent as NSString).deletingLastPathComponent
        }
        return true
    }

    /// Waits until everything written to the file system of a file or folder lies on its disk.
    static func syncFileSystem(of path: String) throws(Failure) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard descriptor >= 0, syncfs(descriptor) == 0 else {
            throw Failure(path: path, message: systemMessage(errno))
        }
    }

    /// Whether `path` is a regular file, with folders and no symbolic links on the way from
    /// `folder`: what this program writes.
    func isPlainFile(_ path: String, below folder: String) -> Bool {
        var current = folder
        var kind: mode_t?
        for component in path.split(separator: "/") {
            current += "/" + component
            guard kind == nil || kind == S_IFDIR else { return false }
            var status = stat()
            guard lstat(current, &status) == 0 else { return false }
            kind = status.st_mode & S_IFMT
        }
        return kind == S_IFREG
    }
}

import Glibc

/// A regular file below the root of a tree, open for reading: what is found by a path that somebody
/// else chose. No symbolic link below the root is followed, so nothing outside is reached.
package final class TreeFile: Sendable {
    private let descriptor: Int32
    /// The size in bytes when it was opened.
    package let size: Int
    /// Changes when the file does: device, number, size and time of modification.
    package let stamp: String

    deinit { close(descriptor) }

    /// What lies at a path.
    package enum Entry: Sendable {
        case file(TreeFile)
        case folder
    }

    /// What lies at `names` below `root`; nil where that is nothing, a link, a pipe, or may not be
    /// read. The root itself may be a link.
    ///
    /// - Parameter names: components, none of them `.`, `..`, empty or with a slash or NUL in it;
    ///   with one that is, nothing is found.
    package static func entry(_ names: [String], below root: String) -> Entry? {
        let isPlain = names.allSatisfy { name in
            !name.isEmpty && name != "." && name != ".."
                && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
        }
        guard isPlain, let handle = try? DirectoryHandle(path: root) else { return nil }
        guard let last = names.last else { return .folder }
        let folders = names.dropLast().map { FileName($0) }
        guard let folder = try? DirectoryHandle(folders, below: handle) else { return nil }
        // Not blocking: it may be a pipe.
        let file = openat(
            folder.descriptor, FileName(last).cString,
            O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var status = stat()
        if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            return .file(TreeFile(file, status))
        }
        close(file)
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : nil
    }

    private init(_ descriptor: Int32, _ status: stat) {
        self.descriptor = descriptor
        size = Int(status.st_size)
        let time = status.st_mtim
        stamp =
            "\(status.st_dev)-\(status.st_ino)-\(status.st_size)-\(time.tv_sec).\(time.tv_nsec)"
    }

    /// Bytes from an offset on, `count` at most; fewer at the end, none past it or where the system
    /// refuses.
    package func bytes(from offset: Int, atMost count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
            length = 0
            while length < count {
                let got = pread(
                    descriptor, buffer.baseAddress! + length, count - length, offset + length)
                if got < 0, errno == EINTR { continue }
                if got <= 0 { return }
                length += got
            }
        }
    }

    /// Whether it is no larger than a page may be.
    package var isPageSized: Bool { size <= PageInjector.sizeLimit }

    /// Whether a file has a page's name: `.html`, `.htm` or `.xhtml` in any case.
    package static func isPage(_ name: String) -> Bool { FileName(name).isPage }

    /// Whether servers send a page of this name as XML.
    package static func isXML(_ name: String) -> Bool { FileName(name).isXML }
}

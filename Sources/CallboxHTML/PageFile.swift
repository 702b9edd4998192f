import Glibc

/// One page as a file, open: read in one go, maybe after a look at its start; replaced whole.
struct PageFile: ~Copyable {
    private let name: FileName
    private let descriptor: Int32
    private let status: stat

    deinit { close(descriptor) }

    /// The size in bytes when the page was opened.
    var size: Int { Int(status.st_size) }

    /// Opens the page `name`.
    ///
    /// - Throws: `PageFailure` where the page can't be read or is no regular file.
    init(opening name: FileName, in directory: borrowing DirectoryHandle) throws(PageFailure) {
        // Not blocking: a name may have become a pipe since it was listed.
        let file = openat(
            directory.descriptor, name.cString, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .system(SystemError("open")) }
        var status = stat()
        let failure: PageFailure? =
            if fstat(file, &status) != 0 {
                .system(SystemError("open"))
            } else {
                status.st_mode & S_IFMT == S_IFREG ? nil : .changedWhileRead
            }
        if let failure {
            close(file)
            throw failure
        }
        self.name = name
        self.status = status
        descriptor = file
    }

    /// Reads the page into `buffer`, whose bytes past the page's size mean nothing.
    ///
    /// - Throws: `PageFailure` where the page can't be read, or doesn't have the size that it had
    ///   when it was opened.
    func read(into buffer: inout [UInt8]) throws(PageFailure) {
        // One byte more than the size, so that the first read also sees the end. As large as most
        // pages from the start, and beyond just what is needed: it grows seldom.
        if buffer.count <= size { buffer = [UInt8](repeating: 0, count: max(size + 1, 1 << 18)) }
        guard try readStart(atMost: size + 1, into: &buffer) == size else {
            throw .changedWhileRead
        }
    }

    /// Replaces the page by `pieces` at one stroke: the old bytes or the new, never a part.
    ///
    /// The new file has the owner (as far as the system lets one) and the mode of the old, and with
    /// `keepingTimes` its times. Another hard link to the page keeps the old bytes. Whatever fails,
    /// the page stays what it was and nothing is left beside it.
    ///
    /// - Parameter temporary: the name beside the page that the new file has until it is whole.
    func replace(
        by pieces: [PageEdit.Piece], of page: Span<UInt8>, block: [UInt8],
        in directory: borrowing DirectoryHandle, through temporary: FileName,
        keepingTimes: Bool = false
    ) throws(PageFailure) {
        let file = openat(
            directory.descriptor, temporary.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
            status.st_mode & 0o777)
        guard file >= 0 else { throw .system(SystemError("create")) }
        do throws(PageFailure) {
            var error = fill(file, with: pieces, of: page, block: block)
            if error == nil, keepingTimes, futimens(file, [status.st_atim, status.st_mtim]) != 0 {
                error = SystemError("keep times")
            }
            // The last write may fail as late as here.
            let isClosed = close(file) == 0
            if let error { throw .system(error) }
            guard isClosed else { throw .system(SystemError("write")) }
            try checkUnchanged(in: directory)
            let descriptor = directory.descriptor
            guard renameat(descriptor, temporary.cString, descriptor, name.cString) == 0 else {
                throw .system(SystemError("rename"))
            }
        } catch {
            unlinkat(directory.descriptor, temporary.cString, 0)
            throw error
        }
    }

    /// Gives a new file the page's owner and mode, then its bytes.
    private func fill(
        _ file: Int32, with pieces: [PageEdit.Piece], of page: Span<UInt8>, block: [UInt8]
    ) -> SystemError? {
        var created = stat()
        guard fstat(file, &created) == 0 else { return SystemError("create") }
        if created.st_uid != status.st_uid || created.st_gid != status.st_gid,
            fchown(file, status.st_uid, status.st_gid) != 0
        {
            // Not one's to give away; the group at least may be.
            _ = fchown(file, uid_t.max, status.st_gid)
        }
        // A change of owner clears some bits, and the process's mask may have kept others away.
        if created.st_mode != status.st_mode || created.st_uid != status.st_uid
            || created.st_gid != status.st_gid,
            fchmod(file, status.st_mode & 0o7777) != 0
        {
            return SystemError("create")
        }
        return page.withUnsafeBytes { page in
            block.withUnsafeBytes { block in
                writeAll(pieces.map { $0.bytes(page: page, block: block) }, to: file)
            }
        }
    }

    private func checkUnchanged(in directory: borrowing DirectoryHandle) throws(PageFailure) {
        var now = stat()
        guard fstatat(directory.descriptor, name.cString, &now, AT_SYMLINK_NOFOLLOW) == 0,
            now.st_dev == status.st_dev, now.st_ino == status.st_ino,
            now.st_size == status.st_size, now.st_mtim.tv_sec == status.st_mtim.tv_sec,
            now.st_mtim.tv_nsec == status.st_mtim.tv_nsec
        else { throw .changedWhileRead }
    }

    /// Reads the page's first bytes into `buffer`, which has room for them.
    ///
    /// - Returns: how many there are, at most `limit`.
    func readStart(atMost limit: Int, into buffer: inout [UInt8]) throws(PageFailure) -> Int {
        var length = 0
        while length < limit {
            let got = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress! + length, limit - length, off_t(length))
            }
            if got > 0 {
                length += got
                // One byte less than asked for is the size, and what follows it is the end.
                if length == limit - 1 { break }
            } else if got == 0 {
                break
            } else if errno != EINTR {
                throw .system(SystemError("read"))
            }
        }
        return length
    }
}

extension PageEdit.Piece {
    fileprivate func bytes(
        page: UnsafeRawBufferPointer, block: UnsafeRawBufferPointer
    ) -> iovec {
        let bytes =
            switch self {
            case .page(let range): UnsafeRawBufferPointer(rebasing: page[range])
            case .block: block
            }
        return iovec(
            iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    }
}

/// Writes everything, in one call where the system takes it all.
private func writeAll(_ pieces: [iovec], to file: Int32) -> SystemError? {
    var pieces = pieces[...]
    while !pieces.isEmpty {
        var written = pieces.withUnsafeBufferPointer {
            // 1,024 is Linux's IOV_MAX.
            writev(file, $0.baseAddress, Int32(min($0.count, 1024)))
        }
        if written < 0 {
            if errno == EINTR { continue }
            return SystemError("write")
        }
        while let first = pieces.first, written >= first.iov_len {
            written -= first.iov_len
            pieces.removeFirst()
        }
        if written > 0, let first = pieces.first {
            pieces[pieces.startIndex] = iovec(
                iov_base: first.iov_base + written, iov_len: first.iov_len - written)
        }
    }
    return nil
}

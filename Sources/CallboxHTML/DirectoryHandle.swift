import Glibc

/// An open directory. What is opened through it can't be led elsewhere by a symbolic link.
struct DirectoryHandle: ~Copyable {
    /// Valid while the handle lives.
    let descriptor: Int32

    deinit { close(descriptor) }

    /// Opens a directory by its path, through symbolic links: for the root only.
    init(path: String) throws(SystemError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError("open") }
    }

    /// Opens the directory `components` below `root`, none of them a symbolic link.
    init(_ components: [FileName], below root: borrowing DirectoryHandle) throws(SystemError) {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        var current = openat(root.descriptor, ".", flags)
        for component in components where current >= 0 {
            let next = openat(current, component.cString, flags)
            let code = errno
            close(current)
            errno = code
            current = next
        }
        guard current >= 0 else { throw SystemError("open") }
        descriptor = current
    }

    /// What an entry of a directory is, links not followed.
    enum Kind { case directory, file, link, other }

    /// The entries but `.` and `..`, in no order.
    func entries() throws(SystemError) -> [(name: FileName, kind: Kind)] {
        // A second descriptor: the stream owns its own, and this one may be listed again.
        let own = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw SystemError("list") }
        guard let stream = fdopendir(own) else {
            let error = SystemError("list")
            close(own)
            throw error
        }
        defer { closedir(stream) }
        var entries: [(name: FileName, kind: Kind)] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = entry.withMemoryRebound(to: CChar.self, capacity: 1) {
                FileName(cString: $0 + MemoryLayout<dirent>.offset(of: \.d_name)!)
            }
            if !name.bytes.elementsEqual(".".utf8), !name.bytes.elementsEqual("..".utf8) {
                entries.append((name, kind(of: name, hint: Int(entry.pointee.d_type))))
            }
            errno = 0
        }
        guard errno == 0 else { throw SystemError("list") }
        return entries
    }

    /// Whether the symbolic link `name` leads to a directory.
    func leadsToDirectory(_ name: FileName) -> Bool {
        var status = stat()
        return fstatat(descriptor, name.cString, &status, 0) == 0
            && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a file; one that is gone already is no error.
    func remove(_ name: FileName) throws(SystemError) {
        guard unlinkat(descriptor, name.cString, 0) == 0 || errno == ENOENT else {
            throw SystemError("remove")
        }
    }

    /// The device and number of this directory: two handles of one directory have the same.
    func identity() throws(SystemError) -> (device: dev_t, number: ino_t) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError("open") }
        return (status.st_dev, status.st_ino)
    }

    private func kind(of name: FileName, hint: Int) -> Kind {
        var mode = mode_t(hint) << 12
        if hint == DT_UNKNOWN {
            var status = stat()
            guard fstatat(descriptor, name.cString, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                return .other
            }
            mode = status.st_mode & S_IFMT
        }
        return switch mode {
        case S_IFDIR: .directory
        case S_IFREG: .file
        case S_IFLNK: .link
        default: .other
        }
    }
}

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
        var current = root.descriptor
        for component in components.isEmpty ? [FileName(".")] : components where current >= 0 {
            let next = openat(current, component.cString, flags)
            let code = errno
            if current != root.descriptor { close(current) }
            errno = code
            current = next
        }
        guard current >= 0 else { throw SystemError("open") }
        descriptor = current
    }

    /// What an entry of a directory is, links not followed.
    enum Kind { case directory, file, link, other }

    /// The entries but `.` and `..`, in the byte order of paths.
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
        // All names in one array, each with its NUL: sorted as arrays of their own, they would be
        // counted in and out at every comparison.
        var names: [CChar] = []
        var found: [(start: Int, kind: Kind)] = []
        errno = 0
        while let entry = readdir(stream) {
            entry.withMemoryRebound(to: CChar.self, capacity: 1) {
                let name = $0 + MemoryLayout<dirent>.offset(of: \.d_name)!
                if strcmp(name, ".") != 0, strcmp(name, "..") != 0 {
                    found.append((names.count, kind(of: name, hint: Int(entry.pointee.d_type))))
                    names += UnsafeBufferPointer(start: name, count: strlen(name) + 1)
                }
            }
            errno = 0
        }
        guard errno == 0 else { throw SystemError("list") }
        return names.withUnsafeBufferPointer { names in
            guard let names = names.baseAddress else { return [] }
            found.sort {
                FileName.precedes((names + $0.start, $0.kind), (names + $1.start, $1.kind))
            }
            return found.map { (FileName(cString: names + $0.start), $0.kind) }
        }
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

    private func kind(of name: UnsafePointer<CChar>, hint: Int) -> Kind {
        var mode = mode_t(hint) << 12
        if hint == DT_UNKNOWN {
            var status = stat()
            guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
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

/// The pages of a built tree, in byte order of their paths.
///
/// Symbolic links below the root are never followed, so nothing outside is reached and no loop
/// exists. Reading stands apart from listing: a run holds names in memory, and one page a core.
struct PageTree: Sendable {
    /// A folder by its components below the root.
    struct Directory: Sendable {
        let components: [FileName]
        /// `""` for the root, else with a final `/`.
        let path: String
    }

    /// A page or another file by its folder, an index of `directories`, and its name.
    struct File: Sendable {
        let directory: Int
        let name: FileName
    }

    enum Entry: Sendable {
        case page(File)
        /// A link, pipe or unreadable folder: nothing is left to do.
        case settled(PageReport)
    }

    private(set) var directories = [Directory(components: [], path: "")]
    private(set) var entries: [Entry] = []
    /// Temporary files of killed runs; in a shard those of its own.
    private(set) var litter: [File] = []
    private let shard: Shard?

    /// Lists everything below `root`; of pages and links a shard's own.
    ///
    /// - Complexity: one listing a folder; memory for the names.
    init(below root: borrowing DirectoryHandle, of shard: Shard?) {
        self.shard = shard
        // Folders and pages that are still to be entered, the next one last: depth costs no stack
        // and no open handles.
        var pending: [Found] = [.directory(0)]
        while let next = pending.popLast() {
            switch next {
            case .entry(let entry): entries.append(entry)
            case .directory(let index):
                do throws(SystemError) {
                    pending += try list(index, below: root).reversed()
                } catch {
                    let path = String(directories[index].path.dropLast())
                    // Whose pages are missing can't be told: every shard fails.
                    entries.append(.settled(PageReport(path, .failed(.system(error)))))
                }
            }
        }
    }

    /// A page's path below the root, `docs/index.html`.
    func path(of file: File) -> String {
        directories[file.directory].path + file.name.text
    }

    private enum Found {
        case directory(Int)
        case entry(Entry)
    }

    private mutating func list(
        _ index: Int, below root: borrowing DirectoryHandle
    ) throws(SystemError) -> [Found] {
        let handle = try DirectoryHandle(directories[index].components, below: root)
        // A folder's name sorts as if it ended in `/`, which makes the walk the paths' byte order.
        let entries = try handle.entries()
            .map { (key: $0.name.bytes + ($0.kind == .directory ? [0x2F] : []), entry: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var found: [Found] = []
        for (name, kind) in entries.map(\.entry) {
            let file = File(directory: index, name: name)
            switch kind {
            case .directory:
                directories.append(
                    Directory(
                        components: directories[index].components + [name],
                        path: path(of: file) + "/"))
                found.append(.directory(directories.count - 1))
            case .file where name.isLitter(of: shard):
                litter.append(file)
            case _ where shard?.holds(path(of: file)) == false:
                break
            case .file where name.isPage:
                found.append(.entry(.page(file)))
            case .link where name.isPage || handle.leadsToDirectory(name):
                found.append(skipped(file, .symbolicLink))
            case .other where name.isPage:
                found.append(skipped(file, .notAFile))
            default:
                break
            }
        }
        return found
    }

    private func skipped(_ file: File, _ reason: SkipReason) -> Found {
        .entry(.settled(PageReport(path(of: file), .skipped(reason))))
    }
}

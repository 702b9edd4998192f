/// The pages of a built tree, in byte order of their paths, listed as they are asked for.
///
/// Symbolic links below the root are never followed, so nothing outside is reached and no loop
/// exists. Memory: the names of the folders on the way and of what they hold, however large the
/// tree is. Open handles: those of the folders on the way, some levels deep.
struct PageWalk: ~Copyable {
    /// A folder while pages of it are being visited. A class, so that the last of those that hold
    /// it closes it.
    final class Folder: Sendable {
        let handle: DirectoryHandle
        /// `""` for the root, else with a final `/`.
        let path: String

        init(_ handle: consuming DirectoryHandle, path: String) {
            self.handle = handle
            self.path = path
        }
    }

    enum Entry {
        case page(FileName, in: Folder)
        /// A link, pipe or unreadable folder: nothing is left to do.
        case settled(PageReport)
    }

    /// Some entries in a row.
    struct Batch {
        /// From 0.
        let number: Int
        let entries: [Entry]
    }

    /// Entries that are handed out at once: enough to make the hand-over worth its while, few
    /// enough that no core waits long for another at the end.
    private static let batchSize = 64
    /// The most folders that a batch keeps open.
    private static let batchFolders = 8

    private let root: DirectoryHandle
    private let shard: Shard?
    private let sweeps: Bool
    private var batches = 0
    /// The deepest level at which a folder stays open while something in it waits. What lies deeper
    /// is opened anew from the root each time: no depth uses up the handles that a process may have.
    private static let keptLevels = 64
    /// What is still to be entered or handed out, the next one last: depth costs no stack.
    private var pending = [Pending.directory(Place())]
    /// The folder of the last page that was handed out: pages of a folder mostly come together.
    private var current: (place: Place, folder: Folder)?

    /// Begins at the root.
    ///
    /// - Parameters:
    ///   - shard: whose pages and links are meant; nil for all.
    ///   - sweeps: whether what killed runs left (of a shard its own) is removed from each folder
    ///     before any page of it is handed out.
    init(below root: consuming DirectoryHandle, of shard: Shard?, sweeps: Bool) {
        self.root = root
        self.shard = shard
        self.sweeps = sweeps
    }

    /// The next entries; nil at the end.
    mutating func next() -> Batch? {
        var entries: [Entry] = []
        var folders = 0
        while entries.count < Self.batchSize, folders < Self.batchFolders,
            let next = pending.popLast()
        {
            switch next {
            case .settled(let report): entries.append(.settled(report))
            case .page(let name, let place):
                if current?.place !== place { folders += 1 }
                do throws(SystemError) {
                    entries.append(.page(name, in: try folder(at: place)))
                } catch {
                    let report = PageReport(place.path + name.text, .failed(.system(error)))
                    entries.append(.settled(report))
                }
            case .directory(let place):
                do throws(SystemError) {
                    try list(place)
                } catch {
                    // Whose pages are missing can't be told: every shard fails.
                    let path = String(place.path.dropLast())
                    entries.append(.settled(PageReport(path, .failed(.system(error)))))
                }
            }
        }
        guard !entries.isEmpty else { return nil }
        defer { batches += 1 }
        return Batch(number: batches, entries: entries)
    }

    /// A folder of which something waits. A class, because all of that shares one.
    private final class Place {
        let components: [FileName]
        let path: String
        /// What it lies in, while that is kept open.
        let parent: Folder?
        /// While it is kept open.
        var folder: Folder?

        /// The root.
        init() {
            (components, path, parent) = ([], "", nil)
        }

        init(_ name: FileName, in place: Place) {
            components = place.components + [name]
            path = place.path + name.text + "/"
            parent = place.folder
        }
    }

    private enum Pending {
        case directory(Place)
        case page(FileName, in: Place)
        case settled(PageReport)
    }

    private mutating func folder(at place: Place) throws(SystemError) -> Folder {
        if let folder = place.folder { return folder }
        if let current, current.place === place { return current.folder }
        let handle =
            if let parent = place.parent, let name = place.components.last {
                try DirectoryHandle([name], below: parent.handle)
            } else {
                try DirectoryHandle(place.components, below: root)
            }
        let folder = Folder(handle, path: place.path)
        if place.components.count <= Self.keptLevels { place.folder = folder }
        current = (place, folder)
        return folder
    }

    private mutating func list(_ place: Place) throws(SystemError) {
        let folder = try folder(at: place)
        for (name, kind) in try folder.handle.entries().reversed() {
            switch kind {
            case .directory:
                pending.append(.directory(Place(name, in: place)))
            case .file where name.isLitter(of: shard):
                // What can't be removed hurts nobody.
                if sweeps { try? folder.handle.remove(name) }
            case .file where name.isPage && isMeant(name, in: place):
                pending.append(.page(name, in: place))
            case .link
            where isMeant(name, in: place)
                && (name.isPage || folder.handle.leadsToDirectory(name)):
                pending.append(skipped(name, in: place, .symbolicLink))
            case .other where name.isPage && isMeant(name, in: place):
                pending.append(skipped(name, in: place, .notAFile))
            default:
                break
            }
        }
    }

    private func isMeant(_ name: FileName, in place: Place) -> Bool {
        shard?.holds(place.path + name.text) ?? true
    }

    private func skipped(_ name: FileName, in place: Place, _ reason: SkipReason) -> Pending {
        .settled(PageReport(place.path + name.text, .skipped(reason)))
    }
}

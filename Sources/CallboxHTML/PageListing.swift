/// The pages of a tree without reading them.
package enum PageListing {
    /// The paths of the pages below `root`, in byte order, `/` between the names; links are left
    /// out.
    ///
    /// - Throws: where the root can't be opened.
    /// - Complexity: one listing a folder.
    package static func paths(below root: String) throws(SiteError) -> [String] {
        let handle: DirectoryHandle
        do throws(SystemError) {
            handle = try DirectoryHandle(path: root)
        } catch {
            throw .cannotOpenRoot(path: root, error)
        }
        var walk = PageWalk(below: handle, of: nil, sweeps: false)
        var paths: [String] = []
        while let batch = walk.next() {
            for case .page(let name, let folder) in batch.entries {
                paths.append(folder.path + name.text)
            }
        }
        return paths
    }
}

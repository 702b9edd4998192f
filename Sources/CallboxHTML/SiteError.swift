import Glibc

/// Why a run over a tree couldn't begin. No page was touched.
package enum SiteError: Error, Sendable, Hashable {
    /// The root doesn't exist, is no directory, or may not be opened.
    case cannotOpenRoot(path: String, SystemError)
    /// The root is `/`, directly or through a link.
    case rootIsFileSystem(path: String)
    /// Another run is writing into the same root.
    case rootIsBusy(path: String)

    /// For people: lower case, no full stop.
    package var message: String {
        switch self {
        case .cannotOpenRoot(let path, let error) where error.code == ENOENT:
            "the root '\(path)' doesn't exist"
        case .cannotOpenRoot(let path, let error) where error.code == ENOTDIR:
            "the root '\(path)' is not a directory"
        case .cannotOpenRoot(let path, let error):
            "the root '\(path)' can't be used: \(error.message)"
        case .rootIsFileSystem(let path):
            "the root '\(path)' is the root of the file system"
        case .rootIsBusy(let path):
            "another run of Callbox is writing into '\(path)'"
        }
    }
}

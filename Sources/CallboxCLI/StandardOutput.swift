@preconcurrency private import Glibc

/// The stream that `print` writes to.
enum StandardOutput {
    /// Writes what is still held back.
    ///
    /// - Returns: nil where everything printed has arrived, else the `errno` of the failure.
    static func flush() -> Int32? {
        errno = 0
        // The flag too: what a full buffer lost is forgotten by the time of the flush.
        guard fflush(stdout) != 0 || ferror(stdout) != 0 else { return nil }
        return errno == 0 ? EIO : errno
    }
}

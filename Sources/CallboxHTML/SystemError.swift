import Glibc

/// A system call that failed, as a value.
package struct SystemError: Error, Sendable, Hashable {
    /// What was tried, as a verb: `open`, `read`, `write`, `rename`, …
    package let action: String
    /// The `errno` of it.
    package let code: Int32

    init(_ action: String, code: Int32 = errno) {
        self.action = action
        self.code = code
    }

    /// For people: `write: No space left on device`.
    package var message: String {
        // A larger buffer than any message of glibc; `strerror` itself isn't safe on two threads.
        let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, strerror_r(code, base, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: base)
        }
        return "\(action): \(text)"
    }
}

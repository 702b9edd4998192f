#if Preview
    private import Glibc

    /// Finds the loopback port that the preview listens on.
    package enum FreePort {
        /// The one that is tried first.
        package static let standard = 4433

        /// `wanted` if nobody has it; without one, the first free of the 20 from ``standard`` on. 0 is
        /// any free one.
        ///
        /// - Returns: nil where there is none.
        package static func find(_ wanted: Int?) -> Int? {
            if let wanted { return bound(to: wanted) }
            return (standard..<standard + 20).lazy.compactMap(bound(to:)).first
        }

        /// The port that a socket is bound to, which is closed again.
        private static func bound(to port: Int) -> Int? {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            guard descriptor >= 0 else { return nil }
            defer { close(descriptor) }
            // As the server does: a port that was left a moment ago is free.
            var yes: Int32 = 1
            setsockopt(
                descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(UInt16(port).bigEndian)
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            return withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    guard bind(descriptor, address, length) == 0,
                        getsockname(descriptor, address, &length) == 0
                    else { return nil }
                    return Int(UInt16(bigEndian: pointer.pointee.sin_port))
                }
            }
        }
    }
#endif

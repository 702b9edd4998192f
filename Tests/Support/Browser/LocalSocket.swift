import Foundation

/// A blocking stream socket on loopback or at a path, closed with the value.
package final class LocalSocket: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) throws {
        guard descriptor >= 0 else { throw BrowserError("no socket: \(errno)") }
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    private static func make(_ family: Int32) throws -> LocalSocket {
        try LocalSocket(
            descriptor: socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
    }

    // MARK: Addresses

    /// Listens on a free loopback port.
    static func listening() throws -> LocalSocket {
        let listener = try make(AF_INET)
        let bound = loopback(port: 0) { bind(listener.descriptor, $0, $1) }
        guard bound == 0, listen(listener.descriptor, 64) == 0 else {
            throw BrowserError("can't listen on loopback: \(errno)")
        }
        return listener
    }

    /// Connects to a loopback port; 0 seconds: it waits for what comes as long as that takes.
    package static func connected(toPort port: Int, timeoutSeconds: Int = 0) throws -> LocalSocket {
        let peer = try make(AF_INET)
        var limit = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
        setsockopt(
            peer.descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit,
            socklen_t(MemoryLayout.size(ofValue: limit)))
        guard loopback(port: port, { connect(peer.descriptor, $0, $1) }) == 0 else {
            throw BrowserError("nobody listens on port \(port): \(errno)")
        }
        return peer
    }

    /// Connects to a Unix socket.
    static func connected(toPath path: String) throws -> LocalSocket {
        let peer = try make(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw BrowserError("too long for a socket, set a shorter TMPDIR: \(path)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        guard call(address, { connect(peer.descriptor, $0, $1) }) == 0 else {
            throw BrowserError("nobody listens at \(path): \(errno)")
        }
        return peer
    }

    /// The port it listens on.
    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout.size(ofValue: address))
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(in_port_t(bigEndian: address.sin_port))
    }

    private static func loopback(
        port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        return call(address, body)
    }

    private static func call<Address>(
        _ address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    // MARK: Streams

    /// The next who connects; nil once the listener is shut.
    func accepted() -> LocalSocket? {
        try? LocalSocket(descriptor: accept(descriptor, nil, nil))
    }

    /// Writes all of it; false where the peer has gone.
    @discardableResult
    package func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What has come, at most `count` bytes, at least one; empty at the stream's end and on a fault.
    package func receive(atMost count: Int = 65536, waitingForAll: Bool = false) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, size in
            let flags = waitingForAll ? Int32(MSG_WAITALL) : 0
            size = max(0, recv(descriptor, buffer.baseAddress, count, flags))
        }
    }

    /// Exactly `count` bytes, or nil.
    func receive(exactly count: Int) -> [UInt8]? {
        let bytes = receive(atMost: count, waitingForAll: true)
        return bytes.count == count ? bytes : nil
    }

    /// Wakes whoever waits in ``accepted()``, ``receive(atMost:waitingForAll:)`` or at the other end.
    func shut() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Says that nothing more comes from here.
    func finish() {
        shutdown(descriptor, Int32(SHUT_WR))
    }
}

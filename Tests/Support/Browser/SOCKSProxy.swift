import Foundation
import Synchronization

/// A SOCKS5 proxy (RFC 1928) that knows a test's own names and no others.
///
/// It is how a browser asks for `https://www.acme.com/`, the very host that the glue compares with,
/// with no hosts file and no port: each name leads to one server, everything else is refused.
package final class SOCKSProxy: Sendable {
    /// Where a server listens.
    package enum Target: Sendable {
        case socket(path: String)
        case port(Int)
    }

    private let listener: LocalSocket
    private let names: Set<String>
    private let target: Target
    private let asked = Mutex<[String]>([])

    /// - Parameter target: Speaks TLS: what is asked for is port 443 of each name.
    package init(names: Set<String>, target: Target) throws {
        self.names = names
        self.target = target
        listener = try LocalSocket.listening()
        Thread.detachNewThread { [listener, weak self] in
            while let client = listener.accepted() {
                guard let self else { return }
                Thread.detachNewThread { self.serve(client) }
            }
        }
    }

    deinit {
        end()
    }

    /// The loopback port it listens on.
    package var port: Int { listener.port }

    /// Every name that was asked for, refused ones too, in order.
    package var askedNames: [String] { asked.withLock { $0 } }

    /// Accepts nobody any more; what runs ends with its browser.
    package func end() {
        listener.shut()
    }

    /// Greeting without authentication, CONNECT by name, to port 443.
    private func serve(_ client: LocalSocket) {
        guard let greeting = client.receive(exactly: 2),
            client.receive(exactly: Int(greeting[1])) != nil,
            client.send([5, 0]),
            let request = client.receive(exactly: 5), request[1] == 1, request[3] == 3,
            let bytes = client.receive(exactly: Int(request[4])),
            let port = client.receive(exactly: 2)
        else { return }
        let name = String(decoding: bytes, as: UTF8.self)
        asked.withLock { $0.append(name) }
        guard names.contains(name), port == [1, 187],
            let server = try? target.connected()
        else {
            client.send([5, 2, 0, 1, 0, 0, 0, 0, 0, 0])
            return
        }
        client.send([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])
        Thread.detachNewThread { Self.pump(from: server, to: client) }
        Self.pump(from: client, to: server)
    }

    private static func pump(from source: LocalSocket, to target: LocalSocket) {
        while case let bytes = source.receive(), !bytes.isEmpty, target.send(bytes) {}
        target.finish()
    }
}

extension SOCKSProxy.Target {
    fileprivate func connected() throws -> LocalSocket {
        switch self {
        case .socket(let path): try LocalSocket.connected(toPath: path)
        case .port(let port): try LocalSocket.connected(toPort: port)
        }
    }
}

import Foundation

/// The W3C's WebDriver protocol (https://www.w3.org/TR/webdriver2/), spoken to a driver on
/// loopback, one connection a command.
struct WebDriver {
    let port: Int

    /// One command; `path` begins at the root.
    ///
    /// - Throws: ``BrowserError`` with the driver's error code and message.
    func call<Value: Decodable>(
        _ method: String, _ path: String, _ parameters: JSON? = nil, as type: Value.Type = JSON.self
    ) throws -> Value {
        let connection = try LocalSocket.connected(toPort: port, timeoutSeconds: 60)
        let body = try parameters.map { try JSONEncoder().encode($0) } ?? Data()
        let head = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close",
            "Content-Type: application/json", "Content-Length: \(body.count)", "", "",
        ]
        connection.send(Array(head.joined(separator: "\r\n").utf8) + body)
        guard let json = Self.body(from: connection) else {
            throw BrowserError("\(method) \(path): the driver did not answer")
        }
        if let fault = try? JSONDecoder().decode(Answer<Fault>.self, from: json).value {
            throw BrowserError("\(method) \(path): \(fault.error): \(fault.message)")
        }
        return try JSONDecoder().decode(Answer<Value>.self, from: json).value
    }

    /// The body that comes after a response's head; chromedriver leaves the connection open after
    /// it, and writes `Content-Length:249`, at which URLSession on Linux fails.
    private static func body(from connection: LocalSocket) -> Data? {
        var received: [UInt8] = []
        var wanted: Int?
        while wanted.map({ received.count < $0 }) ?? true {
            let bytes = connection.receive()
            guard !bytes.isEmpty else { return nil }
            received += bytes
            if wanted == nil, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
                wanted = head.lowercased().components(separatedBy: "\r\n")
                    .first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
                received.removeSubrange(..<end.upperBound)
                if wanted == nil { return nil }
            }
        }
        return Data(received)
    }

    private struct Answer<Value: Decodable>: Decodable {
        let value: Value
    }

    /// WebDriver §6.6.
    private struct Fault: Decodable {
        let error: String
        let message: String
    }
}

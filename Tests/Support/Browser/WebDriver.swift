import Foundation

/// WebDriver over HTTP, spoken to a driver on loopback, one connection a command.
final class WebDriver: Connection {
    private let port: Int
    private var session = ""

    /// - Throws: ``BrowserError`` with `failure`, where no driver answers in time.
    init(port: Int, otherwise failure: () -> String) throws {
        self.port = port
        try poll(until: { (try? request("GET", "/status", [:])) != nil }, otherwise: failure)
    }

    func send(_ command: Command, _ parameters: [String: JSON]) throws -> JSON {
        let (method, path) = command.endpoint
        if case .newSession = command {
            let capabilities: JSON = ["alwaysMatch": .object(parameters)]
            let answer = try request(method, "/session", ["capabilities": capabilities])
            if case .object(let made) = answer, case .string(let id)? = made["sessionId"] {
                session = id
            }
            return answer
        }
        return try request(method, "/session/\(session)\(path)", parameters)
    }

    /// What Chromium adds to the protocol, below the session.
    func sendOwn(_ path: String, _ parameters: [String: JSON]) throws -> JSON {
        try request("POST", "/session/\(session)\(path)", parameters)
    }

    private func request(
        _ method: String, _ path: String, _ parameters: [String: JSON]
    ) throws -> JSON {
        let connection = try LocalSocket.connected(toPort: port, timeoutSeconds: 60)
        let body = method == "POST" ? try JSONEncoder().encode(parameters) : Data()
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
        return try JSONDecoder().decode(Answer<JSON>.self, from: json).value
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

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
        let answer = connection.receiveAll()
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else {
            throw BrowserError("\(method) \(path): the driver did not answer")
        }
        let json = Data(answer[end.upperBound...])
        if let fault = try? JSONDecoder().decode(Answer<Fault>.self, from: json).value {
            throw BrowserError("\(method) \(path): \(fault.error): \(fault.message)")
        }
        return try JSONDecoder().decode(Answer<Value>.self, from: json).value
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

import Foundation

/// Firefox's remote protocol: WebDriver's commands over one TCP connection, each packet its length
/// in digits, a colon and JSON (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
///
/// Spoken directly, for Debian has no geckodriver.
final class Marionette: Connection {
    private let socket: LocalSocket
    private var received: [UInt8] = []
    private var serial = 0

    /// Connects to the port that Firefox has chosen and written into its profile.
    ///
    /// - Throws: ``BrowserError`` with `failure`, where it doesn't in time.
    init(profile: TemporaryFolder, otherwise failure: () -> String) throws {
        var found: LocalSocket?
        try poll(timeoutSeconds: 60) {
            let text = try? String(
                contentsOfFile: profile.path("MarionetteActivePort"), encoding: .utf8)
            if let port = text.flatMap({ Int($0) }) {
                found = try? LocalSocket.connected(toPort: port, timeoutSeconds: 60)
            }
            return found != nil
        } otherwise: {
            failure()
        }
        guard let found else { throw BrowserError(failure()) }
        socket = found
        _ = try packet()  // its greeting
    }

    /// Capabilities are flat here; wrapped as the standard has them they are ignored without a word.
    func send(_ command: Command, _ parameters: [String: JSON]) throws -> JSON {
        serial += 1
        var parameters = parameters
        switch command {
        case .click(let element), .type(let element): parameters["id"] = .string(element)
        case .screenshot: parameters["full"] = false
        case .endSession: parameters["flags"] = ["eForceQuit"]
        default: break
        }
        let name = command.marionetteName
        let message: JSON = [0, .number(Double(serial)), .string(name), .object(parameters)]
        let json = try JSONEncoder().encode(message)
        guard socket.send(Array("\(json.count):".utf8) + json) else {
            throw BrowserError("\(name): Firefox has gone")
        }
        // [1, serial, error, result]
        guard case .array(let answer) = try packet(), answer.count == 4 else {
            throw BrowserError("\(name): no answer")
        }
        if case .object(let fault) = answer[2] {
            throw BrowserError("\(name): \(fault["error"] ?? .null): \(fault["message"] ?? .null)")
        }
        // A value is wrapped, unless it is an object or a list by nature.
        if case .object(let result) = answer[3], result.count == 1, let value = result["value"] {
            return value
        }
        return answer[3]
    }

    private func packet() throws -> JSON {
        while true {
            if let colon = received.firstIndex(of: UInt8(ascii: ":")),
                let count = Int(String(decoding: received[..<colon], as: UTF8.self)),
                received.count > colon + count
            {
                let json = Data(received[(colon + 1)...(colon + count)])
                received.removeSubrange(...(colon + count))
                return try JSONDecoder().decode(JSON.self, from: json)
            }
            let bytes = socket.receive()
            guard !bytes.isEmpty else { throw BrowserError("Firefox did not answer") }
            received += bytes
        }
    }
}

#if Preview
    import CallboxBrowserSupport
    import Foundation

    /// `callbox preview` on a copy of the example, as a person starts it; killed with the value.
    final class PreviewProcess {
        let folder: TemporaryFolder
        /// `http://acme.localhost:PORT`.
        let origin: String
        let port: Int
        private let process = Process()
        private let output = Pipe()

        init(_ arguments: [String] = [], preparing prepare: (String) throws -> Void = { _ in })
            throws
        {
            folder = try TemporaryFolder()
            let example = folder.path("acme")
            try FileManager.default.copyItem(
                at: Acme.repository.appendingPathComponent("examples/acme"),
                to: URL(fileURLWithPath: example))
            try prepare(example)
            process.executableURL = URL(fileURLWithPath: try Acme.callbox)
            process.arguments = ["preview", "--port", "0"] + arguments
            process.currentDirectoryURL = URL(fileURLWithPath: example)
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            // One line, once requests are answered.
            var line = ""
            while !line.hasSuffix("\n") {
                let byte = output.fileHandleForReading.readData(ofLength: 1)
                if byte.isEmpty { throw BrowserError("callbox preview ended: \(line)") }
                line += String(decoding: byte, as: UTF8.self)
            }
            guard let match = line.firstMatch(of: /http:\/\/[a-z.]+:(\d+)/),
                let port = Int(match.1)
            else { throw BrowserError("no address in '\(line)'") }
            origin = String(match.0)
            self.port = port
        }

        deinit { kill(process.processIdentifier, SIGKILL) }

        /// Where a site is: `http://www.acme.localhost:PORT`.
        func site(_ label: String) -> String { "http://\(label).acme.localhost:\(port)" }

        /// Presses Ctrl-C; what the process ends with.
        func interrupt() -> Int32 {
            kill(process.processIdentifier, SIGINT)
            process.waitUntilExit()
            return process.terminationStatus
        }

        /// A file of the example's copy, to change it.
        func edit(_ name: String, _ change: (String) -> String) throws {
            let path = folder.path("acme/" + name)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try change(text).write(toFile: path, atomically: true, encoding: .utf8)
        }

        /// The resident memory in kB, as the system has it.
        var residentKilobytes: Int {
            get throws {
                let text = try String(
                    contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
                let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS") } ?? ""
                return Int(line.split(separator: " ").dropLast().last ?? "") ?? 0
            }
        }

        /// Sends bytes as they are; what came until the server closed, or two seconds of silence.
        func answer(to bytes: [UInt8]) throws -> String {
            let connection = try LocalSocket.connected(toPort: port, timeoutSeconds: 2)
            connection.send(bytes)
            var received: [UInt8] = []
            while case let more = connection.receive(), !more.isEmpty { received += more }
            return String(decoding: received, as: UTF8.self)
        }

        /// The answer to a request under a host; `path` goes as it is.
        func get(
            _ path: String, host: String, method: String = "GET", headers: [String] = [],
            body: String = ""
        ) throws -> String {
            let lines =
                ["\(method) \(path) HTTP/1.1", "Host: \(host):\(port)", "Connection: close"]
                + headers + (body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"])
            return try answer(to: Array((lines + ["", body]).joined(separator: "\r\n").utf8))
        }
    }

    extension String {
        /// The status of an answer.
        var status: Int { Int(split(separator: " ").dropFirst().first ?? "") ?? 0 }
    }
#endif

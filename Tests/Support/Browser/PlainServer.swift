import Foundation

/// A site by Caddy or Apache, without TLS, on a loopback port: what a ``Site`` has for `upstream`.
package final class PlainServer {
    /// A server that reads a file of the output's `server` folder.
    package enum Kind: String, CaseIterable, Sendable {
        case caddy, apache

        /// The name of the file.
        package var file: String { self == .caddy ? "Caddyfile" : "apache.conf" }
        fileprivate var tool: Tool { self == .caddy ? .caddy : .apache }
    }

    package let port: Int
    private let home: TemporaryFolder
    private let child: ChildProcess

    /// - Parameters:
    ///   - root: The folder of its pages.
    ///   - file: The emitted configuration, which it includes.
    ///   - fallback: A single-page app's shell.
    package init(_ kind: Kind, root: String, including file: String, fallback: String?) throws {
        home = try TemporaryFolder()
        port = try LocalSocket.listening().port
        let configuration = home.path("configuration")
        try Self.configuration(
            kind, root: root, file: file, fallback: fallback, home: home, port: port
        ).write(toFile: configuration, atomically: true, encoding: .utf8)
        let arguments =
            kind == .caddy
            ? ["run", "--adapter", "caddyfile", "--config", configuration]
            : ["-X", "-f", configuration]
        child = try ChildProcess(kind.tool, arguments, home: home)
        try poll { [port] in
            (try? LocalSocket.connected(toPort: port)) != nil
        } otherwise: { [child] in
            child.failure
        }
    }

    /// Ends it.
    package func end() { child.end() }

    private static func configuration(
        _ kind: Kind, root: String, file: String, fallback: String?, home: TemporaryFolder,
        port: Int
    ) -> String {
        switch kind {
        case .caddy:
            """
            {
              admin off
              auto_https off
            }
            http://:\(port) {
              bind 127.0.0.1
              root * \(root)
              import \(file)
              try_files {path} {path}.html \(fallback ?? "")
              file_server
            }

            """
        case .apache:
            """
            ServerName localhost
            PidFile \(home.path("pid"))
            DefaultRuntimeDir \(home.url.path)
            Mutex pthread
            ErrorLog \(home.path("error"))
            \(["mpm_event", "authz_core", "headers", "mime", "dir"].map {
                "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so"
            }.joined(separator: "\n"))
            TypesConfig /dev/null
            AddType text/html .html
            AddType text/css .css
            AddType text/javascript .js
            DocumentRoot \(root)
            DirectoryIndex index.html
            \(fallback.map { "FallbackResource \($0)" } ?? "")
            Include \(file)
            Listen 127.0.0.1:\(port)

            """
        }
    }
}

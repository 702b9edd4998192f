import Foundation

/// Sites under their real names over TLS: nginx, and the proxy by which a browser reaches it.
///
/// nginx listens on a Unix socket: no port to choose, none to collide.
package final class SiteServer {
    package let proxy: SOCKSProxy
    private let home: TemporaryFolder
    private let child: ChildProcess

    /// - Parameter unreachable: Names that are served by nobody, as a blocker or a firewall has it;
    ///   sites among `sites` of such a name are not reached.
    package init(_ sites: [Site], unreachable: Set<String> = []) throws {
        home = try TemporaryFolder()
        let names = sites.map(\.host)
        let socket = home.path("nginx.sock")
        let certificate = try Certificate(names: names, in: home)
        let servers = sites.map { $0.nginxServer(socket: socket, certificate: certificate) }
        try Self.configuration(servers: servers, home: home).write(
            toFile: home.path("nginx.conf"), atomically: true, encoding: .utf8)
        child = try ChildProcess(
            .nginx, ["-e", "stderr", "-c", home.path("nginx.conf")], home: home)
        proxy = try SOCKSProxy(
            names: Set(names).subtracting(unreachable), target: .socket(path: socket))
        try poll {
            (try? LocalSocket.connected(toPath: socket)) != nil
        } otherwise: { [child] in
            child.failure
        }
    }

    /// Ends server and proxy.
    package func end() {
        proxy.end()
        child.end()
    }

    /// One process, unprivileged or root, that writes nowhere but below `home`.
    private static func configuration(servers: [String], home: TemporaryFolder) -> String {
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
            "\($0)_temp_path \(home.path($0));"
        }
        // Started as root, nginx reads as nobody, whom temporary folders may not admit.
        return """
            \(geteuid() == 0 ? "user root;" : "")
            daemon off;
            master_process off;
            pid \(home.path("nginx.pid"));
            error_log stderr;
            events {}
            http {
            access_log off;
            types { text/html html; text/css css; text/javascript js; }
            \(paths.joined(separator: "\n"))
            \(servers.joined(separator: "\n"))
            }

            """
    }
}

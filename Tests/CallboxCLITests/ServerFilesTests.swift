import Foundation
import Glibc
import Testing

/// Each server format, read by the real server: what it answers is what the plan says.
struct ServerFilesTests {
    enum Server: String, CaseIterable {
        case nginx, caddy, apache2

        /// A configuration with one host on a Unix socket, which includes the emitted files.
        ///
        /// - Parameter files: the emitted ones.
        func configuration(root: String, files: [String], folder: String) -> String {
            func including(_ word: String, _ end: String = "") -> String {
                files.map { "\(word) \($0)\(end)" }.joined(separator: "\n")
            }
            return switch self {
            case .nginx:
                """
                \(geteuid() == 0 ? "user root;" : "")
                daemon off; master_process off; pid \(folder)/pid; error_log stderr;
                events {}
                http {
                  access_log off;
                  client_body_temp_path \(folder)/a; proxy_temp_path \(folder)/b;
                  fastcgi_temp_path \(folder)/c; uwsgi_temp_path \(folder)/d; scgi_temp_path \(folder)/e;
                  server {
                    listen unix:\(folder)/socket; root \(root);
                    \(including("include", ";"))
                    location = /old { return 302 /login; }
                    location / { try_files $uri $uri.html $uri/index.html =404; }
                  }
                }
                """
            case .caddy:
                """
                {
                  admin off
                }
                http:// {
                  bind unix/\(folder)/socket
                  root * \(root)
                  \(including("import"))
                  redir /old /login
                  try_files {path} {path}.html
                  file_server
                }
                """
            case .apache2:
                """
                ServerName localhost
                PidFile \(folder)/pid
                DefaultRuntimeDir \(folder)
                Mutex pthread
                ErrorLog \(folder)/error
                LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
                LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
                LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
                LoadModule alias_module /usr/lib/apache2/modules/mod_alias.so
                LoadModule dir_module /usr/lib/apache2/modules/mod_dir.so
                DocumentRoot \(root)
                DirectoryIndex index.html
                Redirect 302 /old /login
                \(including("Include"))
                """
            }
        }
    }

    private struct DidNotStart: Error {
        let server: Server
        let said: String
    }

    @Test("S6, O4: nginx, Caddy and Apache answer as the plan says", arguments: Server.allCases)
    func serversAnswer(server: Server) throws {
        let project = try TemporaryProject(copyOf: "acme")
        // Logging out often answers with a redirect.
        let manifest = try project.text(of: "callbox.yml")
        try project.write(
            manifest.replacing(
                "      - path: /logout\n",
                with: "      - path: /old\n        shutdown: true\n      - path: /logout\n"),
            to: "callbox.yml")
        try project.build()
        for site in ["marketing", "docs", "app"] {
            let root = "public/" + (site == "marketing" ? "www" : site)
            try serving([site], of: project, root: root, by: server) { ask in
                try expectHeaders(of: site, in: project, ask)
            }
        }
    }

    /// Addresses as browsers and other people's links write them.
    private static let addresses = [
        "/", "/x", "/out", "/out?a=b", "/out.html", "/x/out",
        "/caf%C3%A9/x", "/caf%c3%a9/x", "/caf%C3%a9/x", "/caf%C3%A8/x",
        "/a[1]%7Cb%5Ec", "/a[1]|b^c", "/a%5B1%5D%7cb%5ec", "/a%5b1%5d|b^c", "/a1|b^c", "/a[1]",
        "/it's,(so)~", "/it%27s%2C%28so%29%7E", "/it%27s,(so)%7e", "/its,(so)~",
        "/!$&*+;=:@/", "/%21%24%26%2A%2B%3B%3D%3A%40/", "/!%24&%2a+%3b=:@/", "/a$&*+;=:@/",
        "/v1.2", "/v1x2", "/d%C3%A9co", "/d%c3%a9co/x", "/d%C3%a9co/out", "/d%c3%a9co/out/x",
        "/d%C3%A8co/out", "/a.b",
    ]

    @Test(
        "S6, O4: servers read addresses as explain does, of sites that are named alike",
        arguments: Server.allCases)
    func serversReadAddresses(server: Server) throws {
        let ending = ["/out", "/café/*", "/a[1]|b^c", "/it's,(so)~", "/!$&%2A+;=:@", "/v1.2"]
            .map { "{ path: \"\($0)\", shutdown: true, boot: visitor }" }
        let project = try TemporaryProject([
            "callbox.yml": """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            sites:
              a-b:
                host: www.acme.com
                routes: [{ path: /**, boot: visitor }, \(ending.joined(separator: ", "))]
              a_b:
                host: www.acme.com
                base: /déco
                routes: [{ path: /**, boot: visitor }, \(ending[0])]

            """
        ])
        try project.build()
        var policies: [String: String] = [:]
        for site in ["a-b", "a_b"] {
            policies[site] = try plan(of: site, in: project)["content_security_policy"] as? String
        }
        #expect(policies["a-b"] != policies["a_b"])
        struct Explanation: Decodable {
            struct Route: Decodable { let runs: [String] }
            let site: String
            let route: Route
        }
        try serving(["a-b", "a_b"], of: project, root: ".", by: server) { ask in
            for address in Self.addresses {
                let run = try project.callbox("explain", "--json", "https://www.acme.com" + address)
                let plan = try JSONDecoder().decode(Explanation.self, from: Data(run.stdout.utf8))
                let lines = try ask([address])
                #expect(
                    values("Content-Security-Policy", lines) == [policies[plan.site]],
                    "\(address): \(lines)")
                let isEnding = plan.route.runs.contains { $0.hasPrefix("ends the session") }
                #expect(
                    values("Set-Cookie", lines).isEmpty == !isEnding, "\(address): \(lines[0])")
            }
        }
    }

    /// Asks a server for a path, which stands behind other arguments of `curl`.
    ///
    /// - Returns: the lines of the answer's head.
    private typealias Ask = ([String]) throws -> [String]

    /// Serves a folder with the headers of sites on one host.
    private func serving(
        _ sites: [String], of project: TemporaryProject, root: String, by server: Server,
        _ body: (Ask) throws -> Void
    ) throws {
        let name = "server-" + sites[0]
        try project.makeFolder(name)
        let folder = "\(project.path)/\(name)"
        let names: [Server: String] = [
            .nginx: "nginx.conf", .caddy: "Caddyfile", .apache2: "apache.conf",
        ]
        let files = sites.map {
            "\(project.path)/build/callbox/\($0)/server/\(names[server] ?? "")"
        }
        // Apache listens on no Unix socket: a free port of the loopback's own.
        let port = server == .apache2 ? try freePort() : nil
        let configuration =
            server.configuration(root: "\(project.path)/\(root)", files: files, folder: folder)
            + (port.map { "\nListen 127.0.0.1:\($0)\n" } ?? "\n")
        try project.write(configuration, to: "\(name)/configuration")
        let running = try run(server, in: folder)
        defer {
            // `timeout` and the server are a group, and have inherited that SIGTERM is blocked.
            // Not waited for, it would be a zombie, over which the monitor of exit tests never
            // sees the end of its own children.
            kill(-running.processIdentifier, SIGKILL)
            running.waitUntilExit()
        }
        try body { arguments in
            let way = port == nil ? ["--unix-socket", "\(folder)/socket"] : []
            let origin = "http://localhost" + (port.map { ":\($0)" } ?? "")
            let run = try CommandLineRun(
                command: [
                    "curl", "-s", "-i", "-g", "-o", "-", "--noproxy", "*", "--retry", "20",
                    "--retry-delay", "0", "--retry-all-errors",
                ] + way + arguments.dropLast() + [origin + (arguments.last ?? "")], in: folder)
            let head = run.stdout.components(separatedBy: "\r\n\r\n")[0]
            return head.components(separatedBy: "\r\n")
        }
    }

    private func values(_ name: String, _ lines: [String]) -> [String] {
        lines.filter { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    private func plan(of site: String, in project: TemporaryProject) throws -> [String: Any] {
        let text = try project.text(of: "build/callbox/\(site)/server/headers.json")
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func expectHeaders(
        of site: String, in project: TemporaryProject, _ ask: Ask
    ) throws {
        let plan = try plan(of: site, in: project)
        let policy = try #require(plan["content_security_policy"] as? String)
        for path in ["/", "/missing-page"] {
            let lines = try ask([path])
            #expect(values("Content-Security-Policy", lines) == [policy], "\(site)\(path)")
            #expect(values("Set-Cookie", lines).isEmpty)
        }
        if site == "docs" {
            let assets = try project.tree("public/docs/callbox").keys.sorted()
            let lines = try ask(["/callbox/" + (try #require(assets.first))])
            #expect(
                values("Cache-Control", lines) == ["public, max-age=31536000, immutable"])
        }
        guard let endings = plan["endings"] as? [[String: Any]] else {
            #expect(site != "app")
            return
        }
        let cookies = try #require(endings.first?["set_cookie"] as? [String])
        for path in ["/logout", "/logout/?a=b", "/logout.html", "/old"] {
            let lines = try ask([path])
            #expect(values("Set-Cookie", lines) == cookies, "\(path): \(lines[0])")
            #expect(values("Cache-Control", lines) == ["no-store"])
        }
        for path in ["/logouts", "/a/logout", "/login?to=/logout"] {
            #expect(values("Set-Cookie", try ask([path])).isEmpty, "\(path)")
        }
        for header in ["Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Moz: prefetch"] {
            #expect(values("Set-Cookie", try ask(["-H", header, "/logout"])).isEmpty, "\(header)")
        }
    }

    private func run(_ server: Server, in folder: String) throws -> Process {
        let process = Process()
        let file = "\(folder)/configuration"
        let command: [String] =
            switch server {
            case .nginx: ["nginx", "-e", "stderr", "-c", file]
            case .caddy: ["caddy", "run", "--adapter", "caddyfile", "--config", file]
            case .apache2: ["apache2", "-X", "-f", file]
            }
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["PATH=/usr/sbin:/usr/bin:/bin", "HOME=\(folder)", "timeout", "60"] + command
        let log = "\(folder)/log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        for _ in 0..<200 {
            usleep(50_000)
            let isThere =
                FileManager.default.fileExists(atPath: "\(folder)/socket")
                || FileManager.default.fileExists(atPath: "\(folder)/pid")
            if isThere { return process }
        }
        kill(-process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        // Each question to it would be asked for minutes.
        throw DidNotStart(server: server, said: said)
    }

    private func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic -> UInt16 in
                guard bind(descriptor, generic, length) == 0,
                    getsockname(descriptor, generic, &length) == 0
                else { return 0 }
                return pointer.pointee.sin_port.bigEndian
            }
        }
        try #require(port != 0)
        return Int(port)
    }
}

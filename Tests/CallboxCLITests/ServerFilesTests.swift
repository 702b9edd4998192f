import Foundation
import Glibc
import Testing

/// Each server format, read by the real server: what it answers is what the plan says.
struct ServerFilesTests {
    enum Server: String, CaseIterable {
        case nginx, caddy, apache2

        /// A configuration with one site on a Unix socket, which includes the emitted file.
        func configuration(root: String, file: String, folder: String) -> String {
            switch self {
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
                    listen unix:\(folder)/socket; root \(root); include \(file);
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
                  import \(file)
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
                Include \(file)
                """
            }
        }
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
            let root = project.path + "/public/" + (site == "marketing" ? "www" : site)
            try project.makeFolder("server-\(site)")
            let folder = project.path + "/server-\(site)"
            let names: [Server: String] = [
                .nginx: "nginx.conf", .caddy: "Caddyfile", .apache2: "apache.conf",
            ]
            let file = "\(project.path)/build/callbox/\(site)/server/\(names[server] ?? "")"
            // Apache listens on no Unix socket: a free port of the loopback's own.
            let port = server == .apache2 ? try freePort() : nil
            let configuration =
                server.configuration(root: root, file: file, folder: folder)
                + (port.map { "\nListen 127.0.0.1:\($0)\n" } ?? "\n")
            try project.write(configuration, to: "server-\(site)/configuration")
            let running = try run(server, in: folder)
            defer {
                // `timeout` and the server are a group, and have inherited that SIGTERM is blocked.
                // Not waited for, it would be a zombie, over which the monitor of exit tests never
                // sees the end of its own children.
                kill(-running.processIdentifier, SIGKILL)
                running.waitUntilExit()
            }
            try expectHeaders(of: site, in: project, folder: folder, port: port)
        }
    }

    private func expectHeaders(
        of site: String, in project: TemporaryProject, folder: String, port: Int?
    ) throws {
        func ask(_ path: String, _ more: String...) throws -> [String] {
            let way = port == nil ? ["--unix-socket", "\(folder)/socket"] : []
            let address = "http://localhost" + (port.map { ":\($0)" } ?? "") + path
            let run = try CommandLineRun(
                command: [
                    "curl", "-s", "-i", "-o", "-", "--noproxy", "*", "--retry", "20",
                    "--retry-delay", "0", "--retry-all-errors",
                ] + way + more + [address], in: folder)
            let head = run.stdout.components(separatedBy: "\r\n\r\n")[0]
            return head.components(separatedBy: "\r\n")
        }
        func values(_ name: String, _ lines: [String]) -> [String] {
            lines.filter { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
        let data = try Data(
            contentsOf: URL(
                filePath: "\(project.path)/build/callbox/\(site)/server/headers.json"))
        let plan = try #require(
            try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let policy = try #require(plan["content_security_policy"] as? String)
        for path in ["/", "/missing-page"] {
            let lines = try ask(path)
            #expect(values("Content-Security-Policy", lines) == [policy], "\(site)\(path)")
            #expect(values("Set-Cookie", lines).isEmpty)
        }
        if site == "docs" {
            let assets = try project.tree("public/docs/callbox").keys.sorted()
            let lines = try ask("/callbox/" + (try #require(assets.first)))
            #expect(
                values("Cache-Control", lines) == ["public, max-age=31536000, immutable"])
        }
        guard let endings = plan["endings"] as? [[String: Any]] else {
            #expect(site != "app")
            return
        }
        let cookies = try #require(endings.first?["set_cookie"] as? [String])
        for path in ["/logout", "/logout/?a=b", "/logout.html", "/old"] {
            let lines = try ask(path)
            #expect(values("Set-Cookie", lines) == cookies, "\(path): \(lines[0])")
            #expect(values("Cache-Control", lines) == ["no-store"])
        }
        for path in ["/logouts", "/a/logout", "/login?to=/logout"] {
            #expect(values("Set-Cookie", try ask(path)).isEmpty, "\(path)")
        }
        for header in ["Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Moz: prefetch"] {
            #expect(values("Set-Cookie", try ask("/logout", "-H", header)).isEmpty, "\(header)")
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
        let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        Issue.record("\(server.rawValue) didn't start: \(said)")
        return process
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

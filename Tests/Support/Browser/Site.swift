/// A host that a ``SiteServer`` serves.
package struct Site: Sendable {
    package var host: String
    /// The folder of its files.
    package var root: String
    /// Sent with every answer, errors too.
    package var headers: [String: String] = ["Cache-Control": "no-cache"]
    /// A single-page app's shell, the answer to every path that is no file.
    package var fallback: String?
    /// The type of files without a known extension.
    package var defaultType = "application/octet-stream"

    /// The loopback port of a server that answers in nginx's place, which then only speaks TLS.
    package var upstream: Int?
    /// More lines of its `server` block.
    package var directives: [String] = []

    package init(host: String, root: String) {
        self.host = host
        self.root = root
    }

    /// Its `server` block: `/a` is the page `a.html` or `a/index.html`, as in manifests.
    func nginxServer(socket: String, certificate: Certificate) -> String {
        let tries = fallback ?? "$uri.html $uri/index.html =404"
        let answer =
            upstream.map { "proxy_pass http://127.0.0.1:\($0); proxy_set_header Host $host;" }
            ?? "try_files $uri \(tries);"
        let lines =
            headers.sorted { $0.key < $1.key }.map { #"add_header \#($0) "\#($1)" always;"# }
            + directives + [
                "listen unix:\(socket) ssl;",
                "server_name \(host);",
                "ssl_certificate \(certificate.chain);",
                "ssl_certificate_key \(certificate.key);",
                "root \(root);",
                "default_type \(defaultType);",
                "error_page 404 /404.html;",
                "location = /favicon.ico { return 204; }",
                "location / { \(answer) }",
            ]
        return "server {\n  \(lines.joined(separator: "\n  "))\n}"
    }
}

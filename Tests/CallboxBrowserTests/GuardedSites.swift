import CallboxBrowserSupport
import Foundation

/// Sites under the server configuration that the build emits, each page watched for what a policy
/// blocks in it, and a browser.
final class GuardedSites {
    /// A site of a folder with a manifest.
    struct Served {
        let host: String
        /// Of its pages, from the manifest's folder.
        let root: String
        /// In the manifest.
        let name: String
        var fallback: String?
        var directives: [String] = []
    }

    let server: SiteServer
    let browser: Browser
    /// Of the manifest.
    let project: URL
    private let folder: TemporaryFolder
    private let servers: [PlainServer]

    /// - Parameters:
    ///   - prepare: fills the folder that it is given, so that there are a manifest and built pages;
    ///     the build comes after it.
    ///   - server: what answers in nginx's place.
    init(
        _ engine: Engine, _ sites: [Served], by server: PlainServer.Kind? = nil,
        preparing prepare: (URL) throws -> Void
    ) throws {
        folder = try TemporaryFolder()
        project = folder.url.appendingPathComponent("project")
        try prepare(project)
        try ChildProcess.run(Acme.callbox, ["build"], in: project)
        var servers: [PlainServer] = []
        let served = try sites.map { [project] site in
            let root = project.appendingPathComponent(site.root).path
            let files = project.appendingPathComponent("build/callbox/\(site.name)/server").path
            var result = Site(host: site.host, root: root)
            // A header of its own in a location would drop the file's.
            result.headers = [:]
            result.fallback = site.fallback
            result.directives = site.directives
            if let server {
                let plain = try PlainServer(
                    server, root: root, including: "\(files)/\(server.file)",
                    fallback: site.fallback)
                servers.append(plain)
                result.upstream = plain.port
            } else {
                result.directives.append("include \(files)/nginx.conf;")
            }
            return result
        }
        self.servers = servers
        let intercom = try Acme.intercomSite(in: folder)
        self.server = try SiteServer(served + [intercom])
        browser = try Browser(engine, through: self.server.proxy)
    }

    /// Puts a listener for violations in front of all else in the head of every page below a folder;
    /// the manifest's `page_scripts` lets it run.
    static func watch(_ root: URL) throws {
        let listener = """
            <script>addEventListener("securitypolicyviolation", (event) =>
              (window.violations ||= []).push(`${event.effectiveDirective} ${event.blockedURI}`))
            </script>
            """
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "html" {
            let page = try String(contentsOf: file, encoding: .utf8)
            guard let meta = page.range(of: "<meta charset") else { continue }
            try page.replacingCharacters(in: meta, with: listener + "<meta charset")
                .write(to: file, atomically: true, encoding: .utf8)
        }
    }

    /// What was blocked in the page that is open, and what Chromium has complained of on its console
    /// since it was last asked.
    func violations() throws -> [String] {
        let seen = try browser.value(of: "window.violations ?? []", as: [String].self)
        let complaints = try browser.consoleComplaints() ?? []
        return seen + complaints.filter { $0.contains("Content Security Policy") }
    }

    /// Waits until the Messenger was told `method`.
    func wait(for method: String) throws {
        try browser.wait(
            for: """
                (window.Intercom?.standIn?.calls || []).some(call => call.method === '\(method)')
                """)
    }

    /// Makes every script of the blocks in a page one byte longer.
    func spoil(_ page: String) throws {
        let file = project.appendingPathComponent(page)
        let html = try String(contentsOf: file, encoding: .utf8)
        let spoilt = html.replacing("}</script>", with: "} </script>")
        guard spoilt != html else { throw BrowserError("no block in \(page)") }
        try spoilt.write(to: file, atomically: true, encoding: .utf8)
    }

    func end() {
        browser.quit()
        server.end()
        for server in servers { server.end() }
    }
}

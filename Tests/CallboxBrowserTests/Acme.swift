import CallboxBrowserSupport
import Foundation

/// The example `acme`, built by the real `callbox`, served under its real names, and a browser that
/// asks for them.
final class Acme {
    /// What stands at the address of Intercom's script.
    enum Messenger: CaseIterable {
        case standIn
        /// 404.
        case missing
        /// Blocked on the way.
        case unreachable
    }

    static let session = "intercom-session-abc12345"
    static let marker = "callbox-abc12345"
    static let intercom = "widget.intercom.io"
    /// What every boot of the example carries (B1).
    static let identification: [String: JSON] = [
        "app_id": "abc12345", "api_base": "https://api-iam.intercom.io",
    ]

    let server: SiteServer
    let browser: Browser
    private let folder: TemporaryFolder

    /// - Parameters:
    ///   - files: What is other than in the example, by path.
    ///   - policy: What the marketing site's content policy asks for, beside the hashes that the
    ///     build reports and `strict-dynamic`; nil: it sends none.
    init(
        _ engine: Engine, files: [String: String] = [:], messenger: Messenger = .standIn,
        policy: String? = nil
    ) throws {
        folder = try TemporaryFolder()
        let example = folder.url.appendingPathComponent("acme")
        try FileManager.default.copyItem(
            at: Self.repository.appendingPathComponent("examples/acme"), to: example)
        for (path, text) in files {
            let file = example.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        try ChildProcess.run(Self.callbox, ["build"], in: example)

        var marketing = Site(host: "www.acme.com", root: folder.path("acme/public/www"))
        if let policy {
            let hashes = try Self.hashes(of: "marketing", in: example).map { "'\($0)'" }
            marketing.headers["Content-Security-Policy"] =
                "script-src \(hashes.joined(separator: " ")) 'strict-dynamic'; \(policy)"
        }
        let docs = Site(host: "docs.acme.com", root: folder.path("acme/public/docs"))
        var app = Site(host: "app.acme.com", root: folder.path("acme/public/app"))
        // The example's app is one page; other files make it several.
        if files["public/app/index.html"] == nil { app.fallback = "/index.html" }
        let intercom = try Self.intercomSite(in: folder, hasScript: messenger == .standIn)
        server = try SiteServer(
            [marketing, docs, app, intercom],
            unreachable: messenger == .unreachable ? [Self.intercom] : [])
        browser = try Browser(engine, through: server.proxy)
    }

    /// Runs `body` with all of it up, and ends all of it.
    static func run(
        _ engine: Engine, files: [String: String] = [:], messenger: Messenger = .standIn,
        policy: String? = nil, _ body: (Acme) throws -> Void
    ) throws {
        let acme = try Acme(engine, files: files, messenger: messenger, policy: policy)
        defer {
            acme.browser.quit()
            acme.server.end()
        }
        try body(acme)
    }

    /// Intercom's host with the stand-in at its script's address, in `folder/intercom`.
    ///
    /// - Parameter hasScript: whether the script is there; otherwise 404.
    static func intercomSite(in folder: TemporaryFolder, hasScript: Bool = true) throws -> Site {
        try FileManager.default.createDirectory(
            atPath: folder.path("intercom/widget"), withIntermediateDirectories: true)
        if hasScript {
            try FileManager.default.copyItem(
                at: repository.appendingPathComponent(
                    "Sources/CallboxPreview/Resources/messenger-stand-in.js"),
                to: folder.url.appendingPathComponent("intercom/widget/abc12345"))
        }
        var site = Site(host: intercom, root: folder.path("intercom"))
        site.defaultType = "text/javascript"
        return site
    }

    /// A served file, to spoil it.
    func file(_ path: String) -> URL {
        folder.url.appendingPathComponent("acme/public/\(path)")
    }

    // MARK: Where things are

    /// The sources' own folder, also where this target is linked into another package.
    static let repository = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// `CALLBOX_BINARY`, or the product beside the test bundle.
    static var callbox: String {
        get throws {
            let named = ProcessInfo.processInfo.environment["CALLBOX_BINARY"]
            let file =
                named
                ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
                .deletingLastPathComponent().appendingPathComponent("callbox").path
            guard FileManager.default.isExecutableFile(atPath: file) else {
                throw BrowserError("no callbox at \(file): swift build, or CALLBOX_BINARY")
            }
            return file
        }
    }

    /// The content-policy hashes that the build reported for a site.
    private static func hashes(of site: String, in example: URL) throws -> [String] {
        struct Report: Decodable {
            struct Site: Decodable { let routes: [Route] }
            struct Route: Decodable { let snippet: Snippet? }
            struct Snippet: Decodable { let policyHash: String }
            let sites: [String: Site]
        }
        let data = try Data(
            contentsOf: example.appendingPathComponent("build/callbox/report.json"))
        let report = try JSONDecoder().decode(Report.self, from: data)
        return report.sites[site]?.routes.compactMap(\.snippet?.policyHash) ?? []
    }
}

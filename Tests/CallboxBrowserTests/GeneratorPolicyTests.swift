import CallboxBrowserSupport
import Foundation
import Testing

/// Sites that real generators have built, under the policy that lists their own scripts.
private enum Generator: String, CaseIterable {
    case mkdocs, sphinx

    /// Its packages of PyPI: with the themes Material and furo.
    static let packages = ["mkdocs", "mkdocs-material", "sphinx", "furo"]

    var command: [String] {
        self == .mkdocs ? ["mkdocs", "build", "-q"] : ["sphinx-build", "-q", ".", "_build/html"]
    }
    var root: String { self == .mkdocs ? "site" : "_build/html" }
    var pages: [String] {
        self == .mkdocs
            ? ["/", "/guide/"] : ["/", "/guide.html", "/search.html?q=anvil", "/genindex.html"]
    }

    /// Where Python's packages are put, once.
    private static let environment = Acme.repository.appendingPathComponent(".build/generator-venv")

    /// Copies the example, builds it, and puts the listener in.
    func build(_ project: URL) throws {
        let tools = Self.environment.appendingPathComponent("bin").path
        if !FileManager.default.isExecutableFile(atPath: tools + "/sphinx-build") {
            try ChildProcess.run("/usr/bin/python3", ["-m", "venv", Self.environment.path])
            try ChildProcess.run(tools + "/pip", ["install", "-q"] + Self.packages)
        }
        try FileManager.default.copyItem(
            at: Acme.repository.appendingPathComponent("examples/\(rawValue)"), to: project)
        let manifest = project.appendingPathComponent("callbox.yml")
        let text = try String(contentsOf: manifest, encoding: .utf8)
        try text.replacing("    root: ", with: "    policy: { page_scripts: true }\n    root: ")
            .write(to: manifest, atomically: true, encoding: .utf8)
        let callbox = URL(fileURLWithPath: try Acme.callbox).deletingLastPathComponent().path
        try ChildProcess.run(
            "/usr/bin/env", ["PATH=\(callbox):\(tools):/usr/bin:/bin"] + command, in: project)
        try GuardedSites.watch(project.appendingPathComponent(root))
    }
}

extension BrowserTests {
    @Suite(.enabled(if: Engine.isProof)) struct GeneratorPolicyTests {
        @Test(
            "O4: sites of real generators run under a policy of exact hashes, and nothing else",
            arguments: Generator.allCases, Engine.allCases)
        fileprivate func policy(generator: Generator, engine: Engine) throws {
            let site = GuardedSites.Served(
                host: "docs.acme.com", root: generator.root, name: "docs")
            let sites = try GuardedSites(engine, [site], preparing: generator.build)
            defer { sites.end() }
            let headers = try String(
                contentsOf: sites.project.appendingPathComponent(
                    "build/callbox/docs/server/headers.json"), encoding: .utf8)
            // The glue, the listener and at least one of the theme's own.
            #expect(headers.matches(of: /"'sha256-/).count > 2)
            for path in generator.pages {
                try sites.browser.open("https://docs.acme.com\(path)")
                try sites.wait(for: "boot")
                #expect(try sites.violations() == [], "\(path)")
            }
            try sites.spoil("\(generator.root)/index.html")
            try sites.browser.open("https://docs.acme.com/")
            #expect(try sites.browser.value(of: "!window.callbox", as: Bool.self))
            #expect(try sites.violations().contains { $0.hasPrefix("script-src") })
        }
    }
}

import Testing

/// Several sites: which trees they may have, and whose a page is.
struct SiteTreeTests {
    private func manifest(_ sites: String) -> String {
        """
        callbox: 1
        workspace: { app_id: abc12345 }
        cookie_domain: acme.com
        sites:
        \(sites)
        """
    }

    private func site(_ name: String, host: String, root: String, base: String = "/") -> String {
        "  \(name):\n    host: \(host)\n    base: \(base)\n    root: \(root)\n"
            + "    routes: [{ path: /**, boot: visitor }]\n"
    }

    private let page = "<!doctype html><title>A</title>"

    @Test func twoSitesWithOneHostAndBaseAreRefused() throws {
        let sites =
            site("a", host: "www.acme.com", root: "one", base: "/x/")
            + site("b", host: "www.acme.com", root: "two", base: "/x")
        let project = try TemporaryProject([
            "callbox.yml": manifest(sites), "one/a.html": page, "two/b.html": page,
        ])
        let before = project.times()
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains("sites 'a' and 'b' have the same host and base [duplicate-site]"))
        #expect(project.times() == before)
    }

    @Test(arguments: ["tree", "./tree/", "link", "other/../tree"])
    func twoSitesWithTheSameRootAreRefused(second: String) throws {
        let sites =
            site("a", host: "a.acme.com", root: "tree")
            + site("b", host: "b.acme.com", root: second)
        let project = try TemporaryProject([
            "callbox.yml": manifest(sites), "tree/a.html": page, "other/b.html": page,
        ])
        try project.link("link", to: "tree")
        let before = project.times()
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("sites 'a' and 'b' have the same root [root-not-allowed]"))
        #expect(project.times() == before)
    }

    /// Each folder waits with a page behind the one below it, so all of them are on the way at once.
    @Test func deepTreeNeedsFewHandles() throws {
        let paths = (0...200).map { "tree/" + String(repeating: "a/", count: $0) + "z.html" }
        var files = Dictionary(uniqueKeysWithValues: paths.map { ($0, page) })
        files["callbox.yml"] = manifest(site("a", host: "a.acme.com", root: "tree"))
        let project = try TemporaryProject(files)
        let run = try project.callbox("build", through: ["prlimit", "--nofile=120"])
        #expect(run.exitCode == 0, "\(run.stderr)")
        let tree = try project.tree()
        for path in paths {
            #expect(tree[path].map { $0.count > page.utf8.count } == true, "\(path)")
        }
    }

    /// The folder's name has more bytes than characters; a sibling's name begins like the root's.
    @Test(arguments: ["docs", "größe/café"])
    func pagesOfANestedRootBelongToTheDeeperSite(nested: String) throws {
        let sites =
            site("www", host: "www.acme.com", root: "tree/é")
            + site("docs", host: "docs.acme.com", root: "tree/é/\(nested)")
        let project = try TemporaryProject([
            "callbox.yml": manifest(sites), "tree/é/a.html": page,
            "tree/é/\(nested)/b.html": page, "tree/é/\(nested)-more/c.html": page,
        ])
        func mark(_ file: String) throws -> String? {
            let text = try project.text(of: "tree/é/" + file)
            return text.firstMatch(of: /data-callbox="?([a-z]+)/).map { String($0.1) }
        }
        let run = try project.build()
        #expect(try mark("a.html") == "www")
        #expect(try mark("\(nested)/b.html") == "docs")
        #expect(try mark("\(nested)-more/c.html") == "www")
        #expect(run.stdout.contains("skipped 1, it lies in the root of another site"))
        #expect(try project.callbox("check").exitCode == 0)
        // One site alone leaves the other's pages alone, whichever it is.
        let built = try project.tree("tree")
        try project.build("--site", "www")
        #expect(try project.tree("tree") == built)
        #expect(try project.callbox("remove", "--site", "www").exitCode == 0)
        #expect(try mark("a.html") == nil)
        #expect(try mark("\(nested)/b.html") == "docs")
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(try mark("\(nested)/b.html") == nil)
    }
}

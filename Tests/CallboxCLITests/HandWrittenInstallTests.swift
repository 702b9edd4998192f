import Testing

/// Installs that somebody left in the pages, which would load the Messenger twice.
struct HandWrittenInstallTests {
    private static let snippet = """
        <script>window.intercomSettings = { app_id: "abc12345" };</script>
        <script>(function(){var s=document.createElement('script');\
        s.src='https://widget.intercom.io/widget/abc12345';})();</script>
        """

    private func project(_ pages: [String: String]) throws -> TemporaryProject {
        let project = try TemporaryProject(ofPages: pages, site: [#"ignore: ["old/**"]"#])
        try project.build()
        return project
    }

    @Test func areToldWithTheirPlaceAndTheOtherPages() throws {
        let page = "<!doctype html>\n<title>A</title>\n<p>é \(Self.snippet)\n"
        let project = try project(["b.html": page, "a.html": page, "c.html": page, "d.html": "<p>"])
        let run = try project.callbox("check")
        #expect(run.exitCode == 0)
        let place = try project.text(of: "public/a.html").split(separator: "\n").count
        #expect(place > 2)
        #expect(
            run.stderr.contains(
                "warning: this page of site 'docs' loads or boots the Messenger by itself, "
                    + "as does public/b.html, public/c.html [hand-written-install]"),
            "\(run.stderr)")
        // After `<p>é `, in bytes.
        #expect(run.stderr.contains("public/a.html:3:7: warning:"), "\(run.stderr)")
        #expect(try project.callbox("check", "--strict").exitCode == 1)
        #expect(!(try project.callbox("build").stderr.contains("hand-written")))
    }

    @Test func manyAreCountedAndTheFirstNamed() throws {
        let page = "<!doctype html>\(Self.snippet)"
        let names = (10..<60).map { "\($0).html" }
        let project = try project(Dictionary(uniqueKeysWithValues: names.map { ($0, page) }))
        let said = try project.callbox("check").stderr
        #expect(
            said.contains(
                "by itself, as does public/11.html, public/12.html, public/13.html and 46 more "
                    + "[hand-written-install]"), "\(said)")
        #expect(said.contains("public/10.html:1:"), "\(said)")
    }

    @Test(arguments: [
        "<script async src=https://widget.intercom.io/widget/abc12345></script>",
        "<script type=module>window.Intercom('boot', {})</script>",
        "<script type='text/javascript'>Intercom(\"boot\")</script>",
        "<body><template></template><script>intercomSettings={}",
        "<script type=' text/ECMAScript '>intercomSettings={}</script>",
    ])
    func formsAreKnown(script: String) throws {
        let project = try project(["a.html": "<!doctype html>\(script)"])
        #expect(try project.callbox("check").stderr.contains("[hand-written-install]"))
    }

    @Test(arguments: [
        "<pre>&lt;script>window.intercomSettings = {}&lt;/script></pre>",
        "<!-- <script>window.intercomSettings = {}</script> -->",
        "<textarea><script>window.intercomSettings = {}</script></textarea>",
        "<script type=application/json>{\"text\": \"window.intercomSettings\"}</script>",
        "<script>window.Intercom('show')</script>",
        "<script type=text/x-javascript-template>window.intercomSettings = {}</script>",
    ])
    func whatOnlySpeaksOfOneIsNone(body: String) throws {
        let project = try project(["a.html": "<!doctype html><p>\(body)"])
        #expect(try project.callbox("check", "--strict").exitCode == 0)
    }

    @Test func ignoredPagesAreLeftAlone() throws {
        let project = try project([
            "a.html": "<!doctype html>", "old/b.html": "<!doctype html>\(Self.snippet)",
        ])
        #expect(try project.callbox("check", "--strict").exitCode == 0)
    }
}

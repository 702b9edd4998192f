import CallboxDiagnostics
import CallboxTestSupport
import Testing

/// A manifest with ten different mistakes: ten diagnostics, each at its place, in one run.
struct ManyMistakesTests {
    private let source = MarkedSource(
        """
        callbox: 1
        workspace:
          app_id: abc12345
          region: 1️⃣mars
        cookie_domain: acme.com
        session: { max_age: 2️⃣12hours }
        dictionary: attributes.md
        3️⃣colour: blue          # é: columns are bytes
        sites:
          docs:
            host: 4️⃣docs.acme.org
            delivery: 5️⃣by-post
            routes:
              - path: /a/*
                boot: visitor
              - { path: 6️⃣"/a/*", boot: visitor, name: again }
              - path: 7️⃣no-slash
                boot: visitor
          app:
            host: app.acme.com
            routes:
              - path: /**
                boot: user
                groups: [8️⃣acount]
                messenger: { page_title: "äö", 9️⃣vertical_paddin: 60 }
              - path: /x
                shutdown: 0️⃣"yes"
        """)
    private let dictionary = "# A\n\n## Account\n\n### `plan`\n\n- Sensitivity: none\n"

    private let expected = [
        "invalid-value", "invalid-value", "unknown-key", "host-outside-cookie-domain",
        "invalid-value", "conflicting-routes", "invalid-value", "unknown-group", "unknown-key",
        "wrong-type",
    ]

    @Test func areReportedAllAtOnceAtTheirPlaces() throws {
        let project = try TemporaryProject(["attributes.md": dictionary])
        try project.write(source.file.bytes, to: "callbox.yml")
        let before = project.times()
        let run = try project.callbox("build", "--json")
        #expect(run.exitCode == 65)
        let diagnostics = try #require(try run.json()["diagnostics"] as? [[String: Any]])
        let errors = diagnostics.filter { $0["severity"] as? String == "error" }
        let places = errors.map { "\($0["line"] ?? 0):\($0["column"] ?? 0)" }
        let markers = source.markers.map { marker in
            source.location(marker).map { "\($0.line):\($0.column)" } ?? "none"
        }
        #expect(markers.count == 10)
        #expect(places == markers, "\(run.stdout)")
        #expect(errors.map { $0["id"] as? String } == expected)
        #expect(project.times() == before)
    }

    @Test func textNamesTheSamePlaces() throws {
        let project = try TemporaryProject(["attributes.md": dictionary])
        try project.write(source.file.bytes, to: "callbox.yml")
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        for marker in source.markers {
            let place = try #require(source.location(marker))
            #expect(run.stderr.contains("callbox.yml:\(place.line):\(place.column): error: "))
        }
        #expect(run.stderr.contains("10 errors"), "\(run.stderr.suffix(80))")
    }

    @Test func mistakesOfBothFilesAndOfRootsComeTogether() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.replace("region: us", by: "region: mars", in: "callbox.yml")
        try project.replace("- Type: email", by: "- Type: emial", in: "attributes.md")
        try project.replace("root: public/www", by: "root: public/ww", in: "callbox.yml")
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        for id in ["invalid-value", "attribute-type", "root-missing"] {
            #expect(run.stderr.contains("[\(id)]"), "\(run.stderr)")
        }
    }

    @Test func everyEnvironmentIsCheckedForAPullRequest() throws {
        let project = try TemporaryProject(copyOf: "acme")
        #expect(try project.callbox("check", "--inputs").exitCode == 0)
        try project.replace(
            "host: docs.staging.acme.dev", by: "host: docs.acme.dev", in: "callbox.yml")
        #expect(try project.callbox("build").exitCode == 0)
        let run = try project.callbox("check", "--inputs")
        #expect(run.exitCode == 65)
        let place = try project.place(of: "docs.acme.dev", in: "callbox.yml")
        #expect(run.stderr.contains("\(place): error: host 'docs.acme.dev' lies outside"))
    }
}

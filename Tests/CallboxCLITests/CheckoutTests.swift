import Foundation
import Testing

/// Marketing, docs and app as three repositories with one manifest.
struct CheckoutTests {
    /// A manifest whose roots don't exist here, and the docs' tree elsewhere.
    private func checkout() throws -> TemporaryProject {
        let project = try TemporaryProject(copyOf: "acme")
        for site in ["www", "docs", "app"] {
            try FileManager.default.moveItem(
                atPath: project.path + "/public/" + site, toPath: project.path + "/" + site)
        }
        try project.delete("public")
        return project
    }

    @Test func oneSiteNeedsAndTouchesNothingOfTheOthers() throws {
        let project = try checkout()
        let before = try project.tree()
        try project.build("--site", "docs", "--root", "docs=docs")
        let after = try project.tree()
        let written = Set(after.keys).subtracting(before.keys)
        #expect(
            written.allSatisfy { path in
                [
                    "build/callbox/docs/", "docs/callbox/", "build/callbox/types/",
                    "build/callbox/attributes.",
                ].contains { path.hasPrefix($0) }
                    || path == "build/callbox/report.json" || path == "build/callbox/routes.json"
            })
        let changed = before.keys.filter { after[$0] != before[$0] }
        #expect(changed.count == 13)
        #expect(changed.allSatisfy { $0.hasPrefix("docs/") && $0.hasSuffix(".html") })
        #expect(try project.callbox("check", "--site", "docs", "--root", "docs=docs").exitCode == 0)
        #expect(try project.callbox("remove", "--site", "docs", "--root=docs=docs").exitCode == 0)
        #expect(try project.tree("docs") == before.below("docs/"))
    }

    @Test func unlimitedRunNeedsEveryRoot() throws {
        let project = try checkout()
        let run = try project.callbox("build", "--root", "docs=docs", "--root", "app=nowhere")
        #expect(run.exitCode == 65)
        let place = try project.place(of: "public/www", in: "callbox.yml")
        #expect(run.stderr.contains("\(place): error: root 'public/www' doesn't exist"))
        // Not the manifest's line: it says something else.
        #expect(run.stderr.contains("nowhere: error: root 'nowhere' doesn't exist [root-missing]"))
        #expect(!run.stderr.contains("'docs'"))
    }

    @Test func reportKeepsWhatOtherRunsWrote() throws {
        let project = try checkout()
        let roots = [("marketing", "www"), ("docs", "docs"), ("app", "app")]
        for (site, folder) in roots {
            try project.build("--site", site, "--root", "\(site)=\(folder)")
        }
        let whole = try TemporaryProject(copyOf: "acme")
        try whole.build()
        let report = try project.text(of: "build/callbox/report.json")
        for (site, folder) in roots {
            #expect(report.contains("\"root\" : \"\(folder)\""), "\(site)")
        }
        let expected = try whole.text(of: "build/callbox/report.json")
            .replacing("\"root\" : \"public/", with: "\"root\" : \"")
        #expect(report == expected)
        #expect(
            try project.tree("build").filter { !$0.key.hasSuffix("report.json") }
                == whole.tree("build").filter { !$0.key.hasSuffix("report.json") })
    }

    @Test func limitedRunDeletesOnlyItsOwnOldFiles() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        try project.replace("name: docs", by: "name: manual", in: "callbox.yml")
        try project.replace("path: /pricing", by: "path: /prices", in: "callbox.yml")
        try project.build("--site", "docs")
        #expect(!project.exists("build/callbox/docs/snippets/docs.html"))
        #expect(project.exists("build/callbox/docs/snippets/manual.html"))
        #expect(project.exists("build/callbox/marketing/snippets/pricing.html"))
        // The next whole run still knows of it.
        try project.build()
        #expect(!project.exists("build/callbox/marketing/snippets/pricing.html"))
        #expect(project.exists("build/callbox/marketing/snippets/prices.html"))
    }
}

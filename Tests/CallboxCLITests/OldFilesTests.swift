import Foundation
import Testing

/// What becomes of the files of earlier runs, and of everybody else's.
struct OldFilesTests {
    private let project: TemporaryProject

    init() throws {
        project = try TemporaryProject(copyOf: "acme")
        try project.build()
    }

    @Test func filesOfARenamedRouteAreDeletedForeignOnesNever() throws {
        try project.write("mine", to: "build/callbox/docs/snippets/mine.html")
        try project.write("mine", to: "build/callbox/mine.txt")
        try project.replace("name: docs", by: "name: manual", in: "callbox.yml")
        let run = try project.build()
        #expect(run.stdout.contains("1 deleted"))
        #expect(!project.exists("build/callbox/docs/snippets/docs.html"))
        #expect(project.exists("build/callbox/docs/snippets/manual.html"))
        #expect(try project.text(of: "build/callbox/docs/snippets/mine.html") == "mine")
        #expect(try project.text(of: "build/callbox/mine.txt") == "mine")
        #expect(!(try project.text(of: "build/callbox/report.json").contains("docs/docs")))
    }

    @Test func foldersThatAreLeftEmptyGoWithTheirFiles() throws {
        let manifest = try project.text(of: "callbox.yml")
        let start = try #require(manifest.range(of: "\n  app:\n    host: app.acme.com"))
        try project.write(String(manifest[..<start.lowerBound]) + "\n", to: "callbox.yml")
        try project.replace(
            "      app: { host: app.staging.acme.dev }\n", by: "", in: "callbox.yml")
        try project.replace("dictionary: attributes.md\n", by: "", in: "callbox.yml")
        try project.build()
        #expect(!project.exists("build/callbox/app"))
        #expect(project.exists("build/callbox/docs/snippets"))
    }

    @Test func forgedReportDeletesNothingOutsideAndNoFolder() throws {
        try project.write("x", to: "x")
        try project.write("x", to: "build/x")
        try project.write("foreign", to: "build/callbox/folder/foreign.txt")
        try project.write("x", to: "elsewhere/x")
        try project.link("build/callbox/link", to: "../../elsewhere")
        let forged = [
            "../x", "../../x", "docs/../../x", project.path + "/x", "", ".", "..", "folder",
            "folder/", "link/x", "link", "docs/snippets/../../../x", "report.json/x", "\u{0}",
        ]
        let before = try project.tree()
        let data = try #require(before["build/callbox/report.json"])
        var report = try #require(
            try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
        report["files"] = try #require(report["files"] as? [String]) + forged
        try project.write(
            Array(try JSONSerialization.data(withJSONObject: report)),
            to: "build/callbox/report.json")
        try project.build()
        #expect(ReferenceFiles.differences(between: try project.tree(), and: before) == [])
    }

    @Test(arguments: ["", "{", "[]", "{\"callbox\": 2, \"files\": [\"routes.json\"]}", "null"])
    func brokenReportIsReplaced(text: String) throws {
        let before = try project.tree()
        try project.write(text, to: "build/callbox/report.json")
        try project.build()
        #expect(try project.tree() == before)
    }

    @Test func ownAssetsAreSweptForeignFilesKept() throws {
        let old = try #require(
            try project.tree("public/docs/callbox").keys.first { $0.hasSuffix(".js") })
        try project.write("mine();", to: "public/docs/callbox/mine.js")
        // An own name, but not the bytes of that name: somebody's.
        try project.write("mine();", to: "public/docs/callbox/0123456789abcdef.js")
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        try project.build()
        let files = try project.tree("public/docs/callbox")
        #expect(files.count == 3)
        #expect(files[old] == nil)
        #expect(files["mine.js"] == Array("mine();".utf8))
        #expect(files["0123456789abcdef.js"] == Array("mine();".utf8))
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(
            try project.tree("public/docs/callbox").keys.sorted() == [
                "0123456789abcdef.js", "mine.js",
            ])
    }

    @Test func linkedAssetFolderIsNeverFollowed() throws {
        #expect(try project.callbox("remove").exitCode == 0)
        let old = try project.tree("build/callbox/docs/assets/callbox")
        for (name, bytes) in old { try project.write(bytes, to: "elsewhere/" + name) }
        try project.link("public/docs/callbox", to: "../../elsewhere")
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        let pages = try project.tree("public/docs")
        let run = try project.callbox("build")
        #expect(run.exitCode == 74)
        #expect(
            run.stderr.contains(
                "error: public/docs/callbox: it is a symbolic link, which is never followed"))
        #expect(try project.tree("public/docs") == pages)
        #expect(try project.tree("elsewhere") == old)
        #expect(try project.callbox("remove").exitCode == 0)
        #expect(try project.tree("elsewhere") == old)
    }

    @Test func linkInTheFormOfAnAssetIsReplacedNotFollowed() throws {
        let asset = try #require(try project.tree("public/docs/callbox").first)
        try project.write("mine", to: "mine.txt")
        try project.delete("public/docs/callbox/\(asset.key)")
        try project.link("public/docs/callbox/\(asset.key)", to: "../../../mine.txt")
        #expect(try project.callbox("check").exitCode == 1)
        try project.build()
        #expect(try project.tree("public/docs/callbox")[asset.key] == asset.value)
        #expect(try project.text(of: "mine.txt") == "mine")
    }

    @Test func linkToTheSameBytesIsReplaced() throws {
        for folder in ["public/docs/callbox", "build/callbox/docs/assets/callbox"] {
            let asset = try #require(try project.tree(folder).first)
            try project.write(asset.value, to: "real.js")
            try project.setMode(0o600, of: "real.js")
            try project.delete("\(folder)/\(asset.key)")
            try project.link("\(folder)/\(asset.key)", to: project.path + "/real.js")
            #expect(try project.callbox("check").exitCode == 1)
            #expect(try project.build().stdout.contains("wrote 1 file,"))
            #expect(try project.tree(folder)[asset.key] == asset.value)
            #expect(try project.callbox("check").exitCode == 0)
        }
    }

    @Test func fileThatIsWrittenAnewKeepsItsMode() throws {
        let name = "build/callbox/docs/server/nginx.conf"
        let before = try project.text(of: name)
        try project.setMode(0o640, of: name)
        try project.replace("app_id: abc12345", by: "app_id: new67890", in: "callbox.yml")
        try project.build()
        #expect(try project.text(of: name) != before)
        let facts = try FileManager.default.attributesOfItem(atPath: "\(project.path)/\(name)")
        #expect(facts[.posixPermissions] as? Int == 0o640)
    }

    @Test func siteThatLosesExternalDeliveryLosesItsAssets() throws {
        try project.replace("delivery: external", by: "delivery: inline", in: "callbox.yml")
        try project.build()
        #expect(!project.exists("public/docs/callbox"))
        #expect(!project.exists("build/callbox/docs/assets"))
    }
}

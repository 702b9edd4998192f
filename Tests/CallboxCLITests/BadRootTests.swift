import Foundation
import Testing

/// Roots that can't or mustn't be used: 65 where the manifest is to blame, 74 where the disk is.
struct BadRootTests {
    private func project(root: String, output: String = "build") throws -> TemporaryProject {
        try TemporaryProject([
            "callbox.yml": """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            output: \(output)
            sites:
              docs:
                host: docs.acme.com
                root: \(root)
                routes:
                  - path: /**
                    boot: visitor
            """,
            "public/index.html": "<!doctype html><title>A</title>",
            "file": "no folder",
        ])
    }

    @Test(arguments: [
        ("nowhere", "root 'nowhere' doesn't exist [root-missing]"),
        ("file", "root 'file' is no folder [root-missing]"),
        ("/", "root '/' is the root of the file system [root-not-allowed]"),
        ("/usr/..", "root '/usr/..' is the root of the file system [root-not-allowed]"),
        ("up", "root 'up' is the root of the file system [root-not-allowed]"),
        ("loop", "root 'loop' doesn't exist [root-missing]"),
        ("dangling", "root 'dangling' doesn't exist [root-missing]"),
    ])
    func isRefused(root: String, message: String) throws {
        let project = try project(root: root)
        try project.link("up", to: "/")
        try project.link("loop", to: "loop")
        try project.link("dangling", to: "nowhere")
        let before = project.times()
        for command in ["build", "check", "remove"] {
            let run = try project.callbox(command)
            #expect(run.exitCode == 65)
            #expect(run.stderr.contains("callbox.yml:8:11: error: \(message)"), "\(run.stderr)")
        }
        #expect(project.times() == before)
    }

    @Test func dotsBehindALinkMeanWhatTheSystemMakesOfThem() throws {
        // Read as text, `link/../site` would be `site`.
        let project = try project(root: "link/../site", output: "real/site/out")
        try project.write("<!doctype html>", to: "real/site/index.html")
        try project.write("", to: "real/deep/file")
        try project.link("link", to: "real/deep")
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(
            run.stderr.contains("the output folder 'real/site/out' lies in the root"),
            "\(run.stderr)")
        #expect(!project.exists("real/site/out"))
    }

    @Test(arguments: ["public/build", "public", ".", "./public/../public/deep/er", "link/x"])
    func outputInsideARootIsRefused(output: String) throws {
        let project = try project(root: output == "." ? "." : "public", output: output)
        try project.link("link", to: "public")
        let before = project.times()
        let run = try project.callbox("build")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("the output folder '\(output)' lies in the root"))
        #expect(project.times() == before)
    }

    @Test func linksInARootAreNeverFollowed() throws {
        let project = try project(root: "linked")
        try project.write("<!doctype html><title>B</title>", to: "elsewhere/b.html")
        try project.write("<!doctype html><title>C</title>", to: "elsewhere/c.html")
        try project.link("linked", to: "public")
        try project.link("public/out", to: "../elsewhere")
        try project.link("public/c.html", to: "../elsewhere/c.html")
        try project.link("public/loop", to: "../public")
        let elsewhere = try project.tree("elsewhere")
        let run = try project.build()
        #expect(try project.tree("elsewhere") == elsewhere)
        #expect(run.stdout.contains("pages: 1 inserted, 3 skipped"))
        #expect(
            run.stdout.contains(
                "skipped 3, it is a symbolic link, which is never followed: c.html, loop, out"))
        #expect(try project.text(of: "public/index.html").contains("data-callbox"))
    }

    @Test func readOnlyRootIsToldAndItsPagesStay() throws {
        let project = try project(root: "public")
        let before = try project.tree("public")
        try project.setMode(0o555, of: "public")
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74)
        #expect(
            run.stderr.contains("error: public/index.html: create: Permission denied"),
            "\(run.stderr)")
        #expect(try project.tree("public") == before)
        // What needs no writing needs no right to write.
        try project.setMode(0o755, of: "public")
        try project.build()
        try project.setMode(0o555, of: "public")
        for command in ["build", "check"] {
            let again = try project.callbox(command, through: CommandLineRun.withoutPrivileges)
            #expect(again.exitCode == 0, "\(again.stderr)")
        }
        let removal = try project.callbox("remove", through: CommandLineRun.withoutPrivileges)
        #expect(removal.exitCode == 74)
        #expect(try project.text(of: "public/index.html").contains("data-callbox"))
    }

    @Test func readOnlyRootOfExternalDeliveryKeepsItsPages() throws {
        let project = try project(root: "public\n    delivery: external")
        let before = try project.tree("public")
        try project.setMode(0o555, of: "public")
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74)
        #expect(run.stderr.contains("Permission denied"), "\(run.stderr)")
        #expect(try project.tree("public") == before)
    }

    @Test func readOnlyOutputIsTold() throws {
        let project = try project(root: "public", output: "out/put")
        try project.makeFolder("out")
        try project.setMode(0o555, of: "out")
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74)
        #expect(
            run.stderr.contains("error: out/put/routes.json: Permission denied"), "\(run.stderr)")
        #expect(try project.tree("out").isEmpty)
    }

    @Test(arguments: ["file", "file/below", "loop"]) func outputThatIsNoFolderIsTold(
        output: String
    ) throws {
        let project = try project(root: "public", output: output)
        try project.link("loop", to: "loop")
        let before = try project.tree("public")
        let run = try project.callbox("build")
        let isLoop = output == "loop"
        #expect(run.exitCode == (isLoop ? 74 : 65))
        let reason =
            isLoop
            ? "error: loop/routes.json: Too many levels of symbolic links\n"
            : "error: the output is a folder, and 'file' is a file [output-not-allowed]"
        #expect(run.stderr.contains(reason), "\(run.stderr)")
        #expect(!run.stderr.contains("NSCocoa"), "\(run.stderr)")
        #expect(try project.text(of: "file") == "no folder")
        #expect(try isLoop || project.tree("public") == before)
    }

    @Test func unreadablePagesAndFoldersAreToldTheOthersDone() throws {
        let project = try project(root: "public")
        try project.write("<!doctype html>", to: "public/secret.html")
        try project.write("<!doctype html>", to: "public/folder/b.html")
        try project.setMode(0o000, of: "public/secret.html")
        try project.setMode(0o000, of: "public/folder")
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        try project.setMode(0o755, of: "public/folder")
        #expect(run.exitCode == 74)
        #expect(run.stderr.contains("error: public/secret.html: open: Permission denied"))
        #expect(run.stderr.contains("error: public/folder: open: Permission denied"))
        let check = try project.callbox("check", through: CommandLineRun.withoutPrivileges)
        #expect(check.exitCode == 74)
        #expect(check.stderr.contains("error: public/secret.html: open: Permission denied"))
        #expect(try project.text(of: "public/index.html").contains("data-callbox"))
    }

    @Test func manyFailuresAreCounted() throws {
        let project = try project(root: "public")
        for number in 0..<103 {
            try project.write("<!doctype html>", to: "public/secret/\(number).html")
            try project.setMode(0o000, of: "public/secret/\(number).html")
        }
        let run = try project.callbox("build", through: CommandLineRun.withoutPrivileges)
        #expect(run.exitCode == 74)
        let errors = run.stderr.split(separator: "\n")
        #expect(errors.count == 101)
        #expect(errors.last == "error: and 3 more pages failed")
    }

    @Test func rootOfAnotherRunningBuildIsBusy() throws {
        let project = try project(root: "public")
        let before = try project.tree("public")
        let run = try project.callbox("build", through: ["flock", "public"])
        #expect(run.exitCode == 74)
        #expect(run.stderr.contains("error: another run of Callbox is writing into 'public'"))
        #expect(try project.tree("public") == before)
        #expect(try project.callbox("build").exitCode == 0)
        #expect(try project.callbox("check", through: ["flock", "public"]).exitCode == 0)
    }
}

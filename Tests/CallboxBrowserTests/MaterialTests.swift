import CallboxBrowserSupport
import Foundation
import Testing

extension BrowserTests {
    /// Material for MkDocs, the real one from PyPI: its instant loading and its own consent.
    @Suite(.enabled(if: Engine.isProof)) struct MaterialTests {
        @Test(
            "U1: Material's instant loading is a navigation: one update, one boot",
            arguments: Engine.tested)
        func instantLoading(_ engine: Engine) throws {
            let files = try site(settings: "")
                .merging(Company.files(docs: "navigation: history")) { $1 }
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://docs.acme.com/")
                try acme.wait(for: "boot")
                try acme.browser.run("window.isSame = true")
                try acme.browser.click("article a[href*=other]")
                try acme.browser.wait(for: "location.pathname === '/other/'")
                try acme.wait(for: "update")
                usleep(1_500_000)
                #expect(try acme.browser.value(of: "window.isSame", as: Bool.self))
                #expect(try acme.calls().map(\.method) == ["boot", "update"])
            }
        }

        @Test(
            "C1, C2, C3: Material's own consent is heard, given and refused",
            arguments: Engine.tested)
        func consent(_ engine: Engine) throws {
            let settings = """
                extra:
                  consent:
                    title: Cookies
                    description: We ask first.
                    cookies:
                      intercom: { name: Messenger, checked: true }
                """
            let files = try site(settings: settings)
                .merging(Company.files(top: "consent: { manager: material }")) { $1 }
            try Acme.run(engine, files: files) { acme in
                try acme.browser.open("https://docs.acme.com/")
                try acme.browser.wait(for: "!document.querySelector('#__consent').hidden")
                #expect(try acme.foreignRequests() == [])
                #expect(try acme.browser.cookies().isEmpty)
                try acme.browser.click("#__consent button:not([type=reset])")
                try acme.wait(for: "boot")
                // Refused later, by the form that its footer's link shows again.
                try acme.browser.run(
                    "document.querySelector('#__consent').hidden = false;"
                        + "document.querySelector('#__consent form').reset()")
                try acme.browser.wait(for: "!window.Intercom?.standIn")
                #expect(
                    try acme.browser.cookies().map(\.name).filter { $0.hasPrefix("intercom") } == []
                )
            }
        }

        /// The files of a site that Material has built.
        private func site(settings: String) throws -> [String: String] {
            let folder = try TemporaryFolder()
            let page = "# First\n\n[Other](other.md)\n"
            let configuration = """
                site_name: Acme
                site_url: https://docs.acme.com/
                theme: { name: material, font: false, features: [navigation.instant] }
                \(settings)
                """
            try FileManager.default.createDirectory(
                atPath: folder.path("docs"), withIntermediateDirectories: true)
            for (name, text) in [
                "mkdocs.yml": configuration, "docs/index.md": page, "docs/other.md": "# Other\n",
            ] {
                try text.write(toFile: folder.path(name), atomically: true, encoding: .utf8)
            }
            try ChildProcess.run("/usr/bin/python3", ["-m", "venv", folder.path("venv")])
            try ChildProcess.run(
                folder.path("venv/bin/pip"), ["install", "-q", "mkdocs-material"])
            try ChildProcess.run(
                folder.path("venv/bin/mkdocs"), ["build", "-q"], in: folder.url)
            var files: [String: String] = [:]
            for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path("site")) {
                if let text = try? String(
                    contentsOfFile: folder.path("site/\(path)"), encoding: .utf8)
                {
                    files["public/docs/\(path)"] = text
                }
            }
            return files
        }
    }
}

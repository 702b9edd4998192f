import CallboxHTML
import Foundation
import Glibc
import Synchronization
import Testing

struct SiteInjectorTests {
    private let block = Block.sample()
    private let page = "<html><head><title>t</title></head><body>x</body></html>"
    private var injected: String {
        page.replacing("<head>", with: "<head>" + String(decoding: block.bytes, as: UTF8.self))
    }

    private func run(
        _ folder: TemporaryFolder, _ mode: SiteInjector.Mode = .write, remove: Bool = false
    ) throws(SiteError) -> [PageReport] {
        try SiteInjector(root: folder.path, mode: mode).run { [block] _ in
            remove ? .remove : .block(block)
        }
    }

    @Test func visitsPagesInByteOrder() throws {
        let names = [
            "a-b.html", "a.HTM", "a/index.html", "a/z/y.html", "a0.html", "B.html", "c d/é.html",
            "folder.html/x.html",
        ]
        let others = ["a.css", ".html", "htm", "a.html.gz", "x.htmlx"]
        let folder = try TemporaryFolder(
            Dictionary(uniqueKeysWithValues: (names + others).map { ($0, page) }))
        let reports = try run(folder)
        #expect(reports.map(\.path) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(reports.allSatisfy { $0.outcome == .inserted && $0.isChanged })
        for name in names { #expect(try folder.text(of: name) == injected) }
        for name in others { #expect(try folder.text(of: name) == page) }
    }

    @Test func reportsTellTheStory() throws {
        let folder = try TemporaryFolder(["a.html": page, "b.html": "<p>"])
        let first = try run(folder)
        #expect(first.map(\.outcome) == [.inserted, .skipped(.fragment)])
        #expect(first[0].markAfter == "docs/guide" && first[0].oldBlock == nil)
        #expect(try run(folder).map(\.outcome) == [.unchanged, .skipped(.fragment)])

        let other = Block.sample("docs/other")
        let replaced = try SiteInjector(root: folder.path, mode: .write).run { path in
            path == "a.html" ? .block(other) : .ignore(.otherSite)
        }
        #expect(replaced.map(\.outcome) == [.replaced, .skipped(.otherSite)])
        #expect(replaced[0].oldBlock == block.bytes && replaced[0].markAfter == "docs/other")

        let skipped = try SiteInjector(root: folder.path, mode: .dryRun).run { _ in
            .skip(.ignored)
        }
        #expect(skipped.map(\.outcome) == [.skipped(.ignored), .skipped(.ignored)])
        #expect(skipped.map(\.isChanged) == [true, false])
        #expect(skipped[0].oldBlock == other.bytes)

        let removed = try run(folder, remove: true)
        #expect(removed.map(\.outcome) == [.removed, .unchanged])
        #expect(removed[0].markAfter == nil && removed[0].oldBlock == other.bytes)
        #expect(try folder.text(of: "a.html") == page)
    }

    @Test func dryRunReportsAndWritesNothing() throws {
        let folder = try TemporaryFolder([
            "a.html": page, "b/b.html": injected, ".callbox-0123456789abcdef.tmp": "",
        ])
        let before = folder.names.map { folder.status(of: $0).st_ctim.tv_nsec }
        let reports = try run(folder, .dryRun)
        #expect(reports.map(\.outcome) == [.inserted, .unchanged])
        #expect(reports.map(\.isChanged) == [true, false])
        #expect(folder.names.map { folder.status(of: $0).st_ctim.tv_nsec } == before)
        #expect(folder.names.count == 4)
    }

    @Test func unchangedPageIsNotWritten() throws {
        let folder = try TemporaryFolder(["a.html": page])
        _ = try run(folder)
        let before = folder.status(of: "a.html")
        _ = try run(folder)
        let after = folder.status(of: "a.html")
        #expect(before.st_ino == after.st_ino && before.st_ctim.tv_nsec == after.st_ctim.tv_nsec)
    }

    /// Though the start of a page would do that holds its block.
    @Test func pagesThatStayAreInspectedWhole() throws {
        let names = ["a.html", "b.html"]
        let long = page.replacing("x", with: String(repeating: "x", count: 10_000))
        let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: names.map { ($0, long) }))
        _ = try run(folder)
        let seen = Mutex<[String: Int]>([:])
        let injector = SiteInjector(root: folder.path, mode: .write) { path, page, _ in
            let count = page.count
            seen.withLock { $0[path] = count }
        }
        let reports = try injector.run { [block] _ in .block(block) }
        #expect(reports.map(\.outcome) == [.unchanged, .unchanged])
        let size = long.utf8.count + block.bytes.count
        #expect(seen.withLock { $0 } == ["a.html": size, "b.html": size])
    }

    @Test(arguments: [0o600, 0o644, 0o755, 0o4751] as [mode_t])
    func modeAndOwnerAreKept(_ mode: mode_t) throws {
        let folder = try TemporaryFolder(["a.html": page])
        // Where one isn't root, the file stays one's own, and so must the new one.
        chown("\(folder.path)/a.html", 65534, 65533)
        chmod("\(folder.path)/a.html", mode)
        let before = folder.status(of: "a.html")
        _ = try run(folder)
        let after = folder.status(of: "a.html")
        #expect(after.st_mode & 0o7777 == mode)
        #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
        #expect(try folder.text(of: "a.html") == injected)
    }

    @Test func nameNeedNotBeUTF8() throws {
        let folder = try TemporaryFolder(["a.html": page])
        let odd = Array("\(folder.path)/".utf8CString.dropLast()) + [-1] + ".html".utf8CString
        #expect(rename("\(folder.path)/a.html", odd) == 0)
        let reports = try run(folder)
        #expect(reports.map(\.path) == ["\u{FFFD}.html"] && reports[0].outcome == .inserted)
        #expect(rename(odd, "\(folder.path)/a.html") == 0)
        #expect(try folder.text(of: "a.html") == injected)
    }

    @Test func anotherHardLinkKeepsTheOldBytes() throws {
        let folder = try TemporaryFolder(["site/a.html": page])
        link("\(folder.path)/site/a.html", "\(folder.path)/backup")
        _ = try SiteInjector(root: "\(folder.path)/site", mode: .write).run { _ in .block(block) }
        #expect(try folder.text(of: "site/a.html") == injected)
        #expect(try folder.text(of: "backup") == page)
    }

    @Test func symbolicLinksBelowTheRootAreNotFollowed() throws {
        let outside = try TemporaryFolder(["secret.html": page, "folder/x.html": page])
        let folder = try TemporaryFolder(["a.html": page, "real/b.html": page])
        try folder.link("c.html", to: "\(outside.path)/secret.html")
        try folder.link("d", to: "\(outside.path)/folder")
        try folder.link("e", to: ".")
        try folder.link("f.html", to: "nowhere")
        try folder.link("g.css", to: "a.html")
        let reports = try run(folder)
        #expect(reports.map(\.path) == ["a.html", "c.html", "d", "e", "f.html", "real/b.html"])
        #expect(
            reports.map(\.outcome) == [
                .inserted, .skipped(.symbolicLink), .skipped(.symbolicLink),
                .skipped(.symbolicLink), .skipped(.symbolicLink), .inserted,
            ])
        #expect(try outside.text(of: "secret.html") == page)
        #expect(try outside.text(of: "folder/x.html") == page)
    }

    @Test func rootMayBeASymbolicLink() throws {
        let folder = try TemporaryFolder(["site/a.html": page])
        try folder.link("root", to: "site")
        let reports = try SiteInjector(root: "\(folder.path)/root", mode: .write).run { _ in
            .block(block)
        }
        #expect(reports.map(\.outcome) == [.inserted])
    }

    @Test func pipesAreNotOpened() throws {
        let folder = try TemporaryFolder(["b.html": page])
        mkfifo("\(folder.path)/a.html", 0o644)
        #expect(try run(folder).map(\.outcome) == [.skipped(.notAFile), .inserted])
    }

    @Test func hugePageIsSkipped() throws {
        let folder = try TemporaryFolder(["a.html": page])
        truncate("\(folder.path)/a.html", (1 << 28) + 1)
        #expect(try run(folder).map(\.outcome) == [.skipped(.tooLarge)])
    }

    @Test func litterIsSwept() throws {
        let litter = [".callbox-0123456789abcdef.tmp", "b/.callbox-fedcba9876543210.tmp"]
        let others = [
            ".callbox-1.tmp", "callbox-0123456789abcdef.tmp", ".callbox-0123456789abcdef",
        ]
        let folder = try TemporaryFolder(
            Dictionary(uniqueKeysWithValues: (litter + others).map { ($0, "") }))
        _ = try run(folder)
        #expect(folder.names == (others + ["b"]).sorted())
    }

    @Test func manyPagesAreAllVisitedOnce() throws {
        let names = (0..<500).map { "\($0 % 7)/\($0).html" }
        let folder = try TemporaryFolder(
            Dictionary(uniqueKeysWithValues: names.map { ($0, page) }))
        let reports = try run(folder)
        #expect(reports.map(\.path) == names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(try names.allSatisfy { try folder.text(of: $0) == injected })
    }

    @Test func unusableRootsAreErrors() throws {
        let folder = try TemporaryFolder(["a.html": page])
        try folder.link("top", to: "/")
        try folder.link("loop", to: "loop")
        func error(_ root: String) throws -> SiteError {
            try #require(throws: SiteError.self) {
                try SiteInjector(root: root, mode: .write).run { _ in .remove }
            }
        }
        #expect(try error("\(folder.path)/none").message.hasSuffix("none' doesn't exist"))
        #expect(try error("").message == "the root '' doesn't exist")
        #expect(try error("\(folder.path)/a.html").message.hasSuffix("' is not a directory"))
        #expect(try error("/") == .rootIsFileSystem(path: "/"))
        #expect(try error("\(folder.path)/top") == .rootIsFileSystem(path: "\(folder.path)/top"))
        #expect(try error("\(folder.path)/loop").message.contains("Too many levels"))
    }

    @Test func twoWritersInOneRootDoNotMeet() throws {
        let folder = try TemporaryFolder(["a.html": page])
        let other = open(folder.path, O_RDONLY | O_DIRECTORY)
        defer { close(other) }
        try #require(flock(other, LOCK_EX) == 0)
        #expect(throws: SiteError.rootIsBusy(path: folder.path)) { try run(folder) }
        #expect(try run(folder, .dryRun).map(\.outcome) == [.inserted])
    }

    @Test func pageThatVanishesFailsAlone() throws {
        let folder = try TemporaryFolder(["a.html": page, "b.html": page])
        let reports = try SiteInjector(root: folder.path, mode: .write).run {
            [block, root = folder.path] path in
            if path == "a.html" { unlink("\(root)/\(path)") }
            return .block(block)
        }
        #expect(reports.map(\.path) == ["a.html", "b.html"])
        guard case .failed(.system(let error)) = reports[0].outcome else {
            Issue.record("the vanished page is \(reports[0].outcome)")
            return
        }
        #expect(error.message == "open: No such file or directory")
        #expect(reports[1].outcome == .inserted)
        #expect(folder.names == ["b.html"])
    }
}

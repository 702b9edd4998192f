import Foundation
import Testing

@testable import CallboxHTML

struct PageFileTests {
    /// What another program may do to a page between its reading and its replacing.
    enum Meddling: CaseIterable { case rewrite, replace, touch, remove }

    @Test(arguments: Meddling.allCases)
    func pageChangedInTheMeantimeIsLeftAlone(_ meddling: Meddling) throws {
        let folder = try TemporaryFolder(["a.html": "<head>"])
        let directory = try DirectoryHandle(path: folder.path)
        var buffer: [UInt8] = []
        let file = try PageFile(opening: FileName("a.html"), in: directory)
        try file.read(into: &buffer)
        let times = [folder.status(of: "a.html").st_atim, folder.status(of: "a.html").st_mtim]
        switch meddling {
        case .rewrite:
            try folder.write("<head>longer", to: "a.html")
            utimensat(AT_FDCWD, "\(folder.path)/a.html", times, 0)
        case .replace:
            try folder.write("<HEAD>", to: "b.html")
            utimensat(AT_FDCWD, "\(folder.path)/b.html", times, 0)
            rename("\(folder.path)/b.html", "\(folder.path)/a.html")
        case .touch: utimensat(AT_FDCWD, "\(folder.path)/a.html", nil, 0)
        case .remove: unlink("\(folder.path)/a.html")
        }
        let before = try? folder.text(of: "a.html")
        do {
            try file.replace(
                by: [.page(0..<6), .block], of: buffer.span, block: [65], in: directory,
                through: FileName("new"))
            Issue.record("the page was replaced")
        } catch {
            #expect(error.id == "changed-while-read")
        }
        #expect((try? folder.text(of: "a.html")) == before)
        #expect(folder.names == (meddling == .remove ? [] : ["a.html"]))
    }

    @Test(arguments: ["<he", "<head>longer"])
    func pageOfAnotherSizeThanWhenItWasOpenedIsNotRead(text: String) throws {
        let folder = try TemporaryFolder(["a.html": "<head>"])
        let directory = try DirectoryHandle(path: folder.path)
        var buffer: [UInt8] = []
        let file = try PageFile(opening: FileName("a.html"), in: directory)
        try folder.write(text, to: "a.html")
        do {
            try file.read(into: &buffer)
            Issue.record("the page was read")
        } catch {
            #expect(error == .changedWhileRead)
        }
    }

    /// The listing knows links; these came after it.
    @Test func linkPutInTheWayIsNotFollowed() throws {
        let folder = try TemporaryFolder(["real/a.html": "<head>"])
        try folder.link("a.html", to: "real/a.html")
        try folder.link("link", to: "real")
        let root = try DirectoryHandle(path: folder.path)
        do throws(PageFailure) {
            _ = try PageFile(opening: FileName("a.html"), in: root)
            Issue.record("the link to a page was followed")
        } catch {
            #expect(error == .system(SystemError("open", code: ELOOP)))
        }
        do throws(SystemError) {
            _ = try DirectoryHandle([FileName("link")], below: root)
            Issue.record("the link to a folder was followed")
        } catch {
            #expect(error.code == ENOTDIR || error.code == ELOOP)
        }
    }

    @Test func piecesBeyondOneCallAreAllWritten() throws {
        let folder = try TemporaryFolder(["a.html": "ab"])
        let directory = try DirectoryHandle(path: folder.path)
        var buffer: [UInt8] = []
        let file = try PageFile(opening: FileName("a.html"), in: directory)
        try file.read(into: &buffer)
        let pieces = (0..<3000).map { PageEdit.Piece.page($0 % 2..<$0 % 2 + 1) }
        try file.replace(
            by: pieces, of: buffer.span, block: [], in: directory, through: FileName("new"))
        #expect(try folder.text(of: "a.html") == String(repeating: "ab", count: 1500))
    }

    @Test func pageIsReadWholeIntoALargerBuffer() throws {
        let folder = try TemporaryFolder(["a.html": "abc", "b.html": "", "c.html": "xyz!"])
        let directory = try DirectoryHandle(path: folder.path)
        var buffer: [UInt8] = []
        for (name, text) in [("c.html", "xyz!"), ("a.html", "abc"), ("b.html", "")] {
            let file = try PageFile(opening: FileName(name), in: directory)
            try file.read(into: &buffer)
            #expect(String(decoding: buffer[..<file.size], as: UTF8.self) == text)
        }
    }
}

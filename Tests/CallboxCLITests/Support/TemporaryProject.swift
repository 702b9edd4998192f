import Foundation
import Glibc
import Testing

/// A folder of its own for one test, with a manifest and what belongs to it; removed with it.
final class TemporaryProject {
    let path: String
    private var restricted: [String] = []

    /// The repository that the tests are part of.
    static let repository = URL(filePath: #filePath).appending(path: "../../../..").standardized
        .path

    /// A new folder with these files.
    ///
    /// - Parameter example: a folder of `examples` whose files are copied first.
    init(copyOf example: String? = nil, _ files: [String: String] = [:]) throws {
        var template = Array("/tmp/callbox-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        if let example {
            let source = Self.repository + "/examples/" + example
            for (name, entry) in try Self.tree(at: source) where !name.hasPrefix("build/") {
                try write(entry, to: name)
            }
        }
        for (name, text) in files { try write(text, to: name) }
    }

    deinit {
        // What has no right to be entered or written couldn't be removed.
        for name in restricted { chmod("\(path)/\(name)", 0o755) }
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Runs `callbox` in the folder.
    func callbox(
        _ arguments: String..., environment: [String: String] = [:], through wrapper: [String] = []
    ) throws -> CommandLineRun {
        try CommandLineRun(arguments, in: path, environment: environment, through: wrapper)
    }

    /// Runs `callbox build`, which must do its work without a complaint.
    @discardableResult
    func build(
        _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> CommandLineRun {
        let run = try CommandLineRun(["build"] + arguments, in: path)
        try #require(run.exitCode == 0, "\(run.stderr)", sourceLocation: sourceLocation)
        return run
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(path)/\(name)")), as: UTF8.self)
    }

    func exists(_ name: String) -> Bool {
        var status = stat()
        return lstat("\(path)/\(name)", &status) == 0
    }

    func delete(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(path)/\(name)", withDestinationPath: target)
    }

    func setMode(_ mode: mode_t, of name: String) throws {
        try #require(chmod("\(path)/\(name)", mode) == 0)
        restricted.append(name)
    }

    /// Replaces a text that must be in a file.
    func replace(_ old: String, by new: String, in name: String) throws {
        let before = try text(of: name)
        try #require(before.contains(old), "\(name) has no '\(old)'")
        try write(before.replacingOccurrences(of: old, with: new), to: name)
    }

    /// Where a text first stands in an ASCII file, as diagnostics have it: `NAME:LINE:COLUMN`.
    func place(of text: String, in name: String) throws -> String {
        let whole = try self.text(of: name)
        let range = try #require(whole.range(of: text), "\(name) has no '\(text)'")
        let lines = whole[..<range.lowerBound].split(
            separator: "\n", omittingEmptySubsequences: false)
        return "\(name):\(lines.count):\((lines.last?.count ?? 0) + 1)"
    }

    /// The bytes of every file below a folder by path; a link is the bytes `-> TARGET`.
    func tree(_ name: String = "") throws -> [String: [UInt8]] {
        try Self.tree(at: path + "/" + name)
    }

    /// The bytes of every file below a folder by path; a link is the bytes `-> TARGET`.
    static func tree(at folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in FileManager.default.subpaths(atPath: folder) ?? [] {
            let full = folder + "/" + name
            var status = stat()
            guard lstat(full, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: files[name] = Array(try Data(contentsOf: URL(filePath: full)))
            case S_IFLNK:
                let target = try FileManager.default.destinationOfSymbolicLink(atPath: full)
                files[name] = Array("-> \(target)".utf8)
            default: break
            }
        }
        return files
    }

    /// When each file below a folder was last written: what a run that writes nothing leaves alone.
    func times(_ name: String = "") -> [String: String] {
        var times: [String: String] = [:]
        for file in FileManager.default.subpaths(atPath: path + "/" + name) ?? [] {
            var status = stat()
            guard lstat("\(path)/\(name)/\(file)", &status) == 0 else { continue }
            times[file] = "\(status.st_ino) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
        }
        return times
    }
}

extension TemporaryProject {
    /// A project of one site `docs`, not built yet.
    ///
    /// - Parameters:
    ///   - pages: by their paths below its root, `public`.
    ///   - site: lines of the site, each indented as the others are.
    ///   - comment: what stands behind the site's name.
    ///   - route: its only one.
    convenience init(
        ofPages pages: [String: String], site: [String] = [], comment: String = "",
        route: String = "{ path: /**, boot: visitor }"
    ) throws {
        let lines = ["host: docs.acme.com", "root: public"] + site + ["routes: [\(route)]"]
        let manifest = """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            sites:
              docs:\(comment)
            \(lines.map { "    " + $0 }.joined(separator: "\n"))

            """
        try self.init(["callbox.yml": manifest])
        for (name, text) in pages { try write(text, to: "public/" + name) }
    }
}

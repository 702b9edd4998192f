import Foundation
import Testing

/// Expected files under `Tests/Cases`, committed and reviewed.
///
/// `UPDATE_SNAPSHOTS=1 swift test` rewrites them, and then fails, so that nobody takes a recording
/// for a proof.
enum ReferenceFiles {
    /// Compares files with those in a folder below `Tests/Cases`: all names and all bytes.
    static func expect(
        _ files: [String: [UInt8]], match folder: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = TemporaryProject.repository + "/Tests/Cases/" + folder
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try record(files, at: path)
            Issue.record(
                "recorded \(folder); look at the difference", sourceLocation: sourceLocation)
            return
        }
        let expected = try TemporaryProject.tree(at: path)
        for difference in differences(between: files, and: expected) {
            Issue.record("\(folder)/\(difference)", sourceLocation: sourceLocation)
        }
    }

    /// Compares a text with a file below `Tests/Cases`.
    static func expect(
        _ text: String, matches file: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = TemporaryProject.repository + "/Tests/Cases/" + file
        let name = (file as NSString).lastPathComponent
        if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
            try write(Array(text.utf8), to: path)
            Issue.record("recorded \(file); look at the difference", sourceLocation: sourceLocation)
            return
        }
        var expected: [String: [UInt8]] = [:]
        if let data = FileManager.default.contents(atPath: path) { expected[name] = Array(data) }
        for difference in differences(between: [name: Array(text.utf8)], and: expected) {
            Issue.record("\(file): \(difference)", sourceLocation: sourceLocation)
        }
    }

    /// What differs, a text each: a file that only one side has, or the first line that differs.
    static func differences(
        between actual: [String: [UInt8]], and expected: [String: [UInt8]]
    ) -> [String] {
        Set(actual.keys).union(expected.keys).sorted().compactMap { name in
            guard let found = actual[name] else { return "\(name): wasn't made" }
            guard let wanted = expected[name] else {
                return "\(name): has no reference file; record it with UPDATE_SNAPSHOTS=1"
            }
            return found == wanted ? nil : "\(name): \(firstDifference(found, wanted))"
        }
    }

    private static func firstDifference(_ found: [UInt8], _ wanted: [UInt8]) -> String {
        func lines(_ bytes: [UInt8]) -> [String] {
            bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
        }
        let (found, wanted) = (lines(found), lines(wanted))
        let index = zip(found, wanted).prefix { $0 == $1 }.count
        func line(_ lines: [String]) -> String { index < lines.count ? lines[index] : "(the end)" }
        return "line \(index + 1) differs\n  - \(line(wanted))\n  + \(line(found))"
    }

    private static func record(_ files: [String: [UInt8]], at folder: String) throws {
        if FileManager.default.fileExists(atPath: folder) {
            try FileManager.default.removeItem(atPath: folder)
        }
        for (name, bytes) in files { try write(bytes, to: folder + "/" + name) }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path))
    }
}

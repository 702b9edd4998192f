internal import CallboxDiagnostics
private import Foundation

/// Reads a file that a person wrote.
enum InputFile {
    /// The most bytes that are read at all; the readers of each format have lower limits.
    static let byteLimit = 64 << 20

    /// The file at `path`, shown as `shownAs`; nil, with a diagnostic, where it can't be read.
    ///
    /// Reports `input-missing`, `input-unreadable`, `input-too-large`.
    static func read(
        _ path: String, shownAs shown: String, reportingTo sink: inout DiagnosticSink
    ) -> SourceFile? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            sink.report(Diagnostic(.inputMissing, "there is no such file", path: shown))
            return nil
        }
        if isDirectory.boolValue {
            sink.report(
                Diagnostic(.inputUnreadable, "this is a folder, not a file", path: shown))
            return nil
        }
        do {
            // A pipe's or device's size isn't known beforehand, so reading stops at the limit, too.
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let size = attributes[.size] as? Int ?? 0
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let data = size > byteLimit ? nil : try handle.read(upToCount: byteLimit + 1) ?? Data()
            guard let data, data.count <= byteLimit else {
                let known = size > byteLimit ? "\(size) bytes" : "more bytes"
                sink.report(
                    Diagnostic(
                        .inputTooLarge, "this file has \(known); at most \(byteLimit) are read",
                        path: shown))
                return nil
            }
            return SourceFile(path: shown, bytes: Array(data))
        } catch {
            sink.report(
                Diagnostic(
                    .inputUnreadable, "this file can't be read: \(reason(of: error))", path: shown))
            return nil
        }
    }

    /// A page that was read before, to show a place in it; empty where it has gone since.
    static func page(at path: String) -> SourceFile {
        SourceFile(
            path: path, bytes: FileManager.default.contents(atPath: path).map(Array.init) ?? [])
    }
}

/// What the system says about a failed call, without Foundation's wrapping.
func reason(of error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    if cause.domain == NSPOSIXErrorDomain { return systemMessage(Int32(cause.code)) }
    // Foundation keeps no number of the system's where it has a code of its own.
    return switch (cause as? CocoaError ?? error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: systemMessage(ENOENT)
    case .fileReadNoPermission, .fileWriteNoPermission: systemMessage(EACCES)
    case .fileWriteFileExists: systemMessage(EEXIST)
    case .fileWriteOutOfSpace: systemMessage(ENOSPC)
    case .fileWriteVolumeReadOnly: systemMessage(EROFS)
    default: error.localizedDescription
    }
}

/// The system's own words for an `errno`.
func systemMessage(_ code: Int32) -> String { String(cString: strerror(code)) }

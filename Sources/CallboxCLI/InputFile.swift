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
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let size = attributes[.size] as? Int ?? 0
            guard size <= byteLimit else {
                sink.report(
                    Diagnostic(
                        .inputTooLarge, "this file has \(size) bytes; at most \(byteLimit) are read",
                        path: shown))
                return nil
            }
            return SourceFile(
                path: shown, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        } catch {
            sink.report(
                Diagnostic(
                    .inputUnreadable, "this file can't be read: \(reason(of: error))", path: shown))
            return nil
        }
    }
}

/// What the system says about a failed call, without Foundation's wrapping.
func reason(of error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    return cause.domain == NSPOSIXErrorDomain
        ? String(cString: strerror(Int32(cause.code))) : error.localizedDescription
}

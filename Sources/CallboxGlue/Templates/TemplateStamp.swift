internal import CallboxDiagnostics
package import CallboxTemplates
private import Crypto

extension TextTemplate {
    /// The template as people get it to change: with a stamp in front, a comment, by which is known
    /// later on whether the built-in one has changed since.
    ///
    /// - Parameter version: of this program, for people.
    package func ejected(version: String) -> String {
        "{{! callbox \(version) \(digest) }}\n" + text
    }

    /// Twelve hexadecimal digits of the built-in template's hash.
    fileprivate var digest: String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)).prefix(6))
    }
}

/// The comment at the start of a template that tells which built-in one it was made from.
enum TemplateStamp {
    /// Reports `outdated-template` where the built-in template has changed since this one was made
    /// from it, or where nothing tells.
    static func check(
        _ file: SourceFile, of template: TextTemplate, reportingTo sink: inout DiagnosticSink
    ) {
        let line = file.byteRange(ofLine: 1)
        let text = String(decoding: file.bytes[line], as: UTF8.self)
        let help = "'callbox templates show \(template.rawValue)' prints what it is now"
        guard let stamp = text.firstMatch(of: /^{{! callbox (\S+) ([0-9a-f]{12})\b/) else {
            sink.report(
                .outdatedTemplate,
                "'\(template.fileName)' doesn't say which template it was made from",
                at: file.range(line),
                help: help)
            return
        }
        if stamp.2 == template.digest { return }
        sink.report(
            .outdatedTemplate,
            "'\(template.fileName)' was made from that of callbox \(stamp.1), and the one of this "
                + "version is another", at: file.range(line), help: help)
    }
}

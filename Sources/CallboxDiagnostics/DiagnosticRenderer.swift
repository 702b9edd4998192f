/// Turns diagnostics into text for people: `path:line:column: error: message [id]`, then the source
/// line with a caret, then notes and help.
package struct DiagnosticRenderer: Sendable {
    /// Whether ANSI colours are written: only for terminals, and not with `NO_COLOR`.
    package let usesColour: Bool

    package init(usesColour: Bool) {
        self.usesColour = usesColour
    }

    /// The text for all of `diagnostics`, LF line ends, a final newline unless there are none.
    package func text(for diagnostics: [Diagnostic]) -> String {
        diagnostics.map(text(for:)).joined()
    }

    /// The text for one diagnostic, with a final newline.
    package func text(for diagnostic: Diagnostic) -> String {
        let label =
            switch diagnostic.severity {
            case .error: styled("error:", "1;31")
            case .warning: styled("warning:", "1;35")
            }
        var text = line(
            label, styled(printable(diagnostic.message), "1") + " [\(diagnostic.id.rawValue)]",
            at: diagnostic.range, path: diagnostic.path)
        for note in diagnostic.notes {
            text += line(
                styled("note:", "1;36"), printable(note.message), at: note.range, path: nil)
        }
        if let help = diagnostic.help {
            text += "  \(styled("help:", "1;32")) \(printable(help))\n"
        }
        return text
    }

    private func line(
        _ label: String, _ message: String, at range: SourceRange?, path: String?
    ) -> String {
        guard let range else {
            return (path.map { styled("\(printable($0)):", "1") + " " } ?? "  ")
                + "\(label) \(message)\n"
        }
        let start = range.start
        let place = "\(printable(range.file.path)):\(start.line):\(start.column):"
        return "\(styled(place, "1")) \(label) \(message)\n" + excerpt(of: range)
    }

    /// The source line and a caret below the range, both cut to a window of 100 characters.
    ///
    /// - Complexity: O(1) in the length of the line, which in a minified file is the file's.
    private func excerpt(of range: SourceRange) -> String {
        let start = range.start
        let lineBytes = range.file.byteRange(ofLine: start.line)
        let lower = min(max(range.bytes.lowerBound, lineBytes.lowerBound), lineBytes.upperBound)
        let upper = min(max(range.bytes.upperBound, lower), lineBytes.upperBound)
        // More bytes than any 100 characters that a line of text is likely to hold; a character
        // cut in two at the far ends becomes U+FFFD, and is cut off with the rest.
        let reach = 1000
        func text(_ bytes: Range<Int>) -> String {
            String(decoding: range.file.bytes[bytes], as: UTF8.self)
        }
        // Cut before, since each character costs a look at its properties, and after, since printing
        // makes several of some.
        let before = Array(
            printable(text(max(lineBytes.lowerBound, lower - reach)..<lower).suffix(60))
        ).suffix(60)
        let within = Array(printable(text(lower..<min(upper, lower + reach)).prefix(60))).prefix(60)
        let after = Array(
            printable(text(upper..<min(lineBytes.upperBound, upper + reach)).prefix(100))
        ).prefix(100 - before.count)
        let number = String(start.line)
        let margin = String(repeating: " ", count: number.utf8.count)
        let caret = "^" + String(repeating: "~", count: max(0, within.count - 1))
        return " \(number) | \(String(before + within + after))\n"
            + " \(margin) | \(String(repeating: " ", count: before.count))"
            + styled(caret, "1;32") + "\n"
    }

    private func styled(_ text: String, _ code: String) -> String {
        usesColour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

/// Text safe to print on a terminal: a tab becomes a blank, other control and format characters
/// become U+FFFD, so that an input file can't move the cursor or change colours.
package func printable(_ text: some StringProtocol) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                switch scalar.properties.generalCategory {
                case .control: scalar == "\t" ? " " : "\u{FFFD}"
                case .format: "\u{FFFD}"
                default: scalar
                }
            }))
}

/// An address as a person types it: `https://docs.acme.com/guide`, or without the scheme.
package struct PageAddress: Sendable {
    package let host: Host
    /// As a browser requests it: `.` and `..` resolved, encoded ones too, and `\` read as `/` (WHATWG
    /// URL §4.4), without query and fragment.
    package let path: String

    /// What is wrong with an address.
    package struct Problem: Error {
        /// For people: lower case, no full stop.
        package let message: String
    }

    /// - Throws: ``Problem`` where the host is none.
    package init(_ text: String) throws(Problem) {
        let text = text.prefix { !"?#".contains($0) }.replacing("\\", with: "/")
        let folded = text.lowercased()
        let isHTTP = folded.hasPrefix("http://")
        let rest =
            isHTTP
            ? text.dropFirst(7) : folded.hasPrefix("https://") ? text.dropFirst(8) : text[...]
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<end].lowercased()
        if let problem = Host.problem(with: authority) { throw Problem(message: problem) }
        host = Host((isHTTP ? "http://" : "") + authority)
        path = Self.resolved(rest[end...])
    }

    private static func resolved(_ path: Substring) -> String {
        var segments: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment.lowercased().replacing("%2e", with: ".") {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        return "/" + segments.joined(separator: "/")
    }
}

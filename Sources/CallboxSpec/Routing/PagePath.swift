internal import Foundation

/// The path of a page, as routes are matched against it: percent-decoded, NFC, without the parts
/// that don't tell pages apart.
///
/// `/a`, `/a/`, `/a.html` and `/a/index.html` are one page; a file `404.html` at the root of a site
/// is the page `/404`. Empty segments count for nothing; `.` and `..` never reach a page, since
/// browsers resolve them (WHATWG URL §4.4), and are taken literally.
package struct PagePath: Sendable, Hashable {
    /// The segments, decoded; empty for the root.
    package let segments: [String]

    /// The page at a path as a browser sends it: percent-encoded, query and fragment cut off.
    package init(urlPath: String) {
        let end = urlPath.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        let path = urlPath[..<(end ?? urlPath.endIndex)]
        self.init(decoded: path.utf8.split(separator: UInt8(ascii: "/")).map { decodePercent($0) })
    }

    /// The page of a file, by its path below the root of its site, `/` between the names.
    package init(file: String) {
        self.init(
            decoded: file.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) })
    }

    /// The page with these segments: decoded, NFC, without `index.html` or `.html` at
    /// the end.
    package init(segments: [String]) {
        self.segments = segments
    }

    /// The page a single decoded name stands for: none for `index.html`, `a` for `a.html`.
    init(decodedSegment: String) {
        self.init(decoded: [decodedSegment])
    }

    private init(decoded: [String]) {
        segments =
            decoded.dropLast().map(normalized)
            + (decoded.last.flatMap(Self.segment).map { [$0] } ?? [])
    }

    /// The last segment of the page that a file's name stands for; nil for `index.html`, which is
    /// its folder.
    static func segment(ofPage name: String) -> String? {
        if name == "index.html" { return nil }
        let isPage = name.utf8.count > 5 && name.utf8.suffix(5).elementsEqual(".html".utf8)
        return normalized(isPage ? String(Substring(name.utf8.dropLast(5))) : name)
    }

    /// The path for people: decoded, with a leading slash.
    package var description: String { "/" + segments.joined(separator: "/") }
}

/// `text` in Unicode's normalization form C; ASCII is returned as it is.
func normalized(_ text: String) -> String {
    text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}

/// Decodes `%XX`; an escape that is malformed stays, as does text that decodes to no UTF-8.
func decodePercent(_ bytes: some Collection<UInt8>) -> String {
    let raw = Array(bytes)
    guard raw.contains(UInt8(ascii: "%")) else { return String(decoding: raw, as: UTF8.self) }
    var decoded: [UInt8] = []
    var index = 0
    while index < raw.count {
        if raw[index] == UInt8(ascii: "%"), index + 2 < raw.count,
            let high = hexDigit(raw[index + 1]), let low = hexDigit(raw[index + 2])
        {
            decoded.append(high << 4 | low)
            index += 3
        } else {
            decoded.append(raw[index])
            index += 1
        }
    }
    return String(validating: decoded, as: UTF8.self) ?? String(decoding: raw, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

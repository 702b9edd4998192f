/// The element names that decide where a head begins and ends.
///
/// HTML §13.2.6.4.4, https://html.spec.whatwg.org/#parsing-main-inhead; the last three rows decide
/// how far a template and a body reach.
enum TagName: String, CaseIterable {
    case html, head, body, frameset, br
    case base, basefont, bgsound, link, meta
    case title, style, script, noscript, noframes, template
    case textarea, xmp, iframe, noembed
    case svg, math, select, plaintext, col
    case option, optgroup, hr
    /// Any other name.
    case other = ""

    /// The name that stands in `range`, in any case.
    init(_ bytes: Span<UInt8>, in range: Range<Int>) {
        var key: UInt128 = 0
        guard range.count <= 9 else {
            self = .other
            return
        }
        for offset in range {
            key = key << 8 | UInt128(bytes[offset].asciiLowercased)
        }
        self = Self.keys.first { $0.key == key }?.name ?? .other
    }

    /// Every name's bytes, packed into one number, so that a look-up compares numbers.
    private static let keys = allCases.dropLast().map { name in
        (key: name.rawValue.utf8.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }, name: name)
    }
}

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
        self = .other
        guard range.count <= 9 else { return }
        var key: UInt64 = 0
        for offset in range {
            let byte = bytes[offset]
            guard byte < 0x80 else { return }
            key = Self.key(key, byte.asciiLowercased)
        }
        var slot = Self.slot(of: key)
        while Self.slots[slot].key != 0 {
            if Self.slots[slot].key == key {
                self = Self.slots[slot].name
                return
            }
            slot = (slot + 1) % Self.slots.count
        }
    }

    /// Every name by its key, for it is asked of every tag: a hash table with open addressing. Twice
    /// as many slots as names keep the ways short.
    private static let slots = {
        var slots = [(key: UInt64, name: TagName)](repeating: (0, .other), count: 64)
        for name in allCases.dropLast() {
            let key = name.rawValue.utf8.reduce(0, key)
            var slot = slot(of: key)
            while slots[slot].key != 0 { slot = (slot + 1) % slots.count }
            slots[slot] = (key, name)
        }
        return slots
    }()

    /// A name's ASCII, seven bits a letter: nine letters fit.
    private static func key(_ start: UInt64, _ letter: UInt8) -> UInt64 {
        start << 7 | UInt64(letter)
    }

    /// The upper six bits of a product with the golden ratio's fraction (Knuth, TAOCP 6.4).
    private static func slot(of key: UInt64) -> Int {
        Int((key &* 0x9E37_79B9_7F4A_7C15) >> 58)
    }
}

import Glibc

/// Searches over a page's bytes. Offsets count from the page's first byte; an offset at or past the
/// end is allowed everywhere and finds nothing.
extension Span<UInt8> {
    /// The byte at `offset`, or nil past the end.
    func byte(at offset: Int) -> UInt8? {
        offset < count ? self[offset] : nil
    }

    /// The first offset at or after `start` that holds `byte`, or nil.
    func firstOffset(of byte: UInt8, from start: Int) -> Int? {
        start < count ? firstOffset(of: byte, in: start..<count) : nil
    }

    /// The first offset within `range`, which lies in the page, that holds `byte`, or nil.
    ///
    /// With `holds`, the one place that reads a page through a pointer: `memchr` takes 32 bytes at a
    /// time where a loop takes one, and long runs (styles, scripts, comments) fill many a head.
    func firstOffset(of byte: UInt8, in range: Range<Int>) -> Int? {
        withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[range])
            guard let base = bytes.baseAddress,
                let found = memchr(base, Int32(byte), bytes.count)
            else { return nil }
            return range.lowerBound + (UnsafeRawPointer(found) - base)
        }
    }

    /// The first place of an attribute `data-callbox`, in any case, at or after `start`, be it in
    /// markup or not; nil where there is none.
    ///
    /// By its last letter, the rarest of it in pages.
    func firstOwnMark(from start: Int) -> Int? {
        let marks = [UInt8(ascii: "x"), UInt8(ascii: "X")].compactMap { letter in
            var offset = start
            while let found = firstOffset(of: letter, from: offset) {
                if found >= start + 11, hasText("data-callbo", at: found - 11) { return found - 11 }
                offset = found + 1
            }
            return nil as Int?
        }
        return marks.min()
    }

    /// Whether `range`, which lies in the page, holds exactly `bytes`.
    ///
    /// By `memcmp`: a loop over the block took a twelfth of a run in which nothing changed.
    func holds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        guard range.count == bytes.count else { return false }
        return withUnsafeBytes { page in
            let own = UnsafeRawBufferPointer(rebasing: page[range])
            return bytes.withUnsafeBytes { wanted in
                guard let one = own.baseAddress, let other = wanted.baseAddress else { return true }
                return memcmp(one, other, own.count) == 0
            }
        }
    }

    /// Whether `text`, which is lower-case ASCII, stands at `start` in any mixture of case.
    func hasText(_ text: StaticString, at start: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard start + length <= count else { return false }
        return text.withUTF8Buffer { wanted in
            for index in 0..<length where self[start + index].asciiLowercased != wanted[index] {
                return false
            }
            return true
        }
    }

    /// Whether `range` holds `text`, which is lower-case ASCII, and nothing else, in any case.
    func isText(_ text: StaticString, in range: Range<Int>) -> Bool {
        range.count == text.utf8CodeUnitCount && hasText(text, at: range.lowerBound)
    }

    /// Whether `text`, which is lower-case ASCII, occurs within `range` in any case.
    func containsText(_ text: StaticString, in range: Range<Int>) -> Bool {
        let length = text.utf8CodeUnitCount
        guard length <= range.count else { return false }
        return (range.lowerBound...range.upperBound - length).contains { hasText(text, at: $0) }
    }
}

extension UInt8 {
    /// The byte with `A`-`Z` turned to `a`-`z`.
    var asciiLowercased: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// Whether the byte is an ASCII letter.
    var isASCIILetter: Bool {
        asciiLowercased >= UInt8(ascii: "a") && asciiLowercased <= UInt8(ascii: "z")
    }

    /// Whether the byte is tab, line feed, form feed, carriage return or space: HTML's white space.
    var isWhiteSpace: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x0C
    }

    /// Whether the byte ends a tag's name: white space, `/` or `>`.
    var endsTagName: Bool {
        self == UInt8(ascii: ">") || self == UInt8(ascii: "/") || isWhiteSpace
    }
}

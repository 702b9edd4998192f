/// A part of a tree's pages, for trees beyond one machine: `2/8` is the second of eight.
///
/// Each path belongs to exactly one of them, on every machine and in every run: by its FNV-1a hash
/// of 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/) over the UTF-8 bytes of the path below
/// the root, modulo the count.
package struct Shard: Sendable, Hashable {
    /// From 1 to `count`.
    package let number: Int
    /// At least 1, at most 9999.
    package let count: Int

    /// The shard that a text such as `2/8` names; nil where it names none.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy(\.isDigit) }),
            let number = Int(parts[0]), let count = Int(parts[1]),
            (1...9999).contains(count), (1...count).contains(number)
        else { return nil }
        self.number = number
        self.count = count
    }

    /// As names of files have it: `2-of-8`.
    package var name: String { "\(number)-of-\(count)" }

    /// Whether a path below the root is this shard's.
    package func holds(_ path: String) -> Bool {
        let hash = path.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        return hash % UInt64(count) == UInt64(number - 1)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}

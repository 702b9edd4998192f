import Glibc

/// One component of a path, as the file system has it: any bytes but `/` and NUL.
struct FileName: Sendable {
    /// With the final NUL, as system calls take it.
    let cString: [CChar]

    init(cString: UnsafePointer<CChar>) {
        self.cString = Array(UnsafeBufferPointer(start: cString, count: strlen(cString) + 1))
    }

    /// The name with these bytes, none of them `/` or NUL.
    init(bytes: some Collection<UInt8>) {
        cString = bytes.map { CChar(bitPattern: $0) } + [0]
    }

    init(_ text: String) { self.init(bytes: text.utf8) }

    /// The bytes without the NUL.
    var bytes: some RandomAccessCollection<UInt8> {
        cString.dropLast().lazy.map { UInt8(bitPattern: $0) }
    }

    /// For people and for matching routes; bytes that aren't UTF-8 become U+FFFD.
    var text: String {
        cString.withUnsafeBytes { String(decoding: $0.dropLast(), as: UTF8.self) }
    }

    /// Whether the name is `.html`, `.htm` or `.xhtml` after at least one byte, in any case.
    var isPage: Bool {
        ends(in: ".html") || ends(in: ".htm") || isXML
    }

    /// Whether servers send the file as XML.
    var isXML: Bool { ends(in: ".xhtml") }

    /// Whether the name is that of a temporary file which a killed run left behind: of any run, or
    /// of a shard's alone.
    func isLitter(of shard: Shard?) -> Bool {
        // First what is cheap: this is asked of every file of a tree.
        guard bytes.starts(with: TemporaryNames.prefix.utf8),
            let litter = text.wholeMatch(of: /\.callbox-(?:(\d+-of-\d+)-)?[0-9a-f]{16}\.tmp/)
        else { return false }
        return shard == nil || litter.1.map(String.init) == shard?.name
    }

    /// Whether this name stands before another in the byte order of paths: that of a directory
    /// counts as if it ended in `/`.
    static func precedes(
        _ one: (name: FileName, kind: DirectoryHandle.Kind),
        _ other: (name: FileName, kind: DirectoryHandle.Kind)
    ) -> Bool {
        let (first, second) = (one.name.cString, other.name.cString)
        // Up to the NUL of the shorter one.
        let shared = min(first.count, second.count) - 1
        let order = memcmp(first, second, shared)
        if order != 0 { return order < 0 }
        func next(_ name: [CChar], _ kind: DirectoryHandle.Kind) -> UInt8 {
            let byte = UInt8(bitPattern: name[shared])
            return byte == 0 && kind == .directory ? UInt8(ascii: "/") : byte
        }
        return next(first, one.kind) < next(second, other.kind)
    }

    private func ends(in suffix: StaticString) -> Bool {
        let length = suffix.utf8CodeUnitCount
        let start = cString.count - 1 - length
        guard start > 0 else { return false }
        return suffix.withUTF8Buffer { suffix in
            (0..<length).allSatisfy {
                UInt8(bitPattern: cString[start + $0]).asciiLowercased == suffix[$0]
            }
        }
    }
}

/// A name for a temporary file beside another that is being written: `SiteInjector.sweep` and every
/// run over the tree remove what a killed one leaves of them.
package func temporaryName() -> String { TemporaryNames(of: nil).name(forPage: 0).text }

/// Names for the temporary files of one visitor: `.callbox-`, in a shard its name and `-`, 16
/// hexadecimal digits, `.tmp`.
///
/// The digits count on from a random number: to draw one for each page would cost a system call.
struct TemporaryNames {
    static let prefix = ".callbox-"
    private let start: [UInt8]
    private let number = UInt64.random(in: .min ... .max)

    init(of shard: Shard?) {
        start = Array((Self.prefix + (shard.map { $0.name + "-" } ?? "")).utf8)
    }

    /// The name for a visitor's page, by its number.
    func name(forPage page: UInt64) -> FileName {
        var bytes = start
        bytes.reserveCapacity(start.count + 20)
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: (number &+ page) >> UInt64(shift)) & 0xF
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        bytes += ".tmp".utf8
        return FileName(bytes: bytes)
    }
}

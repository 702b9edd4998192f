import Glibc

/// One component of a path, as the file system has it: any bytes but `/` and NUL.
struct FileName: Sendable {
    /// With the final NUL, as system calls take it.
    let cString: [CChar]

    /// - Parameter cString: with its final NUL.
    fileprivate init(_ cString: [CChar]) { self.cString = cString }

    init(cString: UnsafePointer<CChar>) {
        self.cString = Array(UnsafeBufferPointer(start: cString, count: strlen(cString) + 1))
    }

    /// The name with this text, which holds no `/` and no NUL.
    init(_ text: String) { self.init(text.utf8.map { CChar(bitPattern: $0) } + [0]) }

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

    /// Whether one name stands before another in the byte order of paths: that of a directory
    /// counts as if it ended in `/`.
    static func precedes(
        _ one: (name: UnsafePointer<CChar>, kind: DirectoryHandle.Kind),
        _ other: (name: UnsafePointer<CChar>, kind: DirectoryHandle.Kind)
    ) -> Bool {
        var shared = 0
        while one.name[shared] == other.name[shared], one.name[shared] != 0 { shared += 1 }
        func next(_ name: UnsafePointer<CChar>, _ kind: DirectoryHandle.Kind) -> UInt8 {
            let byte = UInt8(bitPattern: name[shared])
            return byte == 0 && kind == .directory ? UInt8(ascii: "/") : byte
        }
        return next(one.name, one.kind) < next(other.name, other.kind)
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
    /// The name with all digits to be set.
    private let pattern: FileName
    private let digits: Range<Int>
    private let number = UInt64.random(in: .min ... .max)

    init(of shard: Shard?) {
        let start = Self.prefix + (shard.map { $0.name + "-" } ?? "")
        digits = start.utf8.count..<start.utf8.count + 16
        pattern = FileName(start + String(repeating: "0", count: digits.count) + ".tmp")
    }

    /// The name for a visitor's page, by its number.
    func name(forPage page: UInt64) -> FileName {
        var name = pattern.cString
        var rest = number &+ page
        for index in digits.reversed() {
            let digit = CChar(rest & 0xF)
            name[index] = digit < 10 ? 0x30 + digit : 0x61 + digit - 10
            rest >>= 4
        }
        return FileName(name)
    }
}

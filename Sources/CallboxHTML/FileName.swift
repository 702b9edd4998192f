/// One component of a path, as the file system has it: any bytes but `/` and NUL.
struct FileName: Sendable {
    /// With the final NUL, as system calls take it.
    let cString: [CChar]

    init(cString: UnsafePointer<CChar>) {
        var end = 0
        while cString[end] != 0 { end += 1 }
        self.cString = Array(UnsafeBufferPointer(start: cString, count: end + 1))
    }

    init(_ text: String) {
        cString = text.utf8.map { CChar(bitPattern: $0) } + [0]
    }

    /// The bytes without the NUL.
    var bytes: [UInt8] {
        cString.dropLast().map { UInt8(bitPattern: $0) }
    }

    /// For people and for matching routes; bytes that aren't UTF-8 become U+FFFD.
    var text: String {
        String(decoding: bytes, as: UTF8.self)
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
        guard bytes.starts(with: ".callbox-".utf8),
            let litter = text.wholeMatch(of: /\.callbox-(?:(\d+-of-\d+)-)?[0-9a-f]{16}\.tmp/)
        else { return false }
        return shard == nil || litter.1.map(String.init) == shard?.name
    }

    /// A new name for a temporary file: `.callbox-`, in a shard its name and `-`, 16 hexadecimal
    /// digits, `.tmp`.
    static func temporary(of shard: Shard?) -> FileName {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        let padding = String(repeating: "0", count: 16 - digits.utf8.count)
        let name = shard.map { $0.name + "-" } ?? ""
        return FileName(".callbox-" + name + padding + digits + ".tmp")
    }

    private func ends(in suffix: String) -> Bool {
        let bytes = bytes
        return bytes.count > suffix.utf8.count
            && bytes.suffix(suffix.utf8.count).map(\.asciiLowercased).elementsEqual(suffix.utf8)
    }
}

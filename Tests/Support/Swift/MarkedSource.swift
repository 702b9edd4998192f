package import CallboxDiagnostics

/// A test input with places marked by 1️⃣ 2️⃣ … 9️⃣ 🔟, so that no test types a line number.
///
/// The markers are taken out; `offset("1️⃣")` is the byte offset where one stood.
package struct MarkedSource {
    package let file: SourceFile
    private let offsets: [Character: Int]

    package init(_ text: String, path: String = "callbox.yml") {
        var bytes: [UInt8] = []
        var offsets: [Character: Int] = [:]
        for character in text {
            if character.unicodeScalars.contains("\u{20E3}") || character == "🔟" {
                offsets[character] = bytes.count
            } else {
                bytes += Array(String(character).utf8)
            }
        }
        file = SourceFile(path: path, bytes: bytes)
        self.offsets = offsets
    }

    /// The 1-based line and column at which a marker stood; a marker that is not in the text is
    /// line 0, which no diagnostic has, so the test that asks for it fails.
    package func location(_ marker: Character) -> SourceLocation? {
        offsets[marker].map { file.location(at: $0) }
    }

    /// All markers, in the order of their places.
    package var markers: [Character] {
        offsets.sorted { $0.value < $1.value }.map(\.key)
    }
}

import CallboxHTML
import Testing

/// A page written with a pin at the place that its block should have; no pin means no place.
///
/// `"<head>📍<title>"` has its place at 6. Expected offsets are never typed.
struct MarkedPage: ExpressibleByStringLiteral, CustomTestStringConvertible {
    let bytes: [UInt8]
    let place: Int?
    let testDescription: String

    init(stringLiteral text: String) {
        let parts = text.split(separator: "📍", omittingEmptySubsequences: false)
        bytes = parts.flatMap { Array($0.utf8) }
        place = parts.count > 1 ? parts[0].utf8.count : nil
        testDescription = text
    }

    /// A page in an encoding where every scalar is one byte.
    static func bytewise(_ text: String) -> MarkedPage {
        let marked = Array(text.unicodeScalars)
        return MarkedPage(
            bytes: marked.filter { $0 != "📍" }.map { UInt8($0.value) },
            place: marked.firstIndex(of: "📍"), testDescription: text)
    }

    private init(bytes: [UInt8], place: Int?, testDescription: String) {
        self.bytes = bytes
        self.place = place
        self.testDescription = testDescription
    }
}

extension Block {
    /// A small block of the shape that Callbox renders.
    static func sample(_ mark: String = "docs/guide", code: String = "go(\"</p>\")") -> Block {
        do {
            return try Block(Array("<script data-callbox=\"\(mark)\">\(code)</script>".utf8))
        } catch {
            fatalError("the sample is no block: \(mark)")
        }
    }
}

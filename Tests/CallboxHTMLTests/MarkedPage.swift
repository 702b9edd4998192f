import CallboxHTML
import Testing

/// A page written with pins at the places that its block should have; no 📍 means no place.
///
/// 📍 is the start of the head, 🏁 its end, 🔚 the end of the body: `"<head>📍<title>🏁<p>🔚</body>"`
/// has its places at 6, 13 and 16. Without a 🏁, the end of the head isn't told of; without a 🔚,
/// the body's place is the head's start. Expected offsets are never typed.
struct MarkedPage: ExpressibleByStringLiteral, CustomTestStringConvertible {
    let bytes: [UInt8]
    let headStart: Int?
    let headEnd: Int?
    /// The head's start where the body has no place.
    let bodyEnd: Int?
    let testDescription: String

    init(stringLiteral text: String) {
        self.init(text) { Array(String($0).utf8) }
    }

    /// A page in an encoding where every scalar is one byte.
    static func bytewise(_ text: String) -> MarkedPage {
        MarkedPage(text) { [UInt8($0.value)] }
    }

    private init(_ text: String, encoding: (Unicode.Scalar) -> [UInt8]) {
        var bytes: [UInt8] = []
        var pins: [Unicode.Scalar: Int] = [:]
        for scalar in text.unicodeScalars {
            if "📍🏁🔚".unicodeScalars.contains(scalar) {
                pins[scalar] = bytes.count
            } else {
                bytes += encoding(scalar)
            }
        }
        self.bytes = bytes
        headStart = pins["📍"]
        headEnd = pins["🏁"]
        bodyEnd = pins["🔚"] ?? headStart
        testDescription = text
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

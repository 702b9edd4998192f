private import Crypto
private import Foundation

/// What a route's pages carry: the script, and the element that brings it into a page.
package struct Snippet: Sendable, Hashable {
    /// `SITE/NAME`, the value of `data-callbox`.
    package let mark: String
    /// The glue: ASCII JavaScript, LF line ends, nothing in it ends a script element.
    package let script: [UInt8]
    /// The element: ASCII, no line end after it. With inline delivery it holds ``script``.
    package let block: [UInt8]
    /// The file that the block loads; nil with inline delivery.
    package let asset: Asset?

    /// A content-named script of external delivery.
    package struct Asset: Sendable, Hashable {
        /// `callbox/HASH.js`, relative to the site's base.
        package let path: String
    }

    /// What a content policy lists for the script, `'sha256-…'` without the quotes, and what
    /// `integrity` holds: the hash of exactly the bytes between the tags (glue rule O4; CSP 3
    /// §2.3.1, https://www.w3.org/TR/CSP3/#grammardef-hash-source).
    package let policyHash: String

    /// See ``policyHash``.
    static func policyHash(of script: [UInt8]) -> String {
        "sha256-" + Data(SHA256.hash(data: script)).base64EncodedString()
    }

    /// The name of an asset with these bytes: 16 hexadecimal digits of their hash, enough that no
    /// two scripts of a site share one.
    package static func asset(for script: [UInt8]) -> Asset {
        Asset(path: "callbox/\(hexadecimal(SHA256.hash(data: script).prefix(8))).js")
    }
}

/// Bytes as two hexadecimal digits each.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { byte in
        let digits = String(byte, radix: 16)
        return digits.utf8.count < 2 ? "0" + digits : digits
    }.joined()
}

/// What a content policy lists for an inline script of a page: the hash of its text in UTF-8, as HTML
/// gives it to scripts: every line end a LF, no NUL.
///
/// HTML §13.2.3.5, https://html.spec.whatwg.org/#preprocessing-the-input-stream
///
/// - Parameter script: what stands between its tags, in UTF-8.
package func policyHash(ofInline script: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(script.count)
    for offset in script.indices {
        switch script[offset] {
        case 0x0D: text.append(0x0A)
        case 0x0A where offset > 0 && script[offset - 1] == 0x0D: break
        case 0: text += Array("\u{FFFD}".utf8)
        case let byte: text.append(byte)
        }
    }
    return Snippet.policyHash(of: text)
}

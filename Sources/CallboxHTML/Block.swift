/// The bytes that Callbox puts into a page: one script element that carries its mark.
///
/// `<script data-callbox="docs/guide">…</script>`: ASCII, LF line ends, nothing before or after the
/// element. ASCII, because a page may be in any encoding; an attribute as the mark and not a
/// comment, since a comment lands outside an implied head.
package struct Block: Sendable, Hashable {
    /// The value of `data-callbox`: `SITE/NAME`.
    package let mark: String
    /// The whole element.
    package let bytes: [UInt8]

    /// A block of these bytes; the mark is read from them, as it will be from pages.
    ///
    /// - Throws: `NotABlock` where the bytes aren't ASCII with LF line ends, or aren't exactly one
    ///   marked script element, as in `<script data-callbox=a/b>"</script>"</script>`.
    package init(_ bytes: [UInt8]) throws(NotABlock) {
        let blocks = PageScan(bytes.span).ownBlocks
        guard blocks.count == 1, blocks[0].range == bytes.indices,
            bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D })
        else { throw NotABlock() }
        mark = String(decoding: bytes[blocks[0].mark], as: UTF8.self)
        self.bytes = bytes
    }

    /// What the script is: what stands in the element, and where it is loaded from otherwise.
    package var script: (content: [UInt8], source: String?, integrity: String?) {
        let page = bytes.span
        guard let element = page.nextScript(from: 0) else { return ([], nil, nil) }
        return (
            Array(bytes[element.content]),
            page.value(of: "src", in: element.tag).map { page.text(ofValue: $0) },
            page.value(of: "integrity", in: element.tag).map { page.text(ofValue: $0) }
        )
    }

    /// The bytes given for a block aren't one: a defect of what rendered them.
    package struct NotABlock: Error {}
}

/// A content policy that a page declares by a `meta` of its head: all of them apply, each to what
/// comes after it.
///
/// https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy
package struct PagePolicy: Sendable, Hashable {
    /// The policy, its character references resolved.
    package let text: String
    /// Where it stands: the value of `content`, in bytes of the page.
    package let range: Range<Int>
    /// Whether it stands before the page's block, and so governs the block's own script too.
    package internal(set) var precedesBlock = true

    init(_ page: Span<UInt8>, in range: Range<Int>) {
        text = page.text(ofValue: range)
        self.range = range
    }
}

/// Where in a page a block is to stand.
package enum Place: Sendable, CaseIterable {
    /// The start of the head: after the last `<meta charset>`, `content-type` or
    /// `content-security-policy` meta, else after its tag, else at the token that implies it.
    case headStart
    /// At the token that ends the head or forces its end; before an element or comment of the head
    /// that the page ends inside.
    case headEnd
    /// Before the last `</body>`. The start of the head where there is none, or where what hides
    /// markup in the body can't be told for sure (see `BodyScanner`).
    case bodyEnd
}

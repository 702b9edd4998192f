/// A cookie as the browser's own store holds it (WebDriver §14).
package struct Cookie: Decodable, Sendable {
    package let name: String
    package let value: String
    package let path: String
    /// With a leading dot where it was set for a domain, not for one host.
    package let domain: String
    package let secure: Bool
    /// `Strict`, `Lax` or `None`; nil where the browser does not say.
    package let sameSite: String?
    /// Unix seconds; nil: until the browser is closed.
    package let expiry: Double?
}

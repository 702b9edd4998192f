/// The templates that bring a script into a page, a case a file of `wrappers`.
package enum Wrapper: String, CaseIterable, Sendable {
    /// The script stands in the element.
    case inline
    /// The element loads the script from a file.
    case external

    /// The template: Mustache, ASCII.
    package var text: String {
        let bytes =
            switch self {
            case .inline: PackageResources.inline_mustache
            case .external: PackageResources.external_mustache
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why a page gets no block. The raw values are stable words for machines.
package enum SkipReason: String, Sendable, Hashable, CaseIterable {
    case ignored
    case otherSite = "other-site"
    case redirect
    case amp
    case frameset
    case fragment
    case empty
    case xml
    case utf16 = "utf-16"
    case iso2022JP = "iso-2022-jp"
    case lateEncoding = "late-encoding"
    case unclosedMarkup = "unclosed-markup"
    case unclosedBlock = "unclosed-block"
    case tooLarge = "too-large"
    case symbolicLink = "symbolic-link"
    case notAFile = "not-a-file"

    /// The reason for people: lower case, no full stop.
    package var sentence: String {
        switch self {
        case .ignored: "the manifest's 'ignore' names it"
        case .otherSite: "it lies in the root of another site"
        case .redirect: "it sends its visitors on at once (meta refresh)"
        case .amp: "AMP pages may hold no scripts of one's own"
        case .frameset: "it is a frameset: its frames are the pages"
        case .fragment: "it has no doctype and no html, head or body tag: a piece of a page"
        case .empty: "it is empty"
        case .xml: "it is served as XML, whose rules aren't HTML's"
        case .utf16: "it is encoded in UTF-16"
        case .iso2022JP: "it is encoded in ISO-2022-JP, where '<' can be half a character"
        case .lateEncoding:
            "it declares its encoding behind its head, from where a block would push it too far"
        case .unclosedMarkup: "a comment or doctype before its head never ends"
        case .unclosedBlock: "the Callbox block in it has lost its end tag"
        case .tooLarge: "it is larger than a page may be, or the block would make it so"
        case .symbolicLink: "it is a symbolic link, which is never followed"
        case .notAFile: "it has a page's name and is no regular file"
        }
    }
}

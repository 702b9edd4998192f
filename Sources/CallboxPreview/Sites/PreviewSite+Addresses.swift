#if Preview
    internal import CallboxKit
    internal import CallboxSpec
    internal import Foundation

    extension PreviewSite {
        /// Where a page of the tree is seen; nil for none.
        func address(ofFile file: String?) -> String? {
            guard let file else { return nil }
            let isIndex = file == "index.html" || file.hasSuffix("/index.html")
            return address(ofPath: "/" + (isIndex ? String(file.dropLast(10)) : file))
        }

        /// Where a path below the base is seen.
        func address(ofPath path: String) -> String {
            let base = pages.site.declaration.base
            let whole = (base == "/" ? "" : base) + path
            let allowed = CharacterSet.urlPathAllowed
            return host.origin
                + (whole.addingPercentEncoding(withAllowedCharacters: allowed) ?? whole)
        }
    }
#endif

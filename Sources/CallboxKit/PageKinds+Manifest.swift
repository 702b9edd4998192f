package import CallboxHTML
package import CallboxSpec

extension PageKinds {
    /// The kinds of page that get a block although they are skipped by default, as a site's `pages`
    /// says.
    package init(injectedBy pages: RouteManifest.Site.Pages) {
        self = []
        if pages.redirects { insert(.redirect) }
        if pages.amp { insert(.amp) }
        if pages.framesets { insert(.frameset) }
        if pages.fragments { insert(.fragment) }
    }
}

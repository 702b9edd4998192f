package import CallboxHTML
package import CallboxSpec

extension PageInjector {
    /// An injector that does as a site's `place` and `pages` say.
    package init(for site: RouteManifest.Site) {
        var kinds: PageKinds = []
        if site.pages.redirects { kinds.insert(.redirect) }
        if site.pages.amp { kinds.insert(.amp) }
        if site.pages.framesets { kinds.insert(.frameset) }
        if site.pages.fragments { kinds.insert(.fragment) }
        self.init(injecting: kinds, at: Place(site.place))
    }
}

extension Place {
    fileprivate init(_ place: RouteManifest.Place) {
        self =
            switch place {
            case .headStart: .headStart
            case .headEnd: .headEnd
            case .bodyEnd: .bodyEnd
            }
    }
}

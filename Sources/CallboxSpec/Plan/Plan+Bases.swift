extension Plan {
    /// Whether a file below the root of a site is served by that site: not where its address lies
    /// below the longer base of another site on the same host.
    ///
    /// - Parameter file: the path below the root, `/` between the names.
    /// - Complexity: O(sites).
    package func serves(file: String, from site: Site) -> Bool {
        let own = PagePath(urlPath: site.declaration.base).segments
        let authority = site.declaration.host.value.authority
        var page: [String]?
        for other in sites where other.declaration.host.value.authority == authority {
            let base = PagePath(urlPath: other.declaration.base).segments
            guard base.count > own.count, base.starts(with: own) else { continue }
            let segments = page ?? own + PagePath(file: file).segments
            page = segments
            if segments.starts(with: base) { return false }
        }
        return true
    }
}

extension Plan {
    /// Whether a file below the root of a site is served by that site: not where its address lies
    /// below the longer base of another site on the same host.
    ///
    /// - Parameter file: the path below the root, `/` between the names.
    /// - Complexity: O(sites).
    package func serves(file: String, from site: Site) -> Bool {
        var page: [String]?
        // Asked for every page: first what is cheap.
        for other in sites where other.base.count > site.base.count {
            guard other.base.starts(with: site.base),
                other.declaration.host.value.authority == site.declaration.host.value.authority
            else { continue }
            let segments = page ?? site.base + PagePath(file: file).segments
            page = segments
            if segments.starts(with: other.base) { return false }
        }
        return true
    }
}

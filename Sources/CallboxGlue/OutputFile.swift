package import CallboxSpec
private import CallboxTemplates

/// A file to be written below the output folder.
package struct OutputFile: Sendable, Hashable {
    /// Relative to the output folder, `/` between the names.
    package let path: String
    package let bytes: [UInt8]
    /// The site it belongs to; nil for what all share.
    package let site: String?

    private init(_ path: String, _ bytes: some Sequence<UInt8>, site: String? = nil) {
        self.path = path
        self.bytes = Array(bytes)
        self.site = site
    }

    /// What a plan emits for these sites: snippets, assets, the server's files, the listing of all
    /// routes, the inventory and the types.
    ///
    /// - Parameters:
    ///   - snippets: by site, then by route, as ``SnippetRenderer`` makes them.
    ///   - pageScripts: the hashes of the inline scripts of a site's own pages, by site.
    ///   - templates: those of the server formats.
    /// - Returns: the files in the order of their paths' bytes, paths unique.
    package static func all(
        for plan: Plan, sites: [Plan.Site], snippets: [String: [String: Snippet]],
        pageScripts: [String: [String]] = [:], templates: TemplateSet
    ) -> [OutputFile] {
        var files = [
            "routes.json": OutputFile("routes.json", RouteListing.json(of: plan).document.utf8)
        ]
        for file in sharedFiles(of: plan) { files[file.path] = file }
        for site in sites {
            let own = snippets[site.name] ?? [:]
            for file in serverFiles(
                of: site, in: plan, snippets: own, pageScripts: pageScripts[site.name] ?? [],
                templates: templates)
            {
                files[file.path] = file
            }
            for snippet in own.values {
                let path = snippetPath(of: snippet.mark, site: site.name)
                files[path] = OutputFile(path, snippet.block + Array("\n".utf8), site: site.name)
                if let asset = snippet.asset {
                    let path = "\(site.name)/assets/\(asset.path)"
                    files[path] = OutputFile(path, snippet.script, site: site.name)
                }
            }
        }
        return files.values.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// What the host of a site answers with, in each format: what depends on the site's pages, too,
    /// where its policy lists their scripts.
    ///
    /// - Parameters:
    ///   - snippets: the site's, by route.
    ///   - pageScripts: the hashes of the inline scripts of the site's own pages.
    package static func serverFiles(
        of site: Plan.Site, in plan: Plan, snippets: [String: Snippet], pageScripts: [String],
        templates: TemplateSet
    ) -> [OutputFile] {
        let hashes = Set(snippets.values.map(\.policyHash) + pageScripts).sorted()
        return ServerConfiguration(site, in: plan, hashes: hashes).files(with: templates).map {
            OutputFile("\(site.name)/server/\($0.name)", $0.text.utf8, site: site.name)
        }
    }

    /// The inventory, and with a dictionary what the app's developers need.
    private static func sharedFiles(of plan: Plan) -> [OutputFile] {
        let inventory = AttributeInventory(plan)
        let files = [
            OutputFile("attributes.html", inventory.page.utf8),
            OutputFile("attributes.json", inventory.json.document.utf8),
        ]
        guard let attributes = plan.dictionary?.attributes else { return files }
        return files + [
            OutputFile("types/callbox.d.ts", TypeDeclarations.text(for: attributes).utf8),
            OutputFile("types/callbox.js", StaticText.module),
            OutputFile("types/token.md", StaticText.tokenPage),
            OutputFile("types/user.schema.json", UserSchema.json(for: attributes).document.utf8),
        ]
    }

    /// Where a snippet lies below the output folder.
    static func snippetPath(of mark: String, site: String) -> String {
        "\(site)/snippets/\(mark.dropFirst(site.utf8.count + 1)).html"
    }
}

/// `routes.json`: which snippet each path has, for templates that pick it themselves.
enum RouteListing {
    /// The listing of all sites of a plan; a site's routes in order of precedence, so that the
    /// first whose pattern matches wins.
    static func json(of plan: Plan) -> JSONValue {
        .object([
            ("callbox", .integer(1)),
            (
                "sites",
                .object(plan.sites.map { site in (site.name, listing(of: site, in: plan)) })
            ),
        ])
    }

    private static func listing(of site: Plan.Site, in plan: Plan) -> JSONValue {
        let routes = site.routesByPrecedence.map { route in
            let mark = SnippetContext.mark(of: route, on: site)
            return JSONValue.object([
                ("path", .string(route.declaration.pattern.value.text)),
                ("name", .string(route.name)),
                (
                    "snippet",
                    mark.map { .string(OutputFile.snippetPath(of: $0, site: site.name)) } ?? .null
                ),
            ])
        }
        return .object([
            ("origin", .string(site.declaration.host.value.origin)),
            ("base", .string(site.declaration.base)),
            ("routes", .array(routes)),
        ])
    }
}

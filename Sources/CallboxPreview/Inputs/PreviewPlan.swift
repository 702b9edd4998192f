#if Preview
    internal import CallboxGlue
    internal import CallboxKit
    internal import CallboxSpec

    /// One generation of the preview: the plan that ships, and the same plan at the preview's hosts.
    struct PreviewPlan: Sendable {
        /// Counts the good plans from 1.
        let number: Int
        /// What `build` would write.
        let plan: Plan
        let hosts: PreviewHosts
        /// In the order of the manifest; those that are meant.
        let sites: [PreviewSite]
        /// Those of wrappers and server formats.
        let templates: TemplateSet
        /// What ships, by site and route.
        let snippets: [String: [String: Snippet]]
        /// The files of the output folder.
        let files: [OutputFile]

        init(
            number: Int, inputs: PreviewInputs, plan: Plan, port: Int, domain: String?, isLive: Bool
        ) {
            self.number = number
            self.plan = plan
            let hosts = PreviewHosts(for: plan.manifest, port: port, domain: domain)
            self.hosts = hosts
            let local = plan.moved(to: hosts)
            let meant = plan.sites.filter { inputs.sites.contains($0.name) }
            templates = inputs.templates
            snippets = SnippetRenderer(
                plan: plan, form: .minified, templates: templates
            ).snippets(of: meant)
            files = OutputFile.all(
                for: plan, sites: meant, snippets: snippets, templates: templates)
            let renderer = SnippetRenderer(
                plan: local, form: .traced, templates: templates,
                library: isLive ? nil : PreviewSite.library)
            sites = local.sites.filter { inputs.sites.contains($0.name) }.map { site in
                let root = inputs.roots[site.name]
                return PreviewSite(
                    root: root,
                    pages: SitePages(
                        site: site, plan: local, snippets: renderer.snippets(of: site),
                        others: root?.others ?? []))
            }
        }

        /// The site that serves a path on a host of the preview.
        func site(at authority: String, urlPath: String) -> PreviewSite? {
            let here = sites.filter { $0.host.authority == authority }
            // Almost always one: then the base decides nothing but 404.
            let path = PagePath(urlPath: urlPath).segments
            return here.filter { path.starts(with: $0.base) }.max { $0.base.count < $1.base.count }
        }

        func site(named name: String) -> PreviewSite? { sites.first { $0.name == name } }

        /// Whether the preview answers to a host, by its authority.
        func hasSite(at authority: String) -> Bool {
            sites.contains { $0.host.authority == authority }
        }
    }
#endif

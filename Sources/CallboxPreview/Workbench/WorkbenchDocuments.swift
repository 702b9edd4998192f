#if Preview
    internal import CallboxGlue
    internal import CallboxKit
    internal import CallboxSpec
    internal import Foundation

    /// The JSON documents that the workbench asks for, the same for a server and for an export.
    struct WorkbenchDocuments: Sendable {
        let snapshot: Preview.Snapshot

        private var plan: PreviewPlan { snapshot.plan }

        /// What lies at a relative address such as `snippet.json?site=app&route=app`; nil for nothing.
        func document(at address: String) -> Data? {
            guard let parts = URLComponents(string: address) else { return nil }
            let items = (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") }
            let query = Dictionary(items, uniquingKeysWith: { one, _ in one })
            return switch parts.path {
            case "state.json": Answer.encoded(WorkbenchState(snapshot))
            case "snippet.json": snippet(query["site"], query["route"]).map(Answer.encoded)
            case "explain.json": Answer.encoded(explain(query["address"] ?? ""))
            case "pages.json": Answer.encoded(pages(query))
            case "file.json":
                plan.files.first { $0.path == query["path"] }.map { Answer.encoded(TextFile($0)) }
            default: nil
            }
        }

        /// The addresses of all documents that need no typing: those of an export.
        var addresses: [String] {
            let state = WorkbenchState(snapshot)
            var addresses =
                ["state.json"] + state.files.map { "file.json?path=\(Self.quoted($0.path))" }
            for site in state.sites {
                for route in site.routes {
                    let query = "?site=\(Self.quoted(site.name))&route=\(Self.quoted(route.name))"
                    addresses += ["snippet.json" + query, "pages.json" + query + "&search="]
                    if let address = route.address {
                        addresses.append("explain.json?address=\(Self.quoted(address))")
                    }
                }
            }
            return addresses
        }

        /// As `encodeURIComponent` has it.
        private static func quoted(_ text: String) -> String {
            let plain = CharacterSet(charactersIn: "-_.!~*'()").union(
                CharacterSet(
                    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
            return text.addingPercentEncoding(withAllowedCharacters: plain) ?? text
        }

        // MARK: Snippets

        private struct SnippetDocument: Encodable {
            let mark: String
            let readable: String
            let minified: String
            let block: String
            let bytes: Int
            let gzipBytes: Int
            let policyHash: String
            let asset: String?
        }

        private func snippet(_ site: String?, _ route: String?) -> SnippetDocument? {
            guard let site = plan.plan.site(named: site ?? ""),
                let snippet = plan.snippets[site.name]?[route ?? ""],
                let route = site.routes.first(where: { $0.name == route }),
                let readable = SnippetRenderer(
                    plan: plan.plan, form: .readable, templates: plan.templates
                ).snippet(of: route, on: site)
            else { return nil }
            return SnippetDocument(
                mark: snippet.mark, readable: String(decoding: readable.script, as: UTF8.self),
                minified: String(decoding: snippet.script, as: UTF8.self),
                block: String(decoding: snippet.block, as: UTF8.self), bytes: snippet.block.count,
                gzipBytes: gzipSize(of: snippet.block), policyHash: snippet.policyHash,
                asset: snippet.asset?.path)
        }

        // MARK: Addresses

        private struct AddressDocument: Encodable {
            /// One, or for a bare path one a site.
            var results: [Result] = []
            /// Why there is none.
            var problem: String?

            struct Result: Encodable {
                let explanation: Explanation
                /// In the preview; absent where the site has no tree.
                let address: String?
            }
        }

        /// Explains an address of production or of the preview, or a path on every site.
        private func explain(_ text: String) -> AddressDocument {
            if text.hasPrefix("/") {
                return AddressDocument(
                    results: plan.sites.compactMap { site in
                        result(of: site.name, page: PagePath(urlPath: text), path: text)
                    })
            }
            let address: PageAddress
            do {
                address = try PageAddress(text)
            } catch {
                return AddressDocument(problem: error.message)
            }
            let found = plan.plan.site(at: address.host, urlPath: address.path)
            let local = plan.site(at: address.host.authority, urlPath: address.path)
            if let name = found?.site.name ?? local?.name, let site = plan.site(named: name) {
                let path = PagePath(urlPath: address.path)
                let page = PagePath(segments: Array(path.segments.dropFirst(site.base.count)))
                return AddressDocument(
                    results: [result(of: name, page: page, path: page.description)]
                        .compactMap(\.self))
            }
            let hosts = plan.sites.compactMap {
                plan.plan.site(named: $0.name)?.declaration.host.value.authority
            }
            return AddressDocument(
                problem: "'\(address.host.authority)' and that path are no site of this manifest; "
                    + "its hosts are \(hosts.joined(separator: ", "))")
        }

        private func result(of site: String, page: PagePath, path: String) -> AddressDocument
            .Result?
        {
            guard let shipped = plan.plan.site(named: site), let local = plan.site(named: site)
            else {
                return nil
            }
            return AddressDocument.Result(
                explanation: Explanation(site: shipped, page: page),
                address: local.root == nil ? nil : local.address(ofPath: path))
        }

        // MARK: Pages and files

        private struct PagesDocument: Encodable {
            /// At most 50 addresses.
            let pages: [String]
            /// How many there are.
            let count: Int
        }

        private func pages(_ query: [String: String]) -> PagesDocument {
            guard let site = plan.site(named: query["site"] ?? "") else {
                return PagesDocument(pages: [], count: 0)
            }
            let all = snapshot.census[site.name]?.pages[query["route"] ?? ""] ?? []
            let search = query["search"] ?? ""
            let found = search.isEmpty ? all : all.filter { $0.contains(search) }
            return PagesDocument(
                pages: found.prefix(50).compactMap { site.address(ofFile: $0) }, count: found.count)
        }

        private struct TextFile: Encodable {
            let path: String
            let text: String

            init(_ file: OutputFile) {
                path = file.path
                text = String(decoding: file.bytes, as: UTF8.self)
            }
        }
    }
#endif

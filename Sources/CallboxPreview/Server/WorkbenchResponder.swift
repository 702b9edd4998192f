#if Preview
    internal import CallboxSpec
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOFoundationEssentialsCompat

    /// Answers on the workbench's host.
    ///
    /// The sites' pages are of the same domain and other origins: without a CORS header they read
    /// nothing here, they can't show it in a frame, and what they send is refused by its origin.
    struct WorkbenchResponder {
        let preview: Preview
        let snapshot: Preview.Snapshot

        func respond(to request: Request) async -> Response {
            var response = await answer(to: request)
            let frames = Set(snapshot.plan.sites.map(\.host.origin)).sorted().joined(separator: " ")
            response.headers[.contentSecurityPolicy] = """
                default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                img-src data:; frame-src \(frames); base-uri 'none'; form-action 'none'; \
                frame-ancestors 'none'; require-trusted-types-for 'script'
                """
            response.headers[.xContentTypeOptions] = "nosniff"
            for (name, value) in [
                ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Cross-Origin-Opener-Policy", "same-origin"), ("Origin-Agent-Cluster", "?1"),
                ("Referrer-Policy", "no-referrer"),
            ] {
                if let field = HTTPField.Name(name) { response.headers[field] = value }
            }
            return response
        }

        private func answer(to request: Request) async -> Response {
            // What a page of a site starts: an image, a script, a frame; browsers say so (Fetch
            // Metadata). A link to the workbench is good.
            let site = HTTPField.Name("Sec-Fetch-Site").flatMap { request.headers[$0] }
            let mode = HTTPField.Name("Sec-Fetch-Mode").flatMap { request.headers[$0] }
            if let site, site != "same-origin", site != "none", mode != "navigate" {
                return Answer.text(.forbidden, "only for the workbench itself")
            }
            let target = String((request.head.path ?? "/").drop { $0 == "/" })
            switch (request.method, target) {
            case (.get, "events"):
                return Answer.events(.workbench, of: preview, to: request)
            case (.get, "timeline.json"):
                let history = await preview.history
                let text =
                    "{\"dropped\":\(history.dropped),\"records\":["
                    + history.records.joined(separator: ",") + "]}"
                return Answer.json(Array(text.utf8))
            case (.post, "act"): return await act(request)
            case (.get, let path), (.head, let path): return file(path, request)
            default: return Answer.text(.methodNotAllowed, "the workbench knows GET and POST /act")
            }
        }

        private func file(_ path: String, _ request: Request) -> Response {
            let name = path.prefix { $0 != "?" && $0 != "#" }
            if name.isEmpty { return text(Resource.workbench) }
            if let resource = (Resource.scripts + Resource.styles).first(where: {
                $0.rawValue == name
            }) {
                return text(resource)
            }
            if let document = WorkbenchDocuments(snapshot: snapshot).document(at: path) {
                return Answer.json(Array(document))
            }
            return Answer.text(.notFound, "the workbench has no such page")
        }

        private func text(_ resource: Resource) -> Response {
            let type = SiteResponder.type(of: resource.rawValue) + "; charset=utf-8"
            return Response(
                status: .ok, headers: [.contentType: type, .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: resource.text)))
        }

        private func act(_ request: Request) async -> Response {
            guard request.headers[.origin] == snapshot.plan.hosts.workbench.origin else {
                return Answer.text(.forbidden, "only for the workbench itself")
            }
            guard let body = try? await request.body.collect(upTo: 1 << 16),
                let action = try? JSONDecoder().decode(
                    ControlAction.self, from: Data(buffer: body))
            else { return Answer.text(.badRequest, "no action of the workbench") }
            return Answer.json(await preview.act(action))
        }
    }
#endif

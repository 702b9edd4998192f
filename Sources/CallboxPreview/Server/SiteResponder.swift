#if Preview
    internal import CallboxGlue
    internal import CallboxHTML
    internal import CallboxSpec
    internal import Foundation
    internal import HTTPTypes
    internal import Hummingbird
    internal import NIOFoundationEssentialsCompat

    /// Answers on a site's host: its pages with their blocks, its files, and the preview's own
    /// scripts below ``PreviewSite/folder``.
    struct SiteResponder {
        let preview: Preview
        let snapshot: Preview.Snapshot
        let authority: String

        private var plan: PreviewPlan { snapshot.plan }

        func respond(to request: Request) async -> Response {
            guard let target = request.head.path, let path = RequestPath(target) else {
                return Answer.text(.badRequest, "that is no path of a page")
            }
            if "/" + (path.names.first ?? "") + "/" == PreviewSite.folder {
                return await own(path.names.dropFirst().joined(separator: "/"), request)
            }
            guard request.method == .get || request.method == .head else {
                var answer = Answer.text(.methodNotAllowed, "the preview only serves files")
                answer.headers[.allow] = "GET, HEAD"
                return answer
            }
            if let answer = identity(at: target.prefix { $0 != "?" }, request) { return answer }
            guard let site = plan.site(at: authority, urlPath: target),
                let below = path.below(site.base)
            else { return nothing(at: target) }
            return await file(at: below, of: site, to: request)
        }

        // MARK: Files

        private func file(
            at path: RequestPath, of site: PreviewSite, to request: Request
        ) async -> Response {
            if let script = site.asset(at: path.names.joined(separator: "/")) {
                return Answer.file(
                    .bytes(script), type: "text/javascript",
                    tag: Snippet.asset(for: script).path, to: request)
            }
            switch SiteFile(path, of: site) {
            case .nothing: return nothing(at: request.head.path ?? "/")
            case .folder:
                let target = request.uri.path + "/"
                let query = request.uri.query.map { "?" + $0 } ?? ""
                // A path that begins with two slashes would lead to another host.
                return Response(
                    status: .found,
                    headers: [.location: "/" + target.drop { $0 == "/" } + query])
            case .file(let file, let name, let isMissing):
                await preview.note(
                    file.stamp, of: name.split(separator: "/").map(String.init),
                    below: site.root?.path ?? "", site: site.name)
                return answer(file, name, isMissing: isMissing, of: site, to: request)
            }
        }

        private func answer(
            _ file: TreeFile, _ name: String, isMissing: Bool, of site: PreviewSite,
            to request: Request
        ) -> Response {
            var content = Content.file(file)
            var tag = file.stamp
            // What is larger is no page; `build` skips it too.
            if TreeFile.isPage(name), file.isPageSized {
                let bytes = file.bytes(from: 0, atMost: file.size)
                content = .bytes(site.page(bytes, file: name))
                tag += "-\(plan.number)"
            }
            let type = Self.type(of: name)
            if isMissing {
                return Answer.whole(
                    .notFound, content, [.contentType: type, .cacheControl: "no-cache"],
                    of: request)
            }
            return Answer.file(content, type: type, tag: tag, to: request)
        }

        /// Without a charset: a page declares its own.
        static func type(of name: String) -> String {
            let end = name.split(separator: "/").last?.split(separator: ".").dropFirst().last
            return MediaType.getMediaType(forExtension: (end ?? "").lowercased())?.description
                ?? "application/octet-stream"
        }

        private func nothing(at target: String) -> Response {
            let site = plan.site(at: authority, urlPath: target)
            let why =
                site == nil
                ? "no site of the manifest has this path"
                : site?.root == nil
                    ? "site \(site?.name ?? "") has no root: its pipeline includes the snippets"
                    : "site \(site?.name ?? "") has no such page"
            return Answer.text(
                .notFound, why + "; the workbench is at \(plan.hosts.workbench.origin)")
        }

        // MARK: Identity

        /// The answer of the app's server to `identity: { fetch: … }`.
        private func identity(at path: Substring, _ request: Request) -> Response? {
            let asking = plan.sites.first { $0.identityPath(at: authority) == String(path) }
            guard let asking else { return nil }
            var answer: Response
            if let person = snapshot.session.object(by: plan) {
                answer = Answer.json(Array(person.literal.utf8))
            } else {
                answer = Response(status: .noContent)
            }
            answer.headers[.cacheControl] = "no-store"
            // The one that may ask from another host of the preview.
            if asking.host.authority != authority {
                answer.headers[.accessControlAllowOrigin] = asking.host.origin
                answer.headers[.accessControlAllowCredentials] = "true"
            }
            return answer
        }

        // MARK: The preview's own

        private func own(_ name: String, _ request: Request) async -> Response {
            let session = snapshot.session
            switch name {
            case "reporter.js":
                let wanted = request.uri.queryParameters.get("site") ?? ""
                guard let site = plan.site(named: wanted), site.host.authority == authority else {
                    break
                }
                let state = session.reporterState(for: site, of: plan, isLive: snapshot.isLive)
                let script = Resource.reporter.text.replacing(
                    "CALLBOX_PREVIEW", with: state.literal)
                return javaScript(script)
            case "worker.js": return javaScript(Resource.worker.text)
            case "commands":
                return Answer.events(.documents(authority: authority), of: preview, to: request)
            case "records" where request.method == .post: return await records(request)
            case "widget/\(plan.plan.manifest.workspace.appID)" where !snapshot.isLive:
                if session.isScriptBlocked { return Answer.text(.forbidden, "blocked by you") }
                return javaScript(Resource.standIn.text)
            default: break
            }
            return Answer.text(.notFound, "the preview has no such file")
        }

        private func javaScript(_ text: String) -> Response {
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/javascript; charset=utf-8", .cacheControl: "no-store",
                ],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }

        /// Reports of this host's own documents; a page from elsewhere can't write into the timeline.
        private func records(_ request: Request) async -> Response {
            guard request.headers[.origin] == "http://\(authority)" else {
                return Answer.text(.forbidden, "only for documents of this host")
            }
            guard let body = try? await request.body.collect(upTo: 1 << 20) else {
                return Answer.text(.contentTooLarge, "at most 1 MiB")
            }
            let isGood = await preview.accept(
                reports: Data(buffer: body), from: authority)
            return isGood
                ? Response(status: .noContent) : Answer.text(.badRequest, "not a list of records")
        }
    }
#endif

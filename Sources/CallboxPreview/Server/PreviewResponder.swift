#if Preview
    internal import CallboxSpec
    internal import HTTPTypes
    internal import Hummingbird

    /// Tells by the host who answers: the workbench, a site, or nobody.
    ///
    /// A request under any other name is refused, so that a name which somebody leads to this machine
    /// (DNS rebinding) reads nothing.
    struct PreviewResponder: HTTPResponder {
        typealias Context = BasicRequestContext

        let preview: Preview

        func respond(to request: Request, context: Context) async throws -> Response {
            let snapshot = await preview.snapshot
            let hosts = snapshot.plan.hosts
            let authority = (request.head.authority ?? "").lowercased()
            if authority == hosts.workbench.authority {
                return await WorkbenchResponder(preview: preview, snapshot: snapshot)
                    .respond(to: request)
            }
            if snapshot.plan.hasSite(at: authority) {
                return await SiteResponder(
                    preview: preview, snapshot: snapshot, authority: authority
                ).respond(to: request)
            }
            if ["localhost", "127.0.0.1"].contains(where: { authority == "\($0):\(hosts.port)" }) {
                return Answer.text(.ok, SignPost(snapshot.plan).text)
            }
            return Answer.text(
                .misdirectedRequest,
                "callbox preview answers to \(hosts.workbench.origin) and its sites' hosts only")
        }
    }

    /// Where to look, for who comes by an address that is nobody's.
    struct SignPost {
        let text: String

        init(_ plan: PreviewPlan) {
            let hosts = [plan.hosts.workbench] + plan.sites.map(\.host)
            let names = Set(hosts.map(\.name)).sorted()
            text = """
                This is callbox preview. The workbench is at \(plan.hosts.workbench.origin)

                \(plan.sites.map { "\($0.name): \($0.host.origin)" }.joined(separator: "\n"))

                Safari on macOS doesn't find names below localhost; there, add to /etc/hosts:

                \(names.map { "127.0.0.1 \($0)" }.joined(separator: "\n"))
                """
        }
    }
#endif

#if Preview
    internal import CallboxGlue
    package import CallboxSpec
    internal import Foundation

    /// The workbench as one page that needs no server: for a reviewer of a pull request.
    package enum WorkbenchExport {
        /// The page: HTML, UTF-8, nothing is loaded from elsewhere.
        ///
        /// - Complexity: O(routes × size of a snippet).
        package static func page(for inputs: PreviewInputs, plan: Plan) -> [UInt8] {
            let first = PreviewPlan(
                number: 1, inputs: inputs, plan: plan, port: FreePort.standard, domain: nil,
                isLive: false)
            let snapshot = Preview.Snapshot(
                plan: first, madeAt: millisecondsNow(), diagnostics: inputs.diagnostics,
                session: Session(),
                census: Dictionary(
                    uniqueKeysWithValues: first.sites.map { ($0.name, PageCensus(of: $0)) }),
                isLive: false)
            let documents = WorkbenchDocuments(snapshot: snapshot)
            let members = documents.addresses.compactMap { address in
                documents.document(at: address).map { document in
                    String(decoding: Answer.encoded(address), as: UTF8.self) + ":"
                        + String(decoding: document, as: UTF8.self)
                }
            }
            return Array(page(holding: "{\(members.joined(separator: ",\n"))}").utf8)
        }

        private static func page(holding data: String) -> String {
            // Within a script element, only `<` could end it.
            let data = data.replacing("<", with: "\\u003C")
            let style = Resource.styles.map(\.text).joined(separator: "\n")
            let script = Resource.scripts.map { joined($0.text) }.joined(separator: "\n")
            let lines = Resource.workbench.text.split(
                separator: "\n", omittingEmptySubsequences: false)
            return lines.map { line -> String in
                if line.hasPrefix("<link rel=\"stylesheet\"") {
                    return line.contains(Resource.styles[0].rawValue)
                        ? "<style>\n\(style)</style>" : ""
                }
                if line.hasPrefix("<script") {
                    return """
                        <script type="application/json" id="export">\(data)</script>
                        <script type="module">
                        \(script)</script>
                        """
                }
                return String(line)
            }.joined(separator: "\n")
        }

        /// A module as a part of one script: without its imports, its exports plain declarations. No
        /// two modules declare one name; a test runs the page.
        private static func joined(_ module: String) -> String {
            module.replacing(#/(?m)^import [^;]*;\n/#, with: "")
                .replacing(#/(?m)^export /#, with: "")
        }
    }
#endif

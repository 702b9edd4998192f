package import CallboxDiagnostics

/// A manifest file that was read and checked key by key, before an environment is chosen.
package struct ManifestDocument: Sendable {
    private let file: SourceFile
    private let root: YAMLNode

    /// Reads `file`; nil where it is no YAML mapping.
    ///
    /// Reports everything that is wrong with single keys and values, in the environments too.
    ///
    /// - Complexity: O(bytes).
    package init?(reading file: SourceFile, reportingTo sink: inout DiagnosticSink) {
        guard let node = YAMLReader.read(file, reportingTo: &sink) else { return nil }
        self.file = file
        root = ShapeChecker.check(node, against: ManifestSchema.root, reportingTo: &sink)
        if case .mapping = root.kind {} else { return nil }
    }

    /// The names of the environments, in the order of the file.
    package var environments: [String] { root["environments"]?.pairs.map(\.key) ?? [] }

    /// The manifest of an environment, or the plain one; nil where that can't be used.
    ///
    /// Reports `missing-key`, `unknown-environment` where there is none of that name, and
    /// `unknown-site`.
    package func manifest(
        environment: String?, reportingTo sink: inout DiagnosticSink
    ) -> RouteManifest? {
        var merged = root
        if let environment {
            guard let override = root["environments"]?[environment] else {
                sink.report(
                    Diagnostic(
                        .unknownEnvironment,
                        "the manifest has no environment '\(environment)'"
                            + suggestion(for: environment, among: environments),
                        path: file.path,
                        help: environments.isEmpty
                            ? "it has no 'environments'"
                            : "its environments are \(environments.joined(separator: ", "))"))
                return nil
            }
            merged = root.merged(
                with: withoutMisspeltSites(override, reportingTo: &sink),
                replacingWhole: ["routes", "identity"])
        }
        // An environment is partial: what it lacks, the manifest around it gives.
        merged.kind = .mapping(merged.pairs.filter { $0.key != "environments" })
        ShapeChecker.reportMissingKeys(
            of: ManifestSchema.root, in: merged, named: "the manifest", to: &sink)
        return ManifestBuilder(file: file).manifest(from: merged, reportingTo: &sink)
    }

    /// Reports sites of an environment that aren't the manifest's, aren't whole, and are named nearly
    /// like one of it.
    private func withoutMisspeltSites(
        _ override: YAMLNode, reportingTo sink: inout DiagnosticSink
    ) -> YAMLNode {
        let names = root["sites"]?.pairs.map(\.key) ?? []
        func isMisspelt(_ pair: YAMLNode.Pair) -> Bool {
            guard !names.contains(pair.key), pair.value["routes"] == nil,
                nearest(to: pair.key, among: names) != nil
            else { return false }
            sink.report(
                .unknownSite,
                "the manifest has no site '\(pair.key)'" + suggestion(for: pair.key, among: names),
                at: pair.keyRange)
            return true
        }
        var override = override
        override.kind = .mapping(
            override.pairs.map { pair in
                guard pair.key == "sites", case .mapping(let sites) = pair.value.kind else {
                    return pair
                }
                var pair = pair
                pair.value.kind = .mapping(sites.filter { !isMisspelt($0) })
                return pair
            })
        return override
    }
}

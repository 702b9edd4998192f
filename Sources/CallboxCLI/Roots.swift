internal import CallboxDiagnostics
internal import CallboxSpec
private import Foundation

/// The built trees of the sites that are meant, checked against each other and the output folder.
struct Roots {
    /// The tree of a site.
    struct Root {
        let site: Plan.Site
        /// As people typed it.
        let path: String
        /// Folders below it that are the roots of other sites, with a slash at the end, relative
        /// to it: their pages are those sites' own.
        let others: [String]
    }

    /// In the order of the manifest.
    let all: [Root]

    /// Finds the roots of the sites that are meant.
    ///
    /// Reports `root-missing` and `root-not-allowed`, at the manifest's `root`, and
    /// `output-not-allowed`.
    init(of inputs: Inputs, reportingTo sink: inout DiagnosticSink) {
        let output = Self.resolved(inputs.output)
        let manifest = Self.resolved(inputs.folder.isEmpty ? "." : inputs.folder)
        if Self.isWithin(manifest, output) {
            sink.report(
                .outputNotAllowed,
                "the output folder '\(inputs.plan.manifest.output.value)' holds the manifest; it is "
                    + "a folder of its own", at: inputs.plan.manifest.output.range)
        }
        if let file = Self.fileOnTheWay(to: inputs.output) {
            sink.report(
                .outputNotAllowed, "the output is a folder, and '\(file)' is a file",
                at: inputs.plan.manifest.output.range)
        }
        // Sites that are not meant count too: their pages must not be taken for another's.
        let places = inputs.plan.sites.compactMap { site in
            inputs.rootPath(of: site).map { (site: site, path: $0, resolved: Self.resolved($0)) }
        }
        let meant = Set(inputs.sites.map(\.name))
        var roots: [Root] = []
        for place in places where meant.contains(place.site.name) {
            let isGiven = inputs.givenRoots[place.site.name] != nil
            let range = isGiven ? nil : place.site.declaration.root?.range
            func report(_ id: DiagnosticID, _ message: String) {
                sink.report(
                    range.map { Diagnostic(id, message, at: $0) }
                        ?? Diagnostic(id, message, path: place.path))
            }
            var isDirectory: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: place.path, isDirectory: &isDirectory)
            let twin = places.first {
                $0.site.name != place.site.name && $0.resolved == place.resolved
                    && meant.contains($0.site.name)
            }
            if !exists {
                report(.rootMissing, "root '\(place.path)' doesn't exist")
            } else if !isDirectory.boolValue {
                report(.rootMissing, "root '\(place.path)' is no folder")
            } else if place.resolved == "/" {
                report(.rootNotAllowed, "root '\(place.path)' is the root of the file system")
            } else if Self.isWithin(output, place.resolved) {
                report(
                    .rootNotAllowed,
                    "the output folder '\(inputs.output)' lies in the root '\(place.path)', and "
                        + "would be published with it")
            } else if Self.isWithin(place.resolved, output) {
                report(
                    .rootNotAllowed,
                    "root '\(place.path)' lies in the output folder '\(inputs.output)', which is for "
                        + "what callbox writes")
            } else if let twin {
                report(
                    .rootNotAllowed,
                    "sites '\(place.site.name)' and '\(twin.site.name)' have the same root")
            } else {
                let others = places.filter {
                    $0.resolved != place.resolved && Self.isWithin($0.resolved, place.resolved)
                }
                let prefix = place.resolved.utf8.count + 1
                roots.append(
                    Root(
                        site: place.site, path: place.path,
                        others: others.map { other in
                            String(decoding: other.resolved.utf8.dropFirst(prefix), as: UTF8.self)
                                + "/"
                        }))
            }
        }
        all = roots
    }

    /// An absolute path with links followed as far as it exists, as the system follows them: what
    /// `..` means behind a link, the text of a path doesn't tell.
    private static func resolved(_ path: String) -> String {
        if let real = realpath(path, nil) {
            defer { free(real) }
            return String(cString: real)
        }
        var url = URL(fileURLWithPath: path)
        if url.lastPathComponent == ".." || url.lastPathComponent == "." {
            url = url.standardizedFileURL
        }
        let parent = url.deletingLastPathComponent()
        guard parent.path != url.path else { return url.path }
        let resolvedParent = resolved(parent.path)
        return (resolvedParent == "/" ? "" : resolvedParent) + "/" + url.lastPathComponent
    }

    /// What of a path is there and no folder; nil where a folder can be or is made.
    private static func fileOnTheWay(to path: String) -> String? {
        var isFolder: ObjCBool = false
        var part = path
        while !FileManager.default.fileExists(atPath: part, isDirectory: &isFolder) {
            let parent = (part as NSString).deletingLastPathComponent
            if parent.isEmpty || parent == part { return nil }
            part = parent
        }
        return isFolder.boolValue ? nil : part
    }

    private static func isWithin(_ path: String, _ folder: String) -> Bool {
        // By bytes: the file system tells names apart that are equal characters.
        path.utf8.elementsEqual(folder.utf8)
            || path.utf8.starts(with: (folder == "/" ? "/" : folder + "/").utf8)
    }
}

extension Inputs {
    /// Reports `root-missing` for a site whose policy lists the scripts of its pages, and that has
    /// none: such a policy would block them.
    func checkPageScripts(reportingTo sink: inout DiagnosticSink) {
        for site in sites where rootPath(of: site) == nil {
            guard let wish = site.declaration.policy.pageScripts, wish.value else { continue }
            sink.report(
                .rootMissing,
                "site '\(site.name)' has no root, whose pages' scripts its policy is to list",
                at: wish.range)
        }
    }
}

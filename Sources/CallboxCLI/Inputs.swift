internal import CallboxDiagnostics
internal import CallboxGlue
private import CallboxKit
internal import CallboxSpec
private import ArgumentParser
private import CallboxTemplates
private import Foundation

/// The two files as a command needs them: the plan, the sites it is limited to, and their roots.
struct Inputs {
    let plan: Plan
    /// The sites that are meant, in the order of the manifest.
    let sites: [Plan.Site]
    /// The folder that the manifest's paths are relative to.
    let folder: String
    /// The roots given by `--root`, by site, as typed.
    let givenRoots: [String: String]
    /// The dictionary and the templates, where they were read.
    private let files: [SourceFile]
    /// The built-in templates, and those of the manifest's `templates` in place of some.
    let templates: TemplateSet

    /// Reads both files and makes the plan.
    ///
    /// Nil where a file is so broken that there is nothing to plan; the reason is in the sink.
    ///
    /// - Parameter readsDictionary: whether the command has to do with what is sent, and needs the
    ///   templates.
    /// - Throws: `ValidationError` where an option names a site that the manifest lacks.
    init?(
        _ options: InputOptions, readsDictionary: Bool = true,
        reportingTo sink: inout DiagnosticSink
    ) throws {
        guard let document = Self.document(options, reportingTo: &sink) else { return nil }
        let folder = (options.manifest as NSString).deletingLastPathComponent
        guard
            let manifest = document.manifest(environment: options.env, reportingTo: &sink)
        else { return nil }
        let dictionary =
            readsDictionary
            ? Self.dictionary(of: manifest, in: folder, reportingTo: &sink) : nil
        plan = Planner.plan(manifest, dictionary, reportingTo: &sink)
        let own =
            readsDictionary ? Self.templates(of: manifest, in: folder, reportingTo: &sink) : []
        templates = TemplateSet(reading: own, reportingTo: &sink)
        files = [dictionary?.file].compactMap(\.self) + own
        Self.silence(&sink, by: manifest.file, files)
        self.folder = folder
        // A site may be missing only because its part of the manifest is wrong.
        let names = sink.hasErrors ? nil : plan.sites.map(\.name)
        for name in options.site {
            guard let names, !names.contains(name) else { continue }
            throw ValidationError(
                "the manifest has no site '\(name)'" + suggestion(for: name, among: names))
        }
        let wanted = options.site
        sites = plan.sites.filter { wanted.isEmpty || wanted.contains($0.name) }
        givenRoots = try Self.roots(options.root, among: names)
    }

    /// Everything wrong with both files, in the plain manifest and in each environment.
    static func checkAll(_ options: InputOptions, reportingTo sink: inout DiagnosticSink) {
        guard let document = document(options, reportingTo: &sink) else { return }
        let folder = (options.manifest as NSString).deletingLastPathComponent
        var files: [String: SourceFile] = [:]
        var manifestFile: SourceFile?
        for environment in options.env.map({ [$0] }) ?? [nil] + document.environments {
            var found = DiagnosticSink()
            // What the plain manifest has, too, was reported before, and is told once, without it.
            defer {
                let note = environment.map { "in environment '\($0)'" }
                sink.report(contentsOf: found, noting: note)
            }
            guard let manifest = document.manifest(environment: environment, reportingTo: &found)
            else { continue }
            let dictionary = dictionary(of: manifest, in: folder, reportingTo: &found)
            _ = Planner.plan(manifest, dictionary, reportingTo: &found)
            let own = templates(of: manifest, in: folder, reportingTo: &found)
            _ = TemplateSet(reading: own, reportingTo: &found)
            manifestFile = manifest.file
            for file in [dictionary?.file].compactMap(\.self) + own { files[file.path] = file }
        }
        silence(
            &sink, by: manifestFile, files.values.sorted { $0.path < $1.path },
            reportsUnused: options.env == nil)
    }

    /// Takes out the lints about the trees that the files silence.
    func silence(_ sink: inout DiagnosticSink) {
        Self.silence(&sink, by: plan.manifest.file, files)
    }

    private static func silence(
        _ sink: inout DiagnosticSink, by manifest: SourceFile?, _ others: [SourceFile],
        reportsUnused: Bool = false
    ) {
        if let manifest { sink.silence(byManifest: manifest, reportsUnused: reportsUnused) }
        for file in others { sink.silence(by: file, reportsUnused: reportsUnused) }
    }

    /// The paths of the files that were read, or were to be.
    var paths: [String] {
        let dictionary = plan.manifest.dictionary.map { path(below: folder, $0.value) }
        let known = [plan.manifest.file.path] + [dictionary].compactMap(\.self)
        return known + files.map(\.path).filter { !known.contains($0) }
    }

    /// The path of a site's root as people should see it; nil where it has none.
    func rootPath(of site: Plan.Site) -> String? {
        givenRoots[site.name] ?? site.declaration.root.map { path(below: folder, $0.value) }
    }

    /// The path of a site's root as the manifest or `--root` has it: the same wherever the manifest
    /// lies.
    func declaredRoot(of site: Plan.Site) -> String? {
        givenRoots[site.name] ?? site.declaration.root?.value
    }

    /// The output folder.
    var output: String { path(below: folder, plan.manifest.output.value) }

    private static func document(
        _ options: InputOptions, reportingTo sink: inout DiagnosticSink
    ) -> ManifestDocument? {
        InputFile.read(options.manifest, shownAs: options.manifest, reportingTo: &sink)
            .flatMap { ManifestDocument(reading: $0, reportingTo: &sink) }
    }

    private static func dictionary(
        of manifest: RouteManifest, in folder: String, reportingTo sink: inout DiagnosticSink
    ) -> AttributeDictionary? {
        guard let name = manifest.dictionary else { return nil }
        let path = path(below: folder, name.value)
        guard FileManager.default.fileExists(atPath: path) else {
            let parts = path.splitAtName
            let others = try? FileManager.default.contentsOfDirectory(
                atPath: parts.folder.isEmpty ? "." : parts.folder)
            sink.report(
                .inputMissing,
                "there is no file '\(path)'"
                    + suggestion(for: parts.name, among: (others ?? []).sorted()), at: name.range)
            return nil
        }
        return InputFile.read(path, shownAs: path, reportingTo: &sink)
            .flatMap { AttributeDictionaryReader.read($0, reportingTo: &sink) }
    }

    /// The templates in the folder that the manifest names, in the order of their names.
    ///
    /// Reports `input-missing` and `input-unreadable`.
    private static func templates(
        of manifest: RouteManifest, in folder: String, reportingTo sink: inout DiagnosticSink
    ) -> [SourceFile] {
        guard let name = manifest.templates else { return [] }
        let path = path(below: folder, name.value)
        guard isFolder(path),
            let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        else {
            sink.report(.inputMissing, "there is no folder '\(path)'", at: name.range)
            return []
        }
        // An editor's copy has the ending within its name.
        for file in names.sorted() where !file.contains(".mustache") {
            let stem = file.prefix { $0 != "." }
            let isMeant = TextTemplate.allCases.contains { $0.fileName == stem + ".mustache" }
            guard isMeant else { continue }
            sink.report(
                Diagnostic(
                    .invalidTemplate, "a template's name ends in '.mustache'",
                    path: "\(path)/\(file)"))
        }
        return names.sorted().filter { $0.hasSuffix(".mustache") }.compactMap { name in
            InputFile.read("\(path)/\(name)", shownAs: "\(path)/\(name)", reportingTo: &sink)
        }
    }

    private static func roots(
        _ options: [String], among names: [String]?
    ) throws -> [String: String] {
        let roots = try namedValues(options, of: "--root NAME=DIR")
        for (name, _) in roots {
            guard let names, !names.contains(name) else { continue }
            throw ValidationError(
                "the manifest has no site '\(name)'" + suggestion(for: name, among: names))
        }
        return Dictionary(uniqueKeysWithValues: roots)
    }
}

/// What an option that may be given several times says by name, in the order given.
///
/// - Parameter form: how the option is written: `--root NAME=DIR`.
/// - Throws: `ValidationError` where it is written otherwise, or names something twice.
func namedValues(_ texts: [String], of form: String) throws -> [(name: String, value: String)] {
    let option = form.prefix { $0 != " " }
    var seen: Set<String> = []
    return try texts.map { text in
        let name = String(text.prefix { $0 != "=" })
        let value = String(text.dropFirst(name.count + 1))
        guard !name.isEmpty, !value.isEmpty else {
            throw ValidationError("'\(option) \(text)' is written \(form)")
        }
        guard seen.insert(name).inserted else {
            throw ValidationError("'\(option) \(name)=…' is given twice")
        }
        return (name, value)
    }
}

/// `path` below `folder`, or as it is where it is absolute or the folder is the current one.
func path(below folder: String, _ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
}

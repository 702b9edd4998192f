internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxSpec
private import Foundation

/// `callbox init`: a first manifest and dictionary.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a first manifest and dictionary, from a project and its built pages.",
        discussion: """
            Looks at the configuration of your site generator and at the built pages, and proposes \
            sites, hosts and routes. On a terminal it asks; elsewhere it takes the options and what \
            it finds, and says what is left to fill in. With --from it takes over the settings of \
            an install that was written by hand.
            """)

    @Argument(help: "The project's folder.", completion: .directory)
    var project = "."
    @Option(
        name: [.short, .long], help: "The route manifest.", completion: .file(extensions: ["yml"]))
    var manifest = "callbox.yml"
    @Option(name: .long, help: "The dictionary, relative to the manifest.")
    var dictionary = "attributes.md"
    @Option(
        name: .long, help: ArgumentHelp("Where a site's built tree lies.", valueName: "name=dir"))
    var root: [String] = []
    @Option(name: .long, help: ArgumentHelp("A site's host.", valueName: "name=host"))
    var host: [String] = []
    @Option(
        name: .long, help: ArgumentHelp("A site where people sign in.", valueName: "name"))
    var users: [String] = []
    @Option(name: .long, help: "The workspace's id.")
    var appID: String?
    @Option(name: .long, help: "Where the workspace is hosted: us, eu or au.")
    var region: String?
    @Option(name: .long, help: "The domain that all sites share cookies on, or none.")
    var cookieDomain: String?
    @Option(
        name: .long,
        help: ArgumentHelp("A page or script with a hand-written install.", valueName: "file"))
    var from: String?
    @Flag(name: .long, help: "Replace files that are there.")
    var force = false

    func run() throws {
        guard !isDictionaryTheManifest else {
            throw ValidationError(
                "the manifest and the dictionary are two files, not '\(manifest)'")
        }
        try checkValues()
        let console = Console(try ReportOptions.parse([]))
        var sink = DiagnosticSink()
        var draft = ManifestDraft(dictionary: dictionary)
        draft.folder = (manifest as NSString).deletingLastPathComponent
        if let from, let file = InputFile.read(from, shownAs: from, reportingTo: &sink) {
            draft.install = HandWrittenCode(reading: file, reportingTo: &sink)
        }
        if sink.hasErrors { throw console.refuse(sink) }

        draft.sites = try sites()
        draft.appID = appID ?? draft.install?.appID
        draft.region = region ?? draft.install?.region ?? "us"
        draft.cookieDomain = cookieDomain
        if draft.install?.attributes.isEmpty == false, users.isEmpty, draft.sites.count == 1 {
            draft.sites[0].hasUsers = true
        }
        if Questions.canBeAsked { Questions.ask(&draft, region: region) }
        check(draft, reportingTo: &sink)
        if sink.hasErrors { throw console.refuse(sink) }
        try write(draft, console)
    }

    /// What an option says is told of as that option's, not at a line of a file that isn't there yet.
    private func checkValues() throws {
        guard isFolder(project) else { throw ValidationError("there is no folder '\(project)'") }
        let regions = RouteManifest.Region.allCases.map(\.rawValue)
        let hosts = try namedValues(host, of: "--host NAME=HOST").map { name, host in
            ("--host \(name)=\(host)", TextRule.host.problem(host))
        }
        let others = [
            ("--app-id \(appID ?? "")", appID.flatMap(TextRule.appID.problem)),
            (
                "--cookie-domain \(cookieDomain ?? "")",
                cookieDomain.flatMap(TextRule.cookieDomain.problem)
            ),
            (
                "--region \(region ?? "")",
                region.flatMap { region in
                    regions.contains(region)
                        ? nil
                        : "a region is one of \(regions.joined(separator: ", "))"
                            + suggestion(for: region, among: regions)
                }
            ),
        ]
        for (option, problem) in hosts + others {
            if let problem { throw ValidationError("\(option): \(problem)") }
        }
    }

    /// Whether both options lead to one file, by whatever way to its folder.
    private var isDictionaryTheManifest: Bool {
        let folder = (manifest as NSString).deletingLastPathComponent
        let files = [manifest, path(below: folder, dictionary)].map { path in
            let file = URL(filePath: path)
            let folder = file.deletingLastPathComponent().resolvingSymlinksInPath().path
            return folder + "/" + file.lastPathComponent
        }
        return files[0] == files[1]
    }

    /// The sites that the options name, or that the project has.
    private func sites() throws -> [SiteDraft] {
        let hosts = try namedValues(host, of: "--host NAME=HOST")
        var sites = try namedValues(root, of: "--root NAME=DIR").map { name, root in
            guard isFolder(root) else { throw ValidationError("there is no folder '\(root)'") }
            return SiteDraft(name: name, root: root, address: nil)
        }
        if sites.isEmpty { sites = found().map { [$0] } ?? [] }
        if sites.count == 1, root.isEmpty, hosts.count == 1 { sites[0].name = hosts[0].0 }
        for (name, host) in hosts {
            if let index = sites.firstIndex(where: { $0.name == name }) {
                sites[index].host = host
                sites[index].isHostGuessed = false
            } else {
                sites.append(SiteDraft(name: name, host: host, isHostGuessed: false))
            }
        }
        if sites.isEmpty, from != nil {
            sites = [SiteDraft(name: "app", host: "app.example.com", isHostGuessed: true)]
        }
        guard !sites.isEmpty else {
            throw ValidationError(
                "'\(project)' has no generator's configuration and no built pages that callbox "
                    + "knows; give --root NAME=DIR, or --host NAME=HOST")
        }
        for name in users {
            guard let index = sites.firstIndex(where: { $0.name == name }) else {
                throw ValidationError(
                    "there is no site '\(name)'" + suggestion(for: name, among: sites.map(\.name)))
            }
            sites[index].hasUsers = true
        }
        return sites
    }

    /// The site of the project: by its generator's configuration, else by its built pages.
    private func found() -> SiteDraft? {
        if let found = Generator.all.lazy.compactMap({ $0.find(in: project) }).first {
            return SiteDraft(name: nil, root: prefix + found.root, address: found.address)
        }
        return builtFolders.first.map { SiteDraft(name: nil, root: $0, address: nil) }
    }

    /// What is before a path of the project.
    private var prefix: String { project == "." ? "" : project.trimming("/") + "/" }

    /// The folders of the project that built pages usually lie in, and do.
    private var builtFolders: [String] {
        let archives = (try? FileManager.default.contentsOfDirectory(atPath: project))?.sorted()
            .filter { $0.hasSuffix(".doccarchive") }
        return (Generator.usualFolders + (archives ?? [])).map { prefix + $0 }.filter {
            FileManager.default.fileExists(atPath: "\($0)/index.html")
        }
    }

    /// Checks the draft as `check --inputs` would: what it has from options and installs is free
    /// text.
    private func check(_ draft: ManifestDraft, reportingTo sink: inout DiagnosticSink) {
        let file = SourceFile(path: manifest, text: draft.manifest)
        guard let document = ManifestDocument(reading: file, reportingTo: &sink),
            let parsed = document.manifest(environment: nil, reportingTo: &sink)
        else { return }
        let attributes = parsed.dictionary.flatMap { _ in
            AttributeDictionaryReader.read(
                SourceFile(path: dictionary, text: draft.dictionaryText), reportingTo: &sink)
        }
        _ = Planner.plan(parsed, attributes, reportingTo: &sink)
    }

    private func write(_ draft: ManifestDraft, _ console: Console) throws {
        let files = [
            (manifest, draft.manifest),
            (path(below: draft.folder, dictionary), draft.dictionaryText),
        ]
        for (path, _) in files where FileManager.default.fileExists(atPath: path) && !force {
            throw ValidationError("'\(path)' is there already; --force replaces it")
        }
        for (path, text) in files {
            do {
                _ = try FileWriter(isDryRun: false).write(Array(text.utf8), to: path)
                console.result("wrote \(path)")
            } catch {
                console.failure(error.sentence)
                throw ExitStatus.diskError
            }
        }
        for gap in draft.gaps { console.result("fill in: \(gap)") }
        for call in draft.install?.calls ?? [] {
            let place = "\(call.range.file.path):\(call.range.start.line)"
            console.result("move by hand: Intercom('\(call.method)') at \(place)")
        }
        let roots = draft.sites.compactMap(\.root)
        let others = root.isEmpty ? builtFolders.filter { !roots.contains($0) } : []
        for other in others {
            console.result("not taken: '\(other)' has built pages, too; --root NAME=DIR names each")
        }
        for root in roots where !isFolder(root) {
            console.result("build the site first: there is no '\(root)' yet")
        }
        console.result("next: callbox check --inputs, callbox build, callbox check")
    }
}

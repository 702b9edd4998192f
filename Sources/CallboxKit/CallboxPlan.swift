private import CallboxDiagnostics
private import CallboxGlue
private import CallboxHTML
private import CallboxSpec

/// A manifest and its dictionary, resolved and checked: what each page of each site carries.
///
/// For site generators written in Swift. Bytes in, values out: nothing is read from disk, written
/// or printed.
///
/// ```swift
/// let plan = try CallboxPlan(manifest: yaml, dictionary: markdown)
/// let page = plan.page(html, file: "guide/index.html", of: "docs")
/// ```
public struct CallboxPlan: Sendable {
    /// What is allowed and seldom meant, in the order of the files.
    public let warnings: [CallboxProblem]
    /// In the order of the manifest.
    private let pages: [SitePages]

    /// Reads both files and makes the plan.
    ///
    /// - Parameters:
    ///   - manifest: the route manifest, YAML.
    ///   - dictionary: the dictionary of user attributes, Markdown; may be left out where the
    ///     manifest names none.
    ///   - templates: of the folder that the manifest's `templates` names, by their files' names:
    ///     `inline.mustache`, `external.mustache`; may be left out where it names none.
    ///   - environment: one of the manifest's environments; nil for the plain manifest.
    /// - Throws: ``CallboxInputError`` with everything that is wrong.
    /// - Complexity: O(bytes + routes × attributes).
    public init(
        manifest: [UInt8], dictionary: [UInt8]? = nil, templates: [String: [UInt8]]? = nil,
        environment: String? = nil
    ) throws(CallboxInputError) {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "callbox.yml", bytes: manifest)
        let read = ManifestDocument(reading: file, reportingTo: &sink)?
            .manifest(environment: environment, reportingTo: &sink)
        var plan: Plan?
        if let read {
            let source = dictionary.map {
                SourceFile(path: read.dictionary?.value ?? "attributes.md", bytes: $0)
            }
            let attributes = source.flatMap {
                AttributeDictionaryReader.read($0, reportingTo: &sink)
            }
            if source == nil, let name = read.dictionary {
                sink.report(
                    .dictionaryNeeded,
                    "the manifest names the dictionary '\(name.value)', and none was given",
                    at: name.range)
            }
            plan = Planner.plan(read, attributes, reportingTo: &sink)
            if let source { sink.silence(by: source) }
        }
        if templates == nil, let name = read?.templates {
            sink.report(
                .inputMissing,
                "the manifest names the templates '\(name.value)', and none were given",
                at: name.range)
        }
        let own = (templates ?? [:]).sorted { $0.key < $1.key }.map {
            SourceFile(path: $0.key, bytes: $0.value)
        }
        let templates = TemplateSet(reading: own, reportingTo: &sink)
        for file in own { sink.silence(by: file) }
        sink.silence(byManifest: file)
        let problems = sink.diagnostics.map(CallboxProblem.init)
        guard !sink.hasErrors, let plan else { throw CallboxInputError(problems: problems) }
        warnings = problems
        let renderer = SnippetRenderer(plan: plan, form: .minified, templates: templates)
        pages = plan.sites.map { site in
            SitePages(site: site, plan: plan, snippets: renderer.snippets(of: site), others: [])
        }
    }

    /// The names of the sites, in the order of the manifest.
    public var sites: [String] { pages.map(\.site.name) }

    private func pages(of site: String) -> SitePages? { pages.first { $0.site.name == site } }

    /// What a page carries; nil where that is nothing: no route matches it, its route runs
    /// nothing, the manifest's `ignore` names it, its name is `*.xhtml`, another site's base holds it,
    /// or there is no such site.
    ///
    /// - Parameters:
    ///   - file: the page's path below the root of its site, `guide/index.html`.
    ///   - site: the site's name.
    public func snippet(forFile file: String, of site: String) -> CallboxSnippet? {
        guard let pages = pages(of: site), case .block = pages.decision(forFile: file),
            let route = pages.route(ofFile: file)
        else { return nil }
        return pages.snippets[route.name].map(CallboxSnippet.init)
    }

    /// A page with the block of its route in it, in place of any block of an earlier run.
    ///
    /// The page is returned as it is where it holds what it should, where its name is `*.xhtml`, where
    /// another site's base holds it, and where there is no such site. Pages that the manifest's `ignore` names and those that
    /// `callbox build` skips (redirects, AMP, framesets and fragments unless the manifest's `pages`
    /// says otherwise, UTF-16 …) get no block.
    ///
    /// - Parameters:
    ///   - page: HTML in any encoding that keeps ASCII.
    ///   - file: the page's path below the root of its site.
    ///   - site: the site's name.
    /// - Complexity: O(bytes).
    public func page(_ page: [UInt8], file: String, of site: String) -> [UInt8] {
        pages(of: site)?.page(page, atPath: file) ?? page
    }

    /// A page without any block of Callbox's: byte for byte what it was before one was put in.
    ///
    /// - Complexity: O(bytes).
    public static func pageWithoutBlock(_ page: [UInt8]) -> [UInt8] {
        PageInjector().edit(page.span, block: nil).applied(to: page)
    }
}

/// What a route's pages carry.
public struct CallboxSnippet: Sendable, Hashable {
    /// The element to put into the page, where the site's `place` says: ASCII, exactly one
    /// `<script>`.
    public let html: String
    /// What a content policy lists for the script: `sha256-…`.
    public let policyHash: String
    /// With external delivery, the script that the element loads; nil with inline delivery.
    public let asset: Asset?

    /// A file to be served below the base of its site.
    public struct Asset: Sendable, Hashable {
        /// Relative to the site's base: `callbox/HASH.js`.
        public let path: String
        /// ASCII JavaScript.
        public let bytes: [UInt8]
    }
}

extension CallboxSnippet {
    fileprivate init(_ snippet: Snippet) {
        html = String(decoding: snippet.block, as: UTF8.self)
        policyHash = snippet.policyHash
        asset = snippet.asset.map { Asset(path: $0.path, bytes: snippet.script) }
    }
}

/// Something about the inputs that a person should know.
public struct CallboxProblem: Sendable, Hashable {
    /// Its stable name, as the index of diagnostics has it.
    public let id: String
    /// The headline: lower case, no full stop.
    public let message: String
    /// `callbox.yml`, or the dictionary's or a template's name.
    public let path: String?
    /// 1-based; nil where it concerns the file as a whole.
    public let line: Int?
    /// 1-based, in UTF-8 bytes.
    public let column: Int?
    /// Whether the input can't be used; else it is a warning.
    public let isError: Bool
}

extension CallboxProblem {
    fileprivate init(_ diagnostic: Diagnostic) {
        let start = diagnostic.range?.start
        self.init(
            id: diagnostic.id.rawValue, message: diagnostic.message, path: diagnostic.path,
            line: start?.line, column: start?.column, isError: diagnostic.severity == .error)
    }
}

/// Inputs that can't be used, with everything that is wrong with them, warnings too.
public struct CallboxInputError: Error, Sendable {
    /// In the order of the files.
    public let problems: [CallboxProblem]
}

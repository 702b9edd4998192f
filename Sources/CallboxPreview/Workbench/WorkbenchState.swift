#if Preview
    internal import CallboxDiagnostics
    internal import CallboxGlue
    internal import CallboxKit
    internal import CallboxSpec

    /// Everything that the workbench shows at first sight.
    struct WorkbenchState: Encodable, Sendable {
        /// `acme.localhost`.
        let name: String
        let manifest: String
        let appID: String
        let region: String
        let isLive: Bool
        let plan: Plan
        let sites: [Site]
        let problems: [Problem]
        let session: Session
        /// The files that `build` would write, snippets and assets aside.
        let files: [File]

        struct Plan: Encodable, Sendable {
            let number: Int
            /// Milliseconds since 1970.
            let madeAt: Double
        }

        struct Site: Encodable, Sendable {
            let name: String
            /// In production.
            let origin: String
            let base: String
            let delivery: String
            let hasTree: Bool
            let hasUsers: Bool
            /// How an identity reaches its pages; absent where it has no users.
            let identity: String?
            let routes: [Route]
            /// How many pages no route matches.
            let withoutCount: Int
        }

        struct Route: Encodable, Sendable {
            let name: String
            let path: String
            let boot: String
            let otherwise: String?
            let updates: [String]
            let isShutdown: Bool
            /// Of its block; absent where there is none.
            let bytes: Int?
            let gzipBytes: Int?
            /// Absent until the tree is counted.
            let pages: Int?
            /// Where to see it in the preview; absent without a tree.
            let address: String?
        }

        struct Problem: Encodable, Sendable {
            let severity: String
            /// As the terminal prints it.
            let text: String
        }

        struct Session: Encodable, Sendable {
            let title: String?
            let asksConsent: Bool
            let consent: Bool?
            let isScriptBlocked: Bool
            let fields: [Field]
        }

        /// A field of the form of a person.
        struct Field: Encodable, Sendable {
            let name: String
            let group: String
            let type: String
            let choices: [String]?
            let text: String
            let isRequired: Bool
            let isSigned: Bool
            let sensitivity: String
            let source: String
            let summary: String
        }

        struct File: Encodable, Sendable {
            let path: String
            let site: String?
            let bytes: Int
        }
    }

    extension WorkbenchState {
        init(_ snapshot: Preview.Snapshot) {
            let plan = snapshot.plan
            let manifest = plan.plan.manifest
            name = plan.hosts.domain
            self.manifest = manifest.file.path
            appID = manifest.workspace.appID
            region = manifest.workspace.region.rawValue
            isLive = snapshot.isLive
            self.plan = Plan(number: plan.number, madeAt: snapshot.madeAt)
            let renderer = DiagnosticRenderer(usesColour: false)
            problems = snapshot.diagnostics.map {
                Problem(severity: $0.severity.rawValue, text: renderer.text(for: $0))
            }
            sites = plan.sites.map { Site($0, in: plan, census: snapshot.census[$0.name]) }
            session = Session(snapshot.session, in: plan.plan)
            let assets = Set(
                plan.snippets.values.flatMap(\.values).compactMap { $0.asset?.path })
            files = plan.files.filter { file in
                !file.path.contains("/snippets/")
                    && !assets.contains { file.path.hasSuffix("/" + $0) }
            }.map { File(path: $0.path, site: $0.site, bytes: $0.bytes.count) }
        }
    }

    extension WorkbenchState.Site {
        fileprivate init(_ site: PreviewSite, in plan: PreviewPlan, census: PageCensus?) {
            name = site.name
            let shipped = plan.plan.site(named: site.name) ?? site.pages.site
            origin = shipped.declaration.host.value.origin
            base = site.pages.site.declaration.base
            delivery = site.pages.site.declaration.delivery.rawValue
            hasTree = site.root != nil
            hasUsers = site.hasUsers
            identity = site.hasUsers ? Self.sentence(about: site) : nil
            routes = shipped.routesByPrecedence.map {
                WorkbenchState.Route($0, of: site, in: plan, census: census)
            }
            withoutCount = census?.without.count ?? 0
        }

        private static func sentence(about site: PreviewSite) -> String {
            switch site.pages.site.declaration.identity?.value ?? .call {
            case .call: "calls callbox.identify"
            case .json(let selector): "fills \(selector)"
            case .global(let path): "sets window.\(path)"
            case .fetch(let address): "answers \(address)"
            }
        }
    }

    extension WorkbenchState.Route {
        fileprivate init(
            _ route: Plan.Route, of site: PreviewSite, in plan: PreviewPlan, census: PageCensus?
        ) {
            let declaration = route.declaration
            name = route.name
            path = declaration.pattern.value.text
            boot = declaration.boot.rawValue
            otherwise = declaration.boot == .user ? declaration.otherwise.rawValue : nil
            updates = [
                declaration.updatesOnNavigation ? "navigation" : nil,
                declaration.updatesData ? "data" : nil,
            ].compactMap(\.self)
            isShutdown = declaration.isShutdown
            let snippet = plan.snippets[site.name]?[route.name]
            bytes = snippet?.block.count
            gzipBytes = snippet.map { gzipSize(of: $0.block) }
            let files = census?.pages[route.name] ?? []
            pages = census == nil || site.root == nil ? nil : files.count
            address =
                site.root == nil
                ? nil
                : site.address(ofFile: files.first)
                    ?? site.address(ofPath: Self.sample(of: path))
        }

        /// A path that the pattern matches, though another route may win it.
        private static func sample(of pattern: String) -> String {
            let segments = pattern.split(separator: "/").filter { $0 != "**" }
                .map { $0 == "*" ? "example" : $0.replacing("*", with: "1") }
            return "/" + segments.joined(separator: "/")
        }
    }

    extension WorkbenchState.Session {
        fileprivate init(_ session: CallboxPreview.Session, in plan: Plan) {
            title = session.person?.title
            asksConsent = plan.manifest.consent != nil
            consent = session.consent
            isScriptBlocked = session.isScriptBlocked
            let example = plan.dictionary.map { Person(exampleOf: $0) }
            fields = (plan.dictionary?.groups ?? []).flatMap { group in
                group.attributes.map { attribute in
                    let name = attribute.name.value
                    let choices: [String]? =
                        switch attribute.type {
                        case .enumeration(let values): values
                        case .boolean: ["true", "false"]
                        default: nil
                        }
                    return WorkbenchState.Field(
                        name: name, group: group.title.value, type: attribute.type.word,
                        choices: choices,
                        text: session.person?.texts[name] ?? example?.texts[name] ?? "",
                        isRequired: attribute.isRequired, isSigned: attribute.isSigned,
                        sensitivity: attribute.sensitivity.rawValue, source: attribute.sourcePath,
                        summary: attribute.summary)
                }
            }
        }
    }
#endif

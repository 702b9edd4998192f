#if Preview

    /// The files of `Resources`, embedded in the program.
    enum Resource: String, CaseIterable {
        case workbench = "workbench.html"
        case tokens = "tokens.css"
        case layout = "layout.css"
        case parts = "parts.css"
        case dom = "dom.js"
        case source = "source.js"
        case highlight = "highlight.js"
        case routes = "routes.js"
        case route = "route.js"
        case code = "code.js"
        case session = "session.js"
        case person = "person.js"
        case timeline = "timeline.js"
        case rows = "rows.js"
        case keys = "keys.js"
        case main = "main.js"
        case reporter = "reporter.js"
        case worker = "worker.js"
        case standIn = "messenger-stand-in.js"

        /// What the workbench's page loads, each after what it imports.
        static let scripts: [Resource] = [
            .dom, .source, .highlight, .code, .routes, .route, .person, .session, .rows, .timeline,
            .keys, .main,
        ]
        static let styles: [Resource] = [.tokens, .layout, .parts]

        var text: String { String(decoding: bytes, as: UTF8.self) }

        private var bytes: [UInt8] {
            switch self {
            case .workbench: PackageResources.workbench_html
            case .tokens: PackageResources.tokens_css
            case .layout: PackageResources.layout_css
            case .parts: PackageResources.parts_css
            case .dom: PackageResources.dom_js
            case .source: PackageResources.source_js
            case .highlight: PackageResources.highlight_js
            case .routes: PackageResources.routes_js
            case .route: PackageResources.route_js
            case .code: PackageResources.code_js
            case .session: PackageResources.session_js
            case .person: PackageResources.person_js
            case .timeline: PackageResources.timeline_js
            case .rows: PackageResources.rows_js
            case .keys: PackageResources.keys_js
            case .main: PackageResources.main_js
            case .reporter: PackageResources.reporter_js
            case .worker: PackageResources.worker_js
            case .standIn: PackageResources.messenger_stand_in_js
            }
        }
    }
#endif

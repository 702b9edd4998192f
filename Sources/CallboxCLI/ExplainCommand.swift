internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxSpec

/// `callbox explain`: which route wins for an address, why, and what it runs.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say which route wins for an address, why, and what it runs.")

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @Argument(help: "An address, such as https://docs.acme.com/guide or docs.acme.com/guide.")
    var url: String

    func run() throws {
        let console = Console(report)
        var sink = DiagnosticSink()
        guard let inputs = try Inputs(inputs, reportingTo: &sink), !sink.hasErrors else {
            throw console.refuse(sink, saying: nil)
        }
        let (host, path) = try address()
        guard let (site, page) = inputs.plan.site(at: host, urlPath: path) else {
            let hosts = inputs.plan.sites.map { $0.declaration.host.value.authority }
            throw ValidationError(
                "no site of the manifest has '\(host.authority)' and that path"
                    + suggestion(for: host.authority, among: hosts))
        }
        guard inputs.sites.contains(where: { $0.name == site.name }) else {
            throw ValidationError("'\(url)' is of site '\(site.name)', which --site leaves out")
        }
        let explanation = Explanation(site: site, page: page)
        console.document(explanation)
        for line in explanation.lines { console.finding(line) }
    }

    private func address() throws -> (host: CallboxSpec.Host, path: String) {
        let folded = url.lowercased()
        let isHTTP = folded.hasPrefix("http://")
        let rest =
            isHTTP ? url.dropFirst(7) : folded.hasPrefix("https://") ? url.dropFirst(8) : url[...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        let authority = rest[..<end].lowercased()
        if let problem = CallboxSpec.Host.problem(with: authority) {
            throw ValidationError(problem)
        }
        return (CallboxSpec.Host((isHTTP ? "http://" : "") + authority), resolved(rest[end...]))
    }

    /// A path as a browser requests it: `.` and `..` resolved, encoded ones too (WHATWG URL §4.4).
    private func resolved(_ path: Substring) -> String {
        var segments: [Substring] = []
        let end = path.firstIndex { "?#".contains($0) } ?? path.endIndex
        for segment in path[..<end].split(separator: "/") {
            switch segment.lowercased().replacing("%2e", with: ".") {
            case ".": continue
            case "..": _ = segments.popLast()
            default: segments.append(segment)
            }
        }
        return "/" + segments.joined(separator: "/")
    }
}

/// What `explain` says, as text and as JSON.
struct Explanation: Encodable {
    let site: String
    /// The page, relative to the site's base, as routes are matched against it.
    let page: String
    /// Absent where no route matches.
    let route: Winner?
    /// The other routes that match, in order of precedence.
    let losers: [Loser]
    /// Always empty: an explanation is only given of good inputs.
    let diagnostics: [DiagnosticRecord] = []
    let failures: [String] = []

    /// The route that wins.
    struct Winner: Encodable {
        let name: String
        let path: String
        /// `file:line:column` in the manifest.
        let place: String
        /// What runs, a sentence each, in order.
        let runs: [String]
    }

    /// A route that matches and doesn't win.
    struct Loser: Encodable {
        let name: String
        let path: String
        let place: String
        let because: String
    }

    init(site: Plan.Site, page: PagePath) {
        self.site = site.name
        self.page = page.description
        let matches = site.matches(page)
        route = matches.first.map { route in
            Winner(
                name: route.name, path: route.declaration.pattern.value.text,
                place: Self.place(of: route), runs: Self.runs(of: route, on: site))
        }
        losers = matches.dropFirst().map { loser in
            Loser(
                name: loser.name, path: loser.declaration.pattern.value.text,
                place: Self.place(of: loser),
                because: matches[0].declaration.pattern.value.advantage(
                    over: loser.declaration.pattern.value))
        }
    }

    /// The explanation for people.
    var lines: [String] {
        guard let route else { return ["\(site)  \(page)", "no route matches: nothing runs"] }
        return ["\(site)  \(page)", "route \(route.name)  \(route.path)  (\(route.place))"]
            + route.runs.map { "  \($0)" }
            + losers.map { "loses: \($0.name)  \($0.path)  (\($0.place)): \($0.because)" }
    }

    private static func place(of route: Plan.Route) -> String {
        let range = route.declaration.pattern.range
        return "\(range.file.path):\(range.start.line):\(range.start.column)"
    }

    private static func runs(of route: Plan.Route, on site: Plan.Site) -> [String] {
        let declaration = route.declaration
        var runs: [String] = []
        if declaration.isShutdown { runs.append("ends the session: shutdown, on every site") }
        switch declaration.boot {
        case .none: runs.append("boots nothing")
        case .visitor: runs.append("boots a visitor, once the fence has passed")
        case .user:
            let source =
                switch site.declaration.identity?.value ?? .call {
                case .call: "callbox.identify(user)"
                case .json(let selector): "the JSON in \(selector)"
                case .global(let path): "window.\(path)"
                case .fetch(let address): "fetch \(address)"
                }
            let names = route.attributes.map(\.name.value).joined(separator: ", ")
            runs.append("boots the user that \(source) gives, with \(names)")
            runs.append(
                "nobody signed in: boots \(declaration.otherwise == .none ? "nothing" : "a visitor")"
            )
        }
        if declaration.updatesOnNavigation { runs.append("updates on navigation") }
        if declaration.updatesData { runs.append("updates on changed user data") }
        for event in declaration.track { runs.append("tracks \(event.name)") }
        for setting in declaration.messenger { runs.append("setting \(setting.name)") }
        return runs
    }
}

package import CallboxDiagnostics
package import CallboxSpec

/// What `explain` says, as text and as JSON.
package struct Explanation: Encodable, Sendable {
    package let site: String
    /// The page, relative to the site's base, as routes are matched against it.
    package let page: String
    /// Absent where no route matches.
    package let route: Winner?
    /// The other routes that match, in order of precedence.
    package let losers: [Loser]
    /// Why the page gets no block all the same; absent where it gets one, and where its file isn't
    /// known: without a built tree, or with no regular file of a page's size at this address.
    package var skipped: Skipped?
    /// Always empty: an explanation is given of inputs without errors, and lints are for `check`.
    package let diagnostics: [DiagnosticRecord] = []
    package let failures: [String] = []

    /// The route that wins.
    package struct Winner: Encodable, Sendable {
        package let name: String
        package let path: String
        /// `file:line:column` in the manifest.
        package let place: String
        /// What runs, a sentence each, in order.
        package let runs: [String]
    }

    /// A route that matches and doesn't win.
    package struct Loser: Encodable, Sendable {
        package let name: String
        package let path: String
        package let place: String
        package let because: String
    }

    /// A page of the built tree that is skipped.
    package struct Skipped: Encodable, Sendable {
        /// Its file, the root with it.
        let file: String
        /// The raw value of a `SkipReason`.
        let reason: String
        /// The reason for people.
        let because: String

        /// A page that is skipped.
        ///
        /// - Parameters:
        ///   - file: its path, the root with it.
        ///   - reason: the raw value of a `SkipReason`.
        ///   - because: that reason's sentence.
        package init(file: String, reason: String, because: String) {
            self.file = file
            self.reason = reason
            self.because = because
        }
    }

    /// Explains one page of a site.
    package init(site: Plan.Site, page: PagePath) {
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
    package var lines: [String] {
        guard let route else { return ["\(site)  \(page)", "no route matches: nothing runs"] }
        let hindrance = skipped.map { ["but \($0.file) gets no block: \($0.because)"] } ?? []
        return ["\(site)  \(page)", "route \(route.name)  \(route.path)  (\(route.place))"]
            + route.runs.map { "  \($0)" } + hindrance
            + losers.map { "loses: \($0.name)  \($0.path)  (\($0.place)): \($0.because)" }
    }

    /// `file:line:column` of a route's path in the manifest.
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

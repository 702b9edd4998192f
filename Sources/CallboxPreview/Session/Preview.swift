#if Preview
    internal import CallboxDiagnostics
    internal import CallboxGlue
    internal import CallboxHTML
    internal import CallboxKit
    internal import CallboxSpec
    internal import Foundation

    /// The preview's state: the last good plan, who is signed in, the timeline, and who listens.
    actor Preview {
        /// What a request is answered from.
        struct Snapshot: Sendable {
            let plan: PreviewPlan
            /// When the plan was made, in milliseconds since 1970.
            let madeAt: Double
            /// Of the newest reading, which may be of files with errors.
            let diagnostics: [Diagnostic]
            let session: Session
            /// By site; empty until the trees are counted.
            let census: [String: PageCensus]
            let isLive: Bool
        }

        private let read: @Sendable () -> PreviewInputs
        private let isLive: Bool
        private var plan: PreviewPlan
        private var madeAt = millisecondsNow()
        private var diagnostics: [Diagnostic]
        private var session = Session()
        private var census: [String: PageCensus] = [:]
        private var timeline = Timeline()
        private var audience = Audience()
        /// What each watched file was like: inputs by path, and what was served lately.
        private var inputs: [String: String]
        private var served: [ServedFile] = []

        /// A file that a site was asked for, and what it was like then.
        private struct ServedFile {
            let site: String
            let root: String
            let names: [String]
            var stamp: String
        }

        init(
            _ first: PreviewInputs, plan: PreviewPlan, isLive: Bool,
            reading read: @escaping @Sendable () -> PreviewInputs
        ) {
            self.read = read
            self.isLive = isLive
            self.plan = plan
            diagnostics = first.diagnostics
            inputs = Self.stamps(of: first.files)
        }

        var snapshot: Snapshot {
            Snapshot(
                plan: plan, madeAt: madeAt, diagnostics: diagnostics, session: session,
                census: census, isLive: isLive)
        }

        // MARK: Events

        func join(_ kind: Audience.Kind) -> (number: Int, events: AsyncStream<String>) {
            audience.join(kind)
        }

        func leave(_ number: Int) { audience.leave(number) }

        /// All records, and how many older ones fell off.
        var history: (records: [String], dropped: Int) { (timeline.records, timeline.dropped) }

        private func tellWorkbench() {
            audience.send("state", "{}") { $0 == .workbench }
        }

        private func record(_ kind: String, _ text: String) {
            show([timeline.add(kind, text, at: millisecondsNow())])
        }

        private func show(_ records: [String]) {
            for record in records { audience.send("record", record) { $0 == .workbench } }
        }

        /// Sends a command to the documents of some sites.
        private func command(
            _ command: String, _ argument: JSONText = "null", to sites: [PreviewSite]
        ) {
            for (authority, sites) in Dictionary(grouping: sites, by: { $0.host.authority }) {
                let names = sites.map { "\"\($0.name)\"" }.sorted().joined(separator: ",")
                audience.send(
                    "command",
                    "{\"command\":\"\(command)\",\"argument\":\(argument),\"sites\":[\(names)]}"
                ) { $0 == .documents(authority: authority) }
            }
        }

        /// A line of JSON.
        private typealias JSONText = String

        /// Takes what documents report.
        ///
        /// - Returns: false where it is no list of records.
        func accept(reports: Data, from authority: String) -> Bool {
            let sites = plan.sites.filter { $0.host.authority == authority }.map(\.name)
            guard let records = timeline.add(reports: reports, from: Set(sites)) else {
                return false
            }
            show(records)
            return true
        }

        // MARK: Controls

        /// Does what a person asks for at the controls.
        func act(_ action: ControlAction) -> ControlAnswer {
            let everywhere = plan.sites
            let withUsers = plan.sites.filter(\.hasUsers)
            switch action.action {
            case .signIn: return signIn(action)
            case .logOut:
                forget()
                record("action", "You logged out (callbox.logout)")
                command("log-out", to: withUsers)
            case .forget:
                forget()
                record("action", "You visited the page that logs out")
            case .expire:
                forget()
                record("action", "You let the session expire")
                command("expire", to: everywhere)
            case .consent:
                session.consent = action.given
                record("action", Self.sentence(aboutConsent: action.given))
                command(
                    action.given == nil ? "reload" : "consent",
                    action.given.map { $0 ? "true" : "false" } ?? "null", to: everywhere)
            case .script:
                session.isScriptBlocked = action.blocked ?? false
                record("action", "You \(session.isScriptBlocked ? "" : "un")blocked the script")
                command("reload", to: everywhere)
            case .spend:
                record("action", "You used up the budget of updates")
                command("spend", to: everywhere)
            case .clean:
                session = Session()
                record("action", "You started clean: no cookies, no storage")
                command("clean", to: everywhere)
            case .clear:
                timeline.clear()
                audience.send("clear", "{}") { $0 == .workbench }
            }
            tellWorkbench()
            return ControlAnswer()
        }

        private func signIn(_ action: ControlAction) -> ControlAnswer {
            guard let dictionary = plan.plan.dictionary else { return ControlAnswer() }
            let person = Person(texts: action.texts ?? [:])
            let problems = person.problems(in: dictionary)
            if !problems.isEmpty, action.anyway != true { return ControlAnswer(problems: problems) }
            let isChange = session.person != nil
            session.person = person
            session.isTouched = true
            let object = person.object(by: dictionary).literal
            record(
                "action",
                "You \(isChange ? "changed the person to" : "signed in as") \(person.title)")
            command("identify", object, to: plan.sites.filter(\.hasUsers))
            tellWorkbench()
            return ControlAnswer()
        }

        private func forget() {
            session.person = nil
            session.isTouched = true
        }

        private static func sentence(aboutConsent given: Bool?) -> String {
            switch given {
            case true?: "You gave consent"
            case false?: "You withdrew consent"
            case nil: "You took back the answer about consent"
            }
        }

        // MARK: Changes on disk

        /// Remembers what a file was like that was served, to see when it changes; the newest 500.
        func note(_ stamp: String, of names: [String], below root: String, site: String) {
            if let index = served.firstIndex(where: { $0.site == site && $0.names == names }) {
                served[index].stamp = stamp
                return
            }
            served.append(ServedFile(site: site, root: root, names: names, stamp: stamp))
            if served.count > 500 { served.removeFirst(served.count - 500) }
        }

        /// Looks whether a watched file has changed, and acts on it.
        func look() {
            let stamps = Self.stamps(of: Array(inputs.keys))
            if stamps != inputs {
                inputs = stamps
                reload()
            }
            var changed: [String: String] = [:]
            for index in served.indices {
                let file = served[index]
                // Missing may mean that it is being written.
                guard case .file(let now)? = TreeFile.entry(file.names, below: file.root),
                    now.stamp != file.stamp
                else { continue }
                served[index].stamp = now.stamp
                changed[file.site] = file.names.joined(separator: "/")
            }
            for (site, name) in changed.sorted(by: { $0.key < $1.key }) {
                record("plan", "\(name) of \(site) changed")
            }
            if changed.isEmpty { return }
            command("reload", to: plan.sites.filter { changed[$0.name] != nil })
            tellWorkbench()
        }

        private func reload() {
            let read = read()
            diagnostics = read.diagnostics
            inputs = Self.stamps(of: read.files)
            defer { tellWorkbench() }
            guard let new = read.plan else {
                record("plan", "The files have errors; plan \(plan.number) stays")
                return
            }
            let old = plan
            plan = PreviewPlan(
                number: old.number + 1, inputs: read, plan: new, port: old.hosts.port,
                domain: old.hosts.domain, isLive: isLive)
            madeAt = millisecondsNow()
            record("plan", "Plan \(plan.number)")
            // Only where something else runs: a page that is being looked at stays as it is.
            command(
                "reload",
                to: plan.sites.filter { site in
                    old.site(named: site.name)?.pages.snippets != site.pages.snippets
                })
            recount()
        }

        /// Counts the pages of each route anew, beside what goes on.
        func recount() {
            let plan = plan
            Task.detached {
                let census = Dictionary(
                    uniqueKeysWithValues: plan.sites.map { ($0.name, PageCensus(of: $0)) })
                await self.take(census, of: plan.number)
            }
        }

        private func take(_ census: [String: PageCensus], of number: Int) {
            guard number == plan.number else { return }
            self.census = census
            tellWorkbench()
        }

        private static func stamps(of files: [String]) -> [String: String] {
            Dictionary(
                files.map { path in
                    let facts = try? FileManager.default.attributesOfItem(atPath: path)
                    let time = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
                    let number = facts?[.systemFileNumber] as? Int ?? 0
                    return (path, "\(time) \(number) \(facts?[.size] as? Int ?? -1)")
                }, uniquingKeysWith: { one, _ in one })
        }
    }
#endif

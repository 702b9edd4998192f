#if Preview
    internal import CallboxGlue
    internal import CallboxKit
    internal import CallboxSpec

    /// What the controls have set: who is signed in, what was consented to, what is blocked.
    struct Session: Sendable {
        /// Whether somebody was ever signed in or out here: until then the pages' own identities
        /// stand.
        var isTouched = false
        /// Nil where nobody is signed in.
        var person: Person?
        /// Nil where nobody was asked.
        var consent: Bool?
        var isScriptBlocked = false

        /// What the reporter in a page of a site is told, as JavaScript.
        func reporterState(for site: PreviewSite, of plan: PreviewPlan, isLive: Bool) -> JSONValue {
            let identity: (kind: String, place: String) =
                switch site.pages.site.declaration.identity?.value ?? .call {
                case .call: ("call", "")
                case .json(let selector): ("json", selector)
                case .global(let path): ("global", path)
                case .fetch(let address): ("fetch", address)
                }
            let person = object(by: plan)
            return .object([
                ("site", .string(site.name)),
                ("app_id", .string(plan.plan.manifest.workspace.appID)),
                (
                    "cookie_domain",
                    plan.plan.manifest.cookieDomain.map { _ in
                        .string(plan.hosts.domain)
                    }
                ),
                (
                    "identity",
                    site.hasUsers
                        ? .object([
                            ("kind", .string(identity.kind)), ("place", .string(identity.place)),
                        ]) : nil
                ),
                ("person", isTouched ? person ?? .null : nil),
                ("consent", consent.map(JSONValue.boolean)),
                ("live", isLive ? .boolean(true) : nil),
            ])
        }

        /// The user object of who is signed in.
        func object(by plan: PreviewPlan) -> JSONValue? {
            guard let person, let dictionary = plan.plan.dictionary else { return nil }
            return person.object(by: dictionary)
        }
    }
#endif

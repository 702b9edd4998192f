internal import CallboxSpec

/// The data inventory: what is sent of people, from where, and what their browsers keep. For a
/// privacy review.
struct AttributeInventory {
    /// What a browser keeps.
    private struct Entry {
        let name: String
        let kind: String
        let purpose: String
        let lifetime: String
        let setter: String
    }

    private let plan: Plan
    private let attributes: [Attribute]
    /// The names of the routes that send an attribute, by site, in the order of the manifest.
    private let senders: [String: [(site: String, routes: [String])]]

    init(_ plan: Plan) {
        self.plan = plan
        attributes = plan.dictionary?.attributes ?? []
        var senders: [String: [(site: String, routes: [String])]] = [:]
        for site in plan.sites {
            var routes: [String: [String]] = [:]
            for route in site.routes {
                for attribute in route.attributes {
                    routes[attribute.name.value, default: []].append(route.name)
                }
            }
            for (name, routes) in routes { senders[name, default: []].append((site.name, routes)) }
        }
        self.senders = senders
    }

    private var destination: String {
        "Intercom, workspace \(plan.manifest.workspace.appID), "
            + String(plan.manifest.workspace.region.apiBase.dropFirst("https://".count))
    }

    /// Lifetimes of Intercom's own: https://www.intercom.com/help/en/articles/2361922
    private var stored: [Entry] {
        let appID = plan.manifest.workspace.appID
        let maxAge = Self.words(plan.manifest.session.maxAgeSeconds)
        let marker = "callbox-\(appID)"
        let users = [
            Entry(
                name: "\(marker)-person", kind: "localStorage",
                purpose: "a salted fingerprint, to notice a change of person",
                lifetime: "until the next sign-in or withdrawn consent", setter: "the glue")
        ]
        return [
            Entry(
                name: "intercom-id-\(appID)", kind: "cookie",
                purpose: "tells a visitor's browser from others", lifetime: "9 months",
                setter: "Intercom"),
            Entry(
                name: "intercom-session-\(appID)", kind: "cookie",
                purpose: "the conversation of this session",
                lifetime: plan.dictionary == nil
                    ? "1 week" : "1 week for visitors, \(maxAge) for users; ends with the logout",
                setter: "Intercom"),
            Entry(
                name: "intercom-device-id-\(appID)", kind: "cookie",
                purpose: "tells a device from others", lifetime: "9 months", setter: "Intercom"),
            Entry(
                name: "intercom.intercom-state-\(appID)", kind: "localStorage",
                purpose: "what the Messenger shows", lifetime: "until the logout",
                setter: "Intercom"),
            Entry(
                name: marker, kind: "cookie",
                purpose: "whether a session lives: a state, a random number and an expiry",
                lifetime: "400 days", setter: "the glue"),
            Entry(
                name: marker, kind: "localStorage",
                purpose: "the random number of the last session that ended here",
                lifetime: "until withdrawn consent", setter: "the glue"),
        ] + (plan.dictionary == nil ? [] : users)
    }

    private static func words(_ seconds: Int) -> String {
        for (unit, name) in [(86400, "day"), (3600, "hour"), (60, "minute")]
        where seconds % unit == 0 {
            let count = seconds / unit
            return "\(count) \(name)\(count == 1 ? "" : "s")"
        }
        return "\(seconds) seconds"
    }

    /// `attributes.json`.
    var json: JSONValue {
        .object([
            ("callbox", .integer(1)), ("destination", .string(destination)),
            ("consent", plan.manifest.consent.map { .string($0.manager.rawValue) }),
            ("attributes", .array(attributes.map(json))),
            (
                "stored",
                .array(
                    stored.map { entry in
                        .object([
                            ("name", .string(entry.name)), ("kind", .string(entry.kind)),
                            ("purpose", .string(entry.purpose)),
                            ("lifetime", .string(entry.lifetime)),
                            ("set_by", .string(entry.setter)),
                        ])
                    })
            ),
        ])
    }

    private func json(_ attribute: Attribute) -> JSONValue {
        let sites = senders[attribute.name.value] ?? []
        return .object([
            ("name", .string(attribute.name.value)), ("group", .string(attribute.group)),
            ("type", .string(attribute.type.word)),
            ("sensitivity", .string(attribute.sensitivity.rawValue)),
            ("required", .boolean(attribute.isRequired)),
            ("travels", .string(attribute.isSigned ? "in the token only" : "as a plain setting")),
            ("source", .string(attribute.sourcePath)),
            ("meaning", attribute.summary.isEmpty ? nil : .string(attribute.summary)),
            (
                "sites",
                .object(sites.map { ($0.site, .array($0.routes.map(JSONValue.string))) })
            ),
        ])
    }

    /// `attributes.html`: a page of its own, without scripts.
    var page: String {
        let rows = attributes.map { attribute in
            let sites = (senders[attribute.name.value] ?? []).map { site, routes in
                "\(site) (\(routes.joined(separator: ", ")))"
            }
            return row([
                "<code>\(escaped(attribute.name.value))</code>", escaped(attribute.type.word),
                escaped(attribute.sensitivity.rawValue), escaped(attribute.summary),
                attribute.isSigned ? "in the token" : "plain",
                sites.isEmpty ? "nowhere" : escaped(sites.joined(separator: "; ")),
            ])
        }
        let kept = stored.map { entry in
            row([
                "<code>\(escaped(entry.name))</code>", entry.kind, entry.purpose,
                escaped(entry.lifetime), entry.setter,
            ])
        }
        let consent =
            plan.manifest.consent == nil
            ? "Nothing waits for consent." : "Nothing is loaded, sent or stored before consent."
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>What is sent to Intercom</title>
            <style>
            body { font: 16px/1.5 sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em }
            table { border-collapse: collapse }
            th, td { border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top }
            </style>
            </head>
            <body>
            <h1>What is sent to Intercom</h1>
            <p>Sent to: \(escaped(destination)). \(consent)</p>
            <h2>Attributes of people</h2>
            <table>
            <tr><th>Attribute<th>Type<th>Sensitivity<th>Meaning<th>Travels<th>Sent from (routes)</tr>
            \(rows.joined(separator: "\n"))
            </table>
            <h2>What the browser keeps</h2>
            <table>
            <tr><th>Name<th>Kind<th>Purpose<th>Lifetime<th>Set by</tr>
            \(kept.joined(separator: "\n"))
            </table>
            </body>
            </html>

            """
    }

    private func row(_ cells: [String]) -> String {
        "<tr>" + cells.map { "<td>\($0)" }.joined() + "</tr>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\n\n", with: "<br>")
    }
}

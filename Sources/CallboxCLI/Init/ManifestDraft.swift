internal import CallboxGlue
internal import CallboxSpec
private import Foundation

/// The manifest and the dictionary that `init` writes.
struct ManifestDraft {
    /// Nil where it has to be filled in.
    var appID: String?
    var region = "us"
    var cookieDomain: String?
    var sites: [SiteDraft] = []
    /// What a hand-written install had; nil without one.
    var install: HandWrittenCode?
    /// The dictionary's path from the manifest's folder.
    var dictionary = "attributes.md"
    /// What the manifest's paths are relative to.
    var folder = ""

    private var hasUsers: Bool { sites.contains(where: \.hasUsers) }

    /// Whether the domain comes from a host that is made up.
    private var isDomainGuessed: Bool {
        cookieDomain == nil && sites.contains(where: \.isHostGuessed)
    }

    /// What a person still has to fill in, a sentence each.
    var gaps: [String] {
        (appID == nil ? ["app_id: the workspace's id, from Intercom's settings"] : [])
            + sites.filter(\.isHostGuessed).map { "the host of site '\($0.name)'" }
            + (isDomainGuessed ? ["cookie_domain: the domain that all hosts share"] : [])
    }

    /// The manifest: UTF-8, a comment where a person may want to know more.
    var manifest: String {
        let todo = "  # to be filled in"
        var lines = [
            "# yaml-language-server: $schema=callbox.schema.json",
            "# What the Messenger does on each of our sites. `callbox schema > callbox.schema.json`",
            "# lets editors complete and check it.",
            "callbox: 1", "workspace:",
            "  app_id: \(quoted(appID ?? RouteManifest.Workspace.placeholderID))\(appID == nil ? todo : "")",
            "  region: \(region)  # us, eu or au: where the workspace is hosted",
            "cookie_domain: \(domain)"
                + (isDomainGuessed ? todo : "  # the domain that all sites share cookies on"),
            hasUsers
                ? "dictionary: \(quoted(dictionary))"
                : "# dictionary: \(quoted(dictionary))  # once a route says boot: user",
        ]
        // The usual place, build/callbox, would be published with such a site.
        if sites.contains(where: { $0.root.map(relative) == "build" }) {
            lines.append("output: callbox-output  # build is a site's own")
        }
        if install?.activator != nil { lines.append("legacy_widget: true") }
        lines += ["", "sites:"]
        for site in sites { lines += entry(for: site) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The domain that all hosts share, unless one is given; `none` where there is none.
    private var domain: String {
        if let cookieDomain { return cookieDomain }
        let domains = Set(
            sites.map { PublicSuffix.registrableDomain(of: Host($0.host).name) ?? "none" })
        return domains.count == 1 ? domains.first ?? "none" : "none"
    }

    private func entry(for site: SiteDraft) -> [String] {
        var lines = [
            "  \(site.name):",
            "    host: \(quoted(site.host))\(site.isHostGuessed ? "  # to be filled in" : "")",
        ]
        if site.base != "/" { lines.append("    base: \(quoted(site.base))") }
        if let root = site.root {
            lines.append("    root: \(quoted(relative(root)))  # the built pages")
        }
        if site.navigatesInPlace {
            lines.append("    navigation: history  # its pages replace each other in place")
        }
        if site.hasUsers {
            lines.append("    identity: call  # the app calls callbox.identify(user)")
        }
        lines.append("    routes:  # the most specific path wins")
        for path in site.logoutPaths {
            lines += ["      - path: \(path)", "        shutdown: true", "        boot: visitor"]
        }
        lines += ["      - path: /**", "        boot: \(site.hasUsers ? "user" : "visitor")"]
        if let settings = install?.settings, !settings.isEmpty {
            lines.append("        messenger:")
            lines += settings.map { "          \($0.key): \($0.value.literal)" }
        }
        if let activator = install?.activator {
            lines.append("        widget: { activator: \(quoted(activator)) }")
        }
        if site.logoutPaths.isEmpty, site.hasUsers {
            lines += [
                "      # The page that logs people out ends the session on every site:",
                "      # - path: /logout", "      #   shutdown: true", "      #   boot: visitor",
            ]
        }
        lines += [
            "      # Where nothing of Intercom is to be loaded:",
            "      # - path: /legal/**", "      #   boot: none",
        ]
        return lines
    }

    /// The dictionary, for the people who have to agree on it.
    var dictionaryText: String {
        let attributes =
            install.map(\.attributes).flatMap { $0.isEmpty ? nil : $0 } ?? HandWrittenCode.usual
        let rows = attributes.map { attribute in
            "| `\(attribute.name)` | \(attribute.type) | \(attribute.isPersonal ? "personal" : "none") | |"
        }
        return """
            # User attributes

            What we tell Intercom about the people who sign in: support, legal and product edit this page.

            ## Identity

            | Attribute | Type | Sensitivity | Notes |
            | --- | --- | --- | --- |
            \(rows.joined(separator: "\n"))

            """
    }

    /// Text as YAML and JSON read it alike; plain where that is safe.
    private func quoted(_ text: String) -> String {
        let isPlain =
            text.utf8.first.map { (0x61...0x7A).contains($0 | 0x20) || "/_".utf8.contains($0) }
            == true
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
                    || "-_./".utf8.contains($0)
            }
        return isPlain ? text : JSONValue.string(text).literal
    }

    /// A path from the working directory as one from the manifest's folder.
    private func relative(_ path: String) -> String {
        if folder.isEmpty || path.hasPrefix("/") { return path }
        func components(_ path: String) -> [String] {
            URL(fileURLWithPath: path).standardizedFileURL.pathComponents
        }
        let (from, to) = (components(folder), components(path))
        let shared = zip(from, to).prefix { $0 == $1 }.count
        let steps = [String](repeating: "..", count: from.count - shared) + to[shared...]
        return steps.isEmpty ? "." : steps.joined(separator: "/")
    }
}

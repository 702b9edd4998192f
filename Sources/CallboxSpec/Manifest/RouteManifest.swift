package import CallboxDiagnostics

/// A value with its place in the manifest, for what later stages have to say about it.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let range: SourceRange

    package init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }
}

/// The manifest as a program sees it: one environment's, with every default filled in.
package struct RouteManifest: Sendable {
    /// The file it was read from.
    package let file: SourceFile
    package let workspace: Workspace
    /// Nil where it says `none`.
    package internal(set) var cookieDomain: Located<String>?
    /// Path of the dictionary, relative to the manifest's folder.
    package let dictionary: Located<String>?
    /// Whether it says `dictionary`, be it in a way that was reported.
    package let namesDictionary: Bool
    /// Path of the output folder, relative to the manifest's folder.
    package let output: Located<String>
    /// Path of the folder of templates, relative to the manifest's folder.
    package let templates: Located<String>?
    package let session: Session
    package let consent: Consent?
    /// Whether the sites with an identity know the same people: `accounts: shared`.
    package let sharesAccounts: Bool
    package let usesLegacyWidget: Bool
    /// In the order of the file, names unique; without those whose host or base was reported.
    package internal(set) var sites: [Site]
    /// The names of all sites, those of the latter too.
    package let siteNames: [String]

    /// The Intercom workspace.
    package struct Workspace: Sendable {
        package let appID: String
        package let region: Region

        /// The id that `init` writes for somebody to fill in: it is no workspace's, and loads nothing.
        package static let placeholderID = "your-app-id"

        /// Whether an id is the one that `init` writes, or stands for one in documentation.
        package static func isPlaceholder(_ id: String) -> Bool {
            let letters = id.lowercased().filter(\.isLetter)
            return [
                "yourappid", "yourworkspaceid", "appid", "workspaceid", "youridhere", "todo", "tbd",
                "changeme", "example", "placeholder",
            ].contains(letters)
                || id.count > 2 && letters.count == id.count && Set(letters) == ["x"]
        }
    }

    /// Where a workspace is hosted.
    package enum Region: String, Sendable, CaseIterable {
        case us, eu, au

        /// The setting `api_base` of the region
        /// (https://developers.intercom.com/installing-intercom/web/installation).
        package var apiBase: String {
            switch self {
            case .us: "https://api-iam.intercom.io"
            case .eu: "https://api-iam.eu.intercom.io"
            case .au: "https://api-iam.au.intercom.io"
            }
        }
    }

    /// How long a session lives.
    package struct Session: Sendable {
        package let maxAgeSeconds: Int
        /// Where it is said; nil for the default.
        package let range: SourceRange?
    }

    /// What waits for consent, and on whom.
    package struct Consent: Sendable {
        package let manager: ConsentManager
        /// What the manager files Intercom under; nil for its usual word.
        package let category: String?
        package let respectsGPC: Bool
    }

    /// Who tells of consent (glue rule C3).
    package enum ConsentManager: String, Sendable, CaseIterable {
        case call, material, cookiebot, onetrust, klaro, vanilla

        /// The categories that a manager has, where all sites have the same ones
        /// (https://www.cookiebot.com/en/developer/); nil where a site makes its own.
        package var categories: [String]? {
            self == .cookiebot ? ["necessary", "preferences", "statistics", "marketing"] : nil
        }
    }

    /// One site as the manifest has it.
    package struct Site: Sendable {
        package let name: Located<String>
        package internal(set) var host: Located<Host>
        /// Begins with `/`; no `/` at the end, except for the root itself.
        package let base: String
        package let root: Located<String>?
        package let ignore: [PathPattern]
        package let delivery: Delivery
        package let place: Place
        package let load: Load
        package internal(set) var identity: Located<Identity>?
        package let navigatesByHistory: Bool
        package let fallback: Located<String>?
        package internal(set) var runsInFrames: Bool
        /// Visitors' pages have the page's commands, too.
        package let hasCommands: Bool
        package let pages: Pages
        package let policy: Policy
        package let routes: [Route]

        /// What the site's content policy is made of.
        package struct Policy: Sendable {
            package let form: Form
            /// The policy that the Messenger is merged into; nil for a plain one.
            package let own: Located<String>?
            /// Whether it allows the inline scripts that the built pages hold: where the manifest
            /// says so, else nil.
            package let pageScripts: Located<Bool>?

            /// Whether the policy depends on the built pages.
            package var listsPageScripts: Bool { pageScripts?.value == true }
        }

        /// How a content policy trusts Intercom's scripts.
        package enum Form: String, Sendable, CaseIterable {
            /// By the hosts that they come from.
            case allowList = "allow_list"
            /// By the glue, which loads them.
            case strictDynamic = "strict_dynamic"
        }

        /// The pages that are injected although their kind is skipped by default.
        package struct Pages: Sendable {
            package let redirects: Bool
            package let amp: Bool
            package let framesets: Bool
            package let fragments: Bool
        }
    }

    /// How a snippet reaches the page.
    package enum Delivery: String, Sendable, CaseIterable { case inline, external }

    /// Where in a page the block stands.
    package enum Place: String, Sendable, CaseIterable {
        case headStart = "head_start"
        case headEnd = "head_end"
        case bodyEnd = "body_end"
    }

    /// When Intercom's script is loaded (glue rule L2).
    package enum Load: String, Sendable, CaseIterable { case load, now, idle, interaction }

    /// How a page knows its person (glue rule B3).
    package enum Identity: Sendable, Hashable {
        case call
        case json(selector: String)
        case global(path: String)
        case fetch(address: String)
    }

    /// One route as the manifest has it.
    package struct Route: Sendable {
        package let pattern: Located<PathPattern>
        /// Given, or made of the path.
        package let name: Located<String>
        package let boot: Boot
        /// What holds for nobody under `boot: user`.
        package let otherwise: Boot
        package let isShutdown: Bool
        package let updatesOnNavigation: Bool
        package let updatesData: Bool
        /// Nil for all groups.
        package let groups: [Located<String>]?
        /// Intercom's settings, in the order of ``ManifestSchema/messenger``.
        package let messenger: [Setting]
        /// The selector of the older `widget: { activator }`.
        package let activator: Located<String>?
        package let track: [Event]
    }

    /// Whom a route boots.
    package enum Boot: String, Sendable, CaseIterable { case visitor, user, none }

    /// A setting of the Messenger.
    package struct Setting: Sendable, Hashable {
        package let name: String
        package let value: Scalar
    }

    /// An event that a route tracks.
    package struct Event: Sendable {
        package let name: String
        package let metadata: [Setting]
    }

    /// A value as Intercom takes it.
    package enum Scalar: Sendable, Hashable {
        case text(String)
        case integer(Int)
        case boolean(Bool)
    }
}

/// The runtime parts as embedded in the program: their table, and the bytes of each in both forms.
package enum RuntimePart: String, CaseIterable, Sendable {
    case config
    case marker
    case session
    case watch
    case messenger
    case trace
    case loadNow = "load-now"
    case loadIdle = "load-idle"
    case loadInteraction = "load-interaction"
    case launcher
    case commands
    case document
    case listeners
    case track
    case updates
    case values
    case typeDate = "type-date"
    case typeCompany = "type-company"
    case typeAvatar = "type-avatar"
    case development
    case holder
    case person
    case token
    case identityJson = "identity-json"
    case identityGlobal = "identity-global"
    case identityFetch = "identity-fetch"
    case paths
    case navigation
    case consent
    case consentManager = "consent-manager"
    case consentMaterial = "consent-material"
    case consentCookiebot = "consent-cookiebot"
    case consentOnetrust = "consent-onetrust"
    case consentKlaro = "consent-klaro"
    case consentVanilla = "consent-vanilla"
    case arrive
    case start

    /// `runtime/parts.json`: the order of the parts, and what pulls each in.
    package static var table: [UInt8] { PackageResources.parts_json }

    /// The part as people read it: ASCII JavaScript, final newline.
    package var source: [UInt8] {
        switch self {
        case .config: PackageResources.config_js
        case .marker: PackageResources.marker_js
        case .session: PackageResources.session_js
        case .watch: PackageResources.watch_js
        case .messenger: PackageResources.messenger_js
        case .trace: PackageResources.trace_js
        case .loadNow: PackageResources.load_now_js
        case .loadIdle: PackageResources.load_idle_js
        case .loadInteraction: PackageResources.load_interaction_js
        case .launcher: PackageResources.launcher_js
        case .commands: PackageResources.commands_js
        case .document: PackageResources.document_js
        case .listeners: PackageResources.listeners_js
        case .track: PackageResources.track_js
        case .updates: PackageResources.updates_js
        case .values: PackageResources.values_js
        case .typeDate: PackageResources.type_date_js
        case .typeCompany: PackageResources.type_company_js
        case .typeAvatar: PackageResources.type_avatar_js
        case .development: PackageResources.development_js
        case .holder: PackageResources.holder_js
        case .person: PackageResources.person_js
        case .token: PackageResources.token_js
        case .identityJson: PackageResources.identity_json_js
        case .identityGlobal: PackageResources.identity_global_js
        case .identityFetch: PackageResources.identity_fetch_js
        case .paths: PackageResources.paths_js
        case .navigation: PackageResources.navigation_js
        case .consent: PackageResources.consent_js
        case .consentManager: PackageResources.consent_manager_js
        case .consentMaterial: PackageResources.consent_material_js
        case .consentCookiebot: PackageResources.consent_cookiebot_js
        case .consentOnetrust: PackageResources.consent_onetrust_js
        case .consentKlaro: PackageResources.consent_klaro_js
        case .consentVanilla: PackageResources.consent_vanilla_js
        case .arrive: PackageResources.arrive_js
        case .start: PackageResources.start_js
        }
    }

    /// The part as it ships: ASCII JavaScript, no line end after it.
    package var minified: [UInt8] {
        switch self {
        case .config: PackageResources.config_min_js
        case .marker: PackageResources.marker_min_js
        case .session: PackageResources.session_min_js
        case .watch: PackageResources.watch_min_js
        case .messenger: PackageResources.messenger_min_js
        case .trace: PackageResources.trace_min_js
        case .loadNow: PackageResources.load_now_min_js
        case .loadIdle: PackageResources.load_idle_min_js
        case .loadInteraction: PackageResources.load_interaction_min_js
        case .launcher: PackageResources.launcher_min_js
        case .commands: PackageResources.commands_min_js
        case .document: PackageResources.document_min_js
        case .listeners: PackageResources.listeners_min_js
        case .track: PackageResources.track_min_js
        case .updates: PackageResources.updates_min_js
        case .values: PackageResources.values_min_js
        case .typeDate: PackageResources.type_date_min_js
        case .typeCompany: PackageResources.type_company_min_js
        case .typeAvatar: PackageResources.type_avatar_min_js
        case .development: PackageResources.development_min_js
        case .holder: PackageResources.holder_min_js
        case .person: PackageResources.person_min_js
        case .token: PackageResources.token_min_js
        case .identityJson: PackageResources.identity_json_min_js
        case .identityGlobal: PackageResources.identity_global_min_js
        case .identityFetch: PackageResources.identity_fetch_min_js
        case .paths: PackageResources.paths_min_js
        case .navigation: PackageResources.navigation_min_js
        case .consent: PackageResources.consent_min_js
        case .consentManager: PackageResources.consent_manager_min_js
        case .consentMaterial: PackageResources.consent_material_min_js
        case .consentCookiebot: PackageResources.consent_cookiebot_min_js
        case .consentOnetrust: PackageResources.consent_onetrust_min_js
        case .consentKlaro: PackageResources.consent_klaro_min_js
        case .consentVanilla: PackageResources.consent_vanilla_min_js
        case .arrive: PackageResources.arrive_min_js
        case .start: PackageResources.start_min_js
        }
    }
}

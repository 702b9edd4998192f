import CallboxDiagnostics
import CallboxSpec

extension ManifestReference {
    /// The diagnostics that a key can cause, those aside that any key can.
    static func causes(of entry: Entry) -> [DiagnosticID] {
        let own: [DiagnosticID] = entry.key.presence == .required ? [.missingKey] : []
        let value: [DiagnosticID] = hasRule(entry.key.shape) ? [.invalidValue] : []
        return (own + value + (special[entry.path] ?? [])).uniqued
    }

    private static func hasRule(_ shape: Shape) -> Bool {
        switch shape {
        case .text, .choice, .scalar, .named, .integer: true
        case .list(let shape): hasRule(shape)
        case .either(let one, _): hasRule(one)
        case .boolean, .keys: false
        }
    }

    /// What any key can cause.
    static let general: [DiagnosticID] = [.unknownKey, .duplicateKey, .wrongType, .secret]

    /// What keys cause together with others, the dictionary or the pages. A test holds it to the
    /// examples of `Diagnostics.md`.
    static let special: [String: [DiagnosticID]] = [
        "cookie_domain": [.publicSuffix, .hostOutsideCookieDomain],
        "dictionary": [
            .dictionaryNeeded, .inputMissing, .inputUnreadable, .inputTooLarge, .inputNotText,
            .inputEmpty,
        ],
        "templates": [
            .inputMissing, .inputUnreadable, .inputTooLarge, .invalidTemplate, .outdatedTemplate,
        ],
        "output": [.outputNotAllowed, .rootNotAllowed],
        "session.max_age": [.sessionOutlivesCookie],
        "accounts": [.accountsNeeded, .keyWithoutEffect],
        "legacy_widget": [.keyWithoutEffect],
        "consent.category": [.keyWithoutEffect],
        "environments": [.unknownEnvironment],
        "sites": [.duplicateSite, .accountsNeeded, .noLogout, .unknownSite, .pageWithoutRoute],
        "workspace.app_id": [.placeholderAppID],
        "sites.NAME.host": [.hostOutsideCookieDomain, .duplicateSite, .httpHost],
        "sites.NAME.base": [.duplicateSite, .repeatedBase],
        "sites.NAME.root": [.rootMissing, .rootNotAllowed],
        "sites.NAME.policy.page_scripts": [.rootMissing],
        "sites.NAME.delivery": [.keyWithoutEffect],
        "sites.NAME.load": [.keyWithoutEffect],
        "sites.NAME.frames": [.keyWithoutEffect],
        "sites.NAME.commands": [.keyWithoutEffect],
        "sites.NAME.identity": [.keyWithoutEffect],
        "sites.NAME.identity.fetch": [.fetchOutside],
        "sites.NAME.fallback": [.keyWithoutEffect, .fallbackMissing],
        "sites.NAME.routes[].path": [
            .conflictingRoutes, .duplicateRouteName, .unreachableRoute, .foreignPattern,
            .repeatedBase, .routeWithoutPage, .userWithoutIdentifier,
        ],
        "sites.NAME.routes[].name": [.duplicateRouteName],
        "sites.NAME.routes[].boot": [
            .dictionaryNeeded, .accountsNeeded, .noLogout, .requiredLeftOut,
            .userWithoutIdentifier, .sensitiveOnPublicSite,
        ],
        "sites.NAME.routes[].otherwise": [.keyWithoutEffect],
        "sites.NAME.routes[].shutdown": [.noLogout],
        "sites.NAME.routes[].update": [.keyWithoutEffect],
        "sites.NAME.routes[].groups": [
            .keyWithoutEffect, .unknownGroup, .userWithoutIdentifier, .requiredLeftOut,
            .attributeUnsent,
        ],
        "sites.NAME.routes[].messenger": [.keyWithoutEffect],
        "sites.NAME.routes[].messenger.session_duration": [.sessionOutlivesCookie],
        "sites.NAME.routes[].widget": [.keyWithoutEffect],
        "sites.NAME.routes[].track": [.keyWithoutEffect],
    ]
}

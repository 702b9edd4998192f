/// The name of each kind of finding: stable, in kebab case, documented in the diagnostics index
/// with one example that causes it and one that doesn't.
///
/// To add one: a case here, a section in `Documentation.docc/Diagnostics.md` with a wrong and a
/// right example (a test runs both), and the code that reports it.
package enum DiagnosticID: String, CaseIterable, Sendable {
    // Files
    case inputMissing = "input-missing"
    case inputUnreadable = "input-unreadable"
    case inputTooLarge = "input-too-large"
    case inputNotText = "input-not-text"
    case inputEmpty = "input-empty"

    case rootMissing = "root-missing"
    case rootNotAllowed = "root-not-allowed"
    case outputNotAllowed = "output-not-allowed"

    // Templates of one's own
    case invalidTemplate = "invalid-template"
    case outdatedTemplate = "outdated-template"

    // Hand-written installs
    case noInstall = "no-install"
    case computedValue = "computed-value"

    // Silencing
    case silenceInvalid = "silence-invalid"
    case silenceUnused = "silence-unused"

    // The manifest's form
    case yamlSyntax = "yaml-syntax"
    case yamlTooLarge = "yaml-too-large"
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case invalidValue = "invalid-value"
    case secret = "secret"
    case keyWithoutEffect = "key-without-effect"
    case unknownEnvironment = "unknown-environment"

    // What only the whole plan shows
    case hostOutsideCookieDomain = "host-outside-cookie-domain"
    case publicSuffix = "public-suffix"
    case duplicateSite = "duplicate-site"
    case accountsNeeded = "accounts-needed"
    case fetchOutside = "fetch-outside"
    case dictionaryNeeded = "dictionary-needed"
    case conflictingRoutes = "conflicting-routes"
    case duplicateRouteName = "duplicate-route-name"
    case unknownGroup = "unknown-group"
    case unknownSite = "unknown-site"

    // Lints
    case placeholderAppID = "placeholder-app-id"
    case httpHost = "http-host"
    case noLogout = "no-logout"
    case userWithoutIdentifier = "user-without-identifier"
    case sessionOutlivesCookie = "session-outlives-cookie"
    case unreachableRoute = "unreachable-route"
    case foreignPattern = "foreign-pattern"
    case repeatedBase = "repeated-base"
    case attributeUnsent = "attribute-unsent"
    case fallbackMissing = "fallback-missing"
    case pageWithoutRoute = "page-without-route"
    case routeWithoutPage = "route-without-page"
    case handWrittenInstall = "hand-written-install"
    case blockedByPolicy = "blocked-by-policy"
    case requiredLeftOut = "required-left-out"
    case sensitiveOnPublicSite = "sensitive-on-public-site"

    // The dictionary's form
    case noAttributes = "no-attributes"
    case attributeWithoutGroup = "attribute-without-group"
    case duplicateGroup = "duplicate-group"
    case attributeName = "attribute-name"
    case reservedAttribute = "reserved-attribute"
    case duplicateAttribute = "duplicate-attribute"
    case attributeType = "attribute-type"
    case unknownFact = "unknown-fact"
    case duplicateFact = "duplicate-fact"
    case invalidFact = "invalid-fact"
    case misplacedFacts = "misplaced-facts"
    case wrongValue = "wrong-value"
    case signedWithoutToken = "signed-without-token"
    case brokenTable = "broken-table"
    case unclosedBlock = "unclosed-block"
    case excessCells = "excess-cells"

    // Lints of the dictionary
    case tooManyAttributes = "too-many-attributes"
    case sensitivityUnderstated = "sensitivity-understated"

    /// The lints that only the built trees show, by their names.
    static let ofTrees: Set<String> = Set(
        [
            Self.fallbackMissing, .pageWithoutRoute, .routeWithoutPage, .handWrittenInstall,
            .blockedByPolicy,
        ].map(\.rawValue))

    /// Errors stop a run; lints warn, and can be silenced in the file with a reason.
    package var severity: Diagnostic.Severity { isLint ? .warning : .error }

    /// Whether it is a lint: about something allowed that is seldom meant.
    package var isLint: Bool {
        switch self {
        case .keyWithoutEffect, .silenceUnused, .placeholderAppID, .httpHost, .noLogout,
            .userWithoutIdentifier,
            .sessionOutlivesCookie, .unreachableRoute, .foreignPattern, .repeatedBase,
            .attributeUnsent, .requiredLeftOut,
            .fallbackMissing, .pageWithoutRoute, .routeWithoutPage, .handWrittenInstall,
            .blockedByPolicy, .outdatedTemplate, .sensitiveOnPublicSite,
            .tooManyAttributes, .sensitivityUnderstated:
            true
        default: false
        }
    }
}

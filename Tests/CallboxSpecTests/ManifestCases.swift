import CallboxDiagnostics

/// The table of wrong manifests.
enum ManifestCases {
    typealias Case = ManifestDiagnosticsTests.Case

    static let all =
        yaml + keys + workspace + domains + hosts + sites + identities + routes + messenger
        + secrets
        + environments + plans + lints

    /// A good manifest around one site of one route, with places to put something wrong.
    static func manifest(
        top: String = "", workspace: String = "{ app_id: abc12345 }",
        domain: String = "acme.com", host: String = "www.acme.com", site: String = "",
        routes: String = "[{ path: /**, boot: visitor }]"
    ) -> String {
        """
        callbox: 1
        workspace: \(workspace)
        cookie_domain: \(domain)
        \(top)
        sites:
          www:
            host: \(host)
            \(site)
            routes: \(routes)

        """
    }

    private static func route(_ text: String, site: String = "") -> String {
        manifest(site: site, routes: "[\(text)]")
    }

    private static func visitor(_ settings: String) -> String {
        route("{ path: /**, boot: visitor, messenger: { \(settings) } }")
    }

    private static let yaml = [
        Case(id: .yamlSyntax, text: "callbox: 1\nsites: 1️⃣]\n"),
        Case(id: .yamlSyntax, text: "callbox: 1\n1️⃣\tsites: a\n", message: "tab"),
        Case(id: .yamlSyntax, text: "a: &x [1]\n1️⃣? *x\n: 1\n", message: "a key is a word"),
        Case(id: .yamlSyntax, text: "a: &x [1]\n*x 1️⃣: 1\n", message: "a key is a word"),
        Case(id: .yamlSyntax, text: "1️⃣[a]: b\n", message: "a key is a word"),
        Case(id: .yamlTooLarge, text: "a: " + String(repeating: "[", count: 99) + "1️⃣["),
        Case(id: .yamlTooLarge, text: String(repeating: "- ", count: 100) + "1️⃣- a"),
        Case(id: .duplicateKey, text: "callbox: 1\n1️⃣callbox2️⃣: 1\n"),
        Case(
            id: .duplicateKey, text: "a:\n  b: 1\n  c:\n    b: 1\n\n  # b: 1\n  \"1️⃣b\": 2\nb: 1\n"),
        Case(id: .duplicateKey, text: "{ 1️⃣a2️⃣: 1, a: 1 }\n"),
        Case(id: .yamlSyntax, text: "a: 1️⃣!ENV ID\n", message: "'!ENV'"),
        Case(id: .yamlSyntax, text: "a: 1️⃣!x { b: 1 }\n", message: "tags"),
        Case(id: .yamlSyntax, text: "a: 1️⃣!x\n  - b\n", message: "tags"),
        Case(id: .yamlSyntax, text: "a: 1️⃣!<tag:acme.com,2026:x> b\n", message: "tags"),
        // Lines to YAML that are none to the file.
        Case(id: .duplicateKey, text: "a: \"\u{2028}\u{2028}\u{85}\"\n1️⃣a2️⃣: 1"),
        Case(id: .yamlSyntax, text: "a: 1\n1️⃣---\nb: 1\n", message: "one document"),
        Case(id: .wrongType, text: "1️⃣[a, b]\n", message: "mapping"),
        Case(id: .wrongType, text: "1️⃣hello2️⃣\n", message: "mapping"),
        Case(id: .inputNotText, text: "callbox: 1️⃣\u{7}"),
        Case(id: .inputNotText, text: "callbox: 1️⃣\u{7F}", message: "U+007F"),
        Case(id: .inputEmpty, text: " \n\n", message: "empty"),
    ]

    private static let keys = [
        Case(
            id: .invalidValue, text: manifest(site: "ignore: [1️⃣about]"), message: "'about/**'"),
        Case(
            id: .invalidValue, text: manifest(site: "ignore: [\"*.html\", 1️⃣\"!a.html\"]"),
            message: "nothing out again"),
        Case(
            id: .unknownKey, text: manifest(site: "1️⃣boot: visitor"), message: "one of 'routes'"),
        Case(
            id: .unknownKey, text: manifest(top: "1️⃣region: eu"), message: "one of 'workspace'"),
        Case(
            id: .invalidValue, text: manifest(top: "session: { max_age: 1️⃣12 }"),
            message: "a unit"),
        Case(id: .invalidValue, text: manifest(top: "output: 1️⃣~/out"), message: "'~'"),
        Case(id: .invalidValue, text: manifest(top: "output: 1️⃣$OUT/callbox"), message: "'$'"),
        Case(id: .invalidValue, text: manifest(top: "output: 1️⃣s3://bucket/x"), message: "'://'"),
        Case(
            id: .invalidValue,
            text: manifest(top: "consent: { manager: cookiebot, category: 1️⃣functional }"),
            message: "has no category 'functional'"),
        Case(id: .unknownKey, text: manifest(top: "1️⃣sitez2️⃣: a"), message: "mean 'sites'?"),
        Case(id: .unknownKey, text: manifest(top: "1️⃣Output: a"), message: "mean 'output'?"),
        Case(
            id: .unknownKey, text: manifest(top: "1️⃣legacy-widget: true"),
            message: "mean 'legacy_widget'?"),
        Case(
            id: .unknownKey, text: manifest(top: "session: { 1️⃣maxage: 12h }"),
            message: "mean 'max_age'?"),
        Case(
            id: .unknownKey, text: manifest(top: "1️⃣<<: { a: b }"), message: "merge keys aren't read"
        ),
        Case(id: .unknownKey, text: manifest(site: "1️⃣hots: a"), message: "mean 'host'?"),
        // Not missing, too.
        Case(
            id: .unknownKey, text: manifest(workspace: "{ 1️⃣app_ib: abc12345 }"),
            message: "mean 'app_id'?"),
        Case(
            id: .unknownKey, text: manifest().replacing("workspace:", with: "1️⃣wokspace:"),
            message: "mean 'workspace'?"),
        Case(
            id: .unknownKey, text: manifest().replacing("routes:", with: "1️⃣route:"),
            message: "mean 'routes'?"),
        Case(id: .unknownKey, text: route("{ 1️⃣pth: /a, path: /**, boot: visitor }")),
        Case(
            id: .missingKey,
            text:
                "1️⃣workspace: { app_id: a }\ncookie_domain: acme.com\nsites: { a: { host: acme.com, routes: [{ path: / }] } }\n",
            message: "'callbox'"),
        Case(id: .missingKey, text: manifest(workspace: "1️⃣{ region: eu }"), message: "'app_id'"),
        Case(id: .missingKey, text: route("1️⃣{ boot: visitor }"), message: "'path'"),
        Case(id: .wrongType, text: manifest(top: "1️⃣output2️⃣:"), message: "no value"),
        Case(id: .wrongType, text: manifest(top: "1️⃣output: ~"), message: "no value"),
        Case(id: .wrongType, text: manifest(top: "output: 1️⃣[a]"), message: "is a file path"),
        Case(id: .wrongType, text: manifest(top: "output: 1️⃣12"), message: "in quotes"),
        Case(id: .wrongType, text: manifest(top: "legacy_widget: 1️⃣yes2️⃣"), message: "true or false"),
        Case(id: .wrongType, text: manifest(top: "legacy_widget: 1️⃣\"true\"2️⃣")),
        Case(id: .wrongType, text: manifest(top: "session: 1️⃣12h"), message: "mapping"),
        Case(id: .wrongType, text: manifest(site: "root: a\n    ignore: 1️⃣a"), message: "list"),
        Case(id: .wrongType, text: manifest(routes: "1️⃣{ path: / }"), message: "list"),
        Case(id: .wrongType, text: manifest(routes: "1️⃣[]"), message: "no entry"),
        Case(id: .wrongType, text: manifest(routes: "[1️⃣/a]"), message: "mapping"),
        Case(
            id: .invalidValue, text: "callbox: 1️⃣2\n" + manifest().dropFirst(11),
            message: "needs a newer callbox"),
        Case(
            id: .keyWithoutEffect, text: manifest(top: "1️⃣legacy_widget: true"), message: "'widget'"),
        Case(
            id: .keyWithoutEffect, text: manifest(top: "1️⃣accounts: shared"), message: "second site"),
        Case(
            id: .invalidValue, text: manifest(top: "session: { max_age: 1️⃣012h }"),
            message: "a whole number from 1 and a unit"),
        Case(
            id: .invalidValue, text: manifest(top: "session: { max_age: 1️⃣12 h }"),
            message: "duration"),
        Case(
            id: .invalidValue, text: manifest(top: "session: { max_age: 1️⃣90s2️⃣ }"),
            message: "at least 5m"),
        Case(id: .invalidValue, text: manifest(top: "accounts: 1️⃣share"), message: "mean 'shared'?"),
        Case(
            id: .invalidValue, text: manifest(top: "consent: { manager: 1️⃣cal }"),
            message: "mean 'call'?"),
        Case(
            id: .invalidValue, text: manifest(top: "consent: { manager: 1️⃣cookibot }"),
            message: "mean 'cookiebot'?"),
        Case(
            id: .keyWithoutEffect, text: manifest(top: "consent: { 1️⃣category: a }"),
            message: "'manager'"),
    ]

    private static let workspace = [
        Case(id: .invalidValue, text: manifest(workspace: "{ app_id: 1️⃣\"a b\"2️⃣ }")),
        Case(
            id: .wrongType, text: manifest(workspace: "{ app_id: 1️⃣12345678 }"),
            message: "\"12345678\""),
        Case(id: .wrongType, text: manifest(workspace: "{ app_id: 1️⃣1e5 }")),
        Case(
            id: .invalidValue, text: manifest(workspace: "{ app_id: a, region: 1️⃣ue }"),
            message: "mean 'us'?"),
        Case(
            id: .invalidValue, text: manifest(workspace: "{ app_id: a, region: 1️⃣EU }"),
            message: "mean 'eu'?"),
        Case(id: .invalidValue, text: manifest(workspace: "{ app_id: a, region: 1️⃣ap }")),
    ]

    private static let domains = [
        Case(id: .invalidValue, text: manifest(domain: "1️⃣.acme.com"), message: "leading dot"),
        Case(id: .invalidValue, text: manifest(domain: "1️⃣Acme.com"), message: "'acme.com'"),
        Case(id: .invalidValue, text: manifest(domain: "1️⃣acme.com:443"), message: "no port"),
        Case(id: .invalidValue, text: manifest(domain: "1️⃣https://acme.com"), message: "a name"),
        Case(id: .invalidValue, text: manifest(domain: "1️⃣None"), message: "lower case"),
        Case(
            id: .invalidValue, text: manifest(domain: "1️⃣10.0.0.1", host: "www.acme.com"),
            message: "IP address"),
        Case(id: .invalidValue, text: manifest(domain: "1️⃣bücher.de"), message: "xn--"),
        Case(id: .publicSuffix, text: manifest(domain: "1️⃣com2️⃣")),
        Case(id: .publicSuffix, text: manifest(domain: "1️⃣co.uk", host: "acme.co.uk")),
        Case(id: .publicSuffix, text: manifest(domain: "1️⃣github.io", host: "acme.github.io")),
        Case(id: .publicSuffix, text: manifest(domain: "1️⃣pages.dev", host: "acme.pages.dev")),
        Case(id: .publicSuffix, text: manifest(domain: "1️⃣localhost", host: "acme.localhost")),
        Case(id: .hostOutsideCookieDomain, text: manifest(host: "1️⃣www.acme.org2️⃣")),
        Case(id: .hostOutsideCookieDomain, text: manifest(host: "1️⃣badacme.com")),
    ]

    private static let hosts = [
        Case(id: .invalidValue, text: manifest(host: "1️⃣https://www.acme.com"), message: "without"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www.acme.com/docs"), message: "'base'"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www.acme.com:+80"), message: "port"),
        // 254 bytes.
        Case(
            id: .invalidValue,
            text: manifest(
                host: "1️⃣a."
                    + String(repeating: String(repeating: "a", count: 60) + ".", count: 4)
                    + "acme.com"),
            message: "a host has letters"),
        Case(
            id: .invalidValue, text: manifest(host: "1️⃣HTTP://www.acme.com"), message: "lower case"),
        Case(
            id: .invalidValue, text: manifest(host: "1️⃣|\n      www.acme.com"), message: "line end"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣WWW.acme.com"), message: "lower case"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣127.0.0.1"), message: "IP address"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣\"[::1]\""), message: "IP address"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www.acme.com:0"), message: "port"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www.acme.com:65536"), message: "port"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www.acme.com."), message: "dot"),
        Case(id: .invalidValue, text: manifest(host: "1️⃣www..acme.com")),
        Case(id: .invalidValue, text: manifest(host: "1️⃣-www.acme.com")),
        Case(id: .invalidValue, text: manifest(host: "1️⃣w_w.acme.com")),
    ]

    private static let sites = [
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣docs"), message: "begins with '/'"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣/docs/*"), message: "no '*'"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣/docs.html"), message: "'.html'"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣/a/%2e%2E/b"), message: "'..'"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣/a%2Fb"), message: "%2F"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣\"/a\\tb\""), message: "U+0009"),
        Case(id: .invalidValue, text: manifest(site: "base: 1️⃣/a%09b"), message: "control"),
        Case(
            id: .invalidValue,
            text: manifest()
                + "  d: { host: www.acme.com, base: 1️⃣///, routes: [{ path: /, boot: visitor }] }\n"),
        Case(
            id: .invalidValue, text: manifest(site: "delivery: 1️⃣inlin"), message: "mean 'inline'?"),
        Case(id: .invalidValue, text: manifest(site: "load: 1️⃣lazy")),
        Case(
            id: .invalidValue, text: manifest(site: "navigation: 1️⃣hsitory"),
            message: "mean 'history'?"),
        Case(
            id: .invalidValue, text: manifest(site: "root: a\n    ignore: [1️⃣/a]"),
            message: "relative"),
        Case(
            id: .invalidValue, text: manifest(site: "root: a\n    ignore: [1️⃣a**]"), message: "alone"
        ),
        Case(id: .invalidValue, text: manifest(site: "ignore: [1️⃣a/]"), message: "'a/**'"),
        Case(id: .invalidValue, text: manifest(site: "ignore: [a*, 1️⃣a*]"), message: "stands twice"),
        Case(
            id: .invalidValue,
            text: manifest(site: "navigation: 1️⃣histroy\n    fallback: /index.html")),
        Case(
            id: .keyWithoutEffect,
            text: manifest(site: "1️⃣delivery: external", routes: "[{ path: / }]")),
        Case(id: .keyWithoutEffect, text: manifest(site: "1️⃣load: idle", routes: "[{ path: / }]")),
        Case(id: .keyWithoutEffect, text: manifest(site: "1️⃣frames: true", routes: "[{ path: / }]")),
        Case(
            id: .keyWithoutEffect,
            text: manifest(site: "1️⃣commands: true", routes: "[{ path: /a, shutdown: true }]")),
        Case(id: .invalidValue, text: manifest(site: "root: a\n    pages: { amp: 1️⃣yes }")),
        Case(
            id: .keyWithoutEffect, text: manifest(site: "1️⃣fallback2️⃣: /index.html"),
            message: "navigation"),
        Case(id: .keyWithoutEffect, text: manifest(site: "1️⃣identity: call"), message: "boot: user"),
        Case(
            id: .duplicateSite,
            text: manifest()
                + "  docs: { host: 1️⃣www.acme.com, routes: [{ path: / , boot: visitor }] }\n"),
        Case(
            id: .duplicateSite,
            text: manifest(site: "base: /a")
                + "  d: { host: 1️⃣www.acme.com, base: /%61/, routes: [{ path: /, boot: visitor }] }\n"
        ),
        Case(
            id: .invalidValue, text: manifest().replacingFirst("www:", with: "1️⃣WWW:"),
            message: "lower-case"),
        Case(id: .invalidValue, text: manifest().replacingFirst("www:", with: "1️⃣../a:")),
        Case(
            id: .invalidValue, text: manifest().replacingFirst("www:", with: "1️⃣types:"),
            message: "folder of the output"),
    ]

    private static let identities = [
        Case(
            id: .invalidValue, text: user("identity: { json: \"#a\", 1️⃣global: a }"),
            message: "exactly one"),
        Case(id: .invalidValue, text: user("identity: { global: 1️⃣a-b }"), message: "dots"),
        Case(id: .invalidValue, text: user("identity: { fetch: 1️⃣//evil.com/x }")),
        Case(
            id: .invalidValue, text: user("identity: { fetch: 1️⃣http://www.acme.com/x }"),
            message: "https"),
        Case(id: .invalidValue, text: user("identity: { fetch: 1️⃣/\\evil.com/x }")),
        Case(id: .invalidValue, text: user("identity: { fetch: 1️⃣\"/\\u0001/evil.com/x\" }")),
        Case(
            id: .invalidValue,
            text: user("identity: { fetch: 1️⃣\"https://www.acme.com:x@evil.com/x\" }"),
            message: "password"),
        Case(
            id: .invalidValue, text: user("identity: { fetch: 1️⃣\"https://www.acme.com:x/x\" }"),
            message: "port"),
        Case(
            id: .secret,
            text: user(
                "identity: { fetch: 1️⃣\"/me?k=dG9r\(String(repeating: "OmFi", count: 12))\" }")),
        Case(id: .secret, text: user("identity: { fetch: 1️⃣\"/me?a=b&api_key=x\" }")),
        Case(
            id: .secret, text: user("identity: { fetch: 1️⃣\"/me?u=me@acme.com\" }"),
            message: "e-mail"),
        Case(id: .secret, text: user("identity: { fetch: 1️⃣\"/me?u=me%40acme.com#a\" }")),
        Case(id: .secret, text: user("identity: { fetch: 1️⃣/people/me@acme.com/x }")),
        Case(
            id: .secret,
            text: user("identity: { fetch: 1️⃣\"https://www.acme.com/mailto:me%40acme.com\" }")),
        Case(
            id: .secret,
            text: user("identity: { fetch: 1️⃣/me/eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiMSJ9.c2ln }")),
        Case(id: .secret, text: user("identity: { fetch: 1️⃣\"/me?a[email]=x\" }")),
        Case(id: .secret, text: user("identity: { fetch: 1️⃣\"/me?a%5Bemail%5D=x\" }")),
        Case(id: .fetchOutside, text: user("identity: { fetch: 1️⃣https://evil.com/x2️⃣ }")),
        Case(
            id: .fetchOutside, text: user("identity: { fetch: 1️⃣https://www.acme.com:444/x2️⃣ }"),
            message: "'www.acme.com:444'"),
        Case(id: .unknownKey, text: user("identity: { 1️⃣jsno: \"#a\" }"), message: "mean 'json'?"),
        Case(id: .invalidValue, text: user("identity: 1️⃣cookie")),
    ]

    private static func user(_ site: String) -> String {
        manifest(
            top: "dictionary: attributes.md", site: site,
            routes: "[{ path: /**, boot: user }, { path: /out, shutdown: true }]")
    }

    private static let routes = [
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/a b, boot: visitor }"),
            message: "holds a blank"),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/embed\u{A0}, boot: visitor }"),
            message: "U+00A0"),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/a\u{200B}/**, boot: visitor }"),
            message: "U+200B"),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣a, boot: visitor }"),
            message: "begins with '/'"),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣\"/a?b\", boot: visitor }"), message: "query"),
        Case(id: .invalidValue, text: route("{ path: 1️⃣/a//b, boot: visitor }"), message: "empty"),
        Case(id: .invalidValue, text: route("{ path: 1️⃣/a/../b, boot: visitor }")),
        Case(id: .invalidValue, text: route("{ path: 1️⃣/a**, boot: visitor }"), message: "alone"),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/**/**, boot: visitor }"),
            message: "adds nothing"),
        Case(
            id: .invalidValue, text: route("{ path: /, boot: 1️⃣visitors }"),
            message: "mean 'visitor'?"),
        Case(
            id: .invalidValue, text: route("{ path: /, boot: visitor, name: 1️⃣A b }"),
            message: "lower-case"),
        Case(
            id: .invalidValue,
            text: route("{ path: /, boot: visitor, update: [1️⃣nav] }", site: "navigation: history")),
        Case(id: .wrongType, text: route("{ path: /, shutdown: 1️⃣1 }")),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/**/a/**/b/**/c/**/d/**, boot: visitor }"),
            message: "at most 4"),
        Case(
            id: .invalidValue,
            text: route(
                "{ path: /, boot: 1️⃣usr, groups: [a], otherwise: none, messenger: { alignment: left } }"
            )),
        Case(
            id: .invalidValue,
            text: route(
                "{ path: /, boot: visitor, update: [navigation, 1️⃣navigation] }",
                site: "navigation: history"),
            message: "stands twice"),
        Case(id: .keyWithoutEffect, text: route("{ path: /, boot: visitor, 1️⃣otherwise: none }")),
        Case(id: .keyWithoutEffect, text: route("{ path: /, boot: visitor, 1️⃣groups: [a] }")),
        Case(id: .keyWithoutEffect, text: route("{ path: /, 1️⃣messenger: { alignment: left } }")),
        Case(id: .keyWithoutEffect, text: route("{ path: /, boot: visitor, update: [1️⃣data] }")),
        Case(
            id: .keyWithoutEffect,
            text: route("{ path: /, boot: visitor, update: [1️⃣navigation] }")),
        Case(id: .keyWithoutEffect, text: route("{ path: /, 1️⃣track: [{ event: a }] }")),
        Case(
            id: .invalidValue, text: route("{ path: /, boot: visitor, track: [{ event: 1️⃣\"\" }] }")),
        Case(
            id: .invalidValue,
            text: route("{ path: /, boot: visitor, track: [{ event: 1️⃣\"a\\nb\" }] }")),
        Case(
            id: .invalidValue,
            text: route("{ path: /, boot: visitor, track: [{ event: a, metadata: { 1️⃣a.b: 1 } }] }")),
        Case(
            id: .invalidValue,
            text: route(
                "{ path: /, boot: visitor, track: [{ event: a, metadata: { "
                    + (0..<20).map { "k\($0): 1, " }.joined() + "1️⃣k20: 1 } }] }"),
            message: "at most 20"),
        Case(
            id: .wrongType,
            text: route("{ path: /, boot: visitor, track: [{ event: a, metadata: { a: 1️⃣[1] } }] }")),
        metadata("a: 1️⃣9.99", .wrongType, "in quotes"), metadata("a: 1️⃣+5", .wrongType),
        metadata("a: 1️⃣0123", .wrongType), metadata("a: 1️⃣1e3", .wrongType),
        metadata("a: 1️⃣True", .wrongType), metadata("a: 1️⃣99999999999999999999", .invalidValue),
        metadata("a: 1️⃣9007199254740992", .invalidValue, "9007199254740991"),
        metadata("a: 1️⃣" + String(repeating: "x", count: 256), .invalidValue, "at most 255"),
        metadata("1️⃣password: x", .secret), metadata("1️⃣email: bob", .secret),
        metadata("1️⃣user_id: 4", .secret), metadata("1️⃣client_secret: x", .secret),
        metadata("1️⃣private_key: x", .secret), metadata("1️⃣passwd: x", .secret),
        metadata("1️⃣refreshToken: x", .secret), metadata("1️⃣api key: x", .secret),
        metadata("1️⃣__proto__: x", .invalidValue, "no name in JavaScript"),
        Case(
            id: .conflictingRoutes,
            text: route("{ path: /a, boot: visitor }, { path: 1️⃣/a/2️⃣, boot: visitor }")),
        Case(
            id: .conflictingRoutes,
            text: route("{ path: /a.html, boot: visitor }, { path: 1️⃣/a, boot: visitor }")),
        Case(
            id: .invalidValue, text: route("{ path: 1️⃣/a/%2e%2E/b, boot: visitor }"),
            message: "'..'"),
        Case(id: .invalidValue, text: route("{ path: 1️⃣/%2E/b, boot: visitor }"), message: "'.'"),
        Case(
            id: .invalidValue,
            text: manifest(site: "navigation: history\n    fallback: 1️⃣/a/.%2e/b"), message: "'..'"),
        Case(
            id: .conflictingRoutes,
            text: route("{ path: /a*, boot: visitor }, { path: 1️⃣/*a2️⃣, boot: visitor }")),
        Case(
            id: .conflictingRoutes,
            text: route(
                "{ path: /a, name: x, boot: visitor }, { path: 1️⃣/a/, name: y, boot: visitor }")),
        Case(
            id: .conflictingRoutes,
            text: route(
                "{ path: /a.html, name: x, boot: visitor }, { path: 1️⃣/a/index.html, name: y, boot: visitor }"
            )),
        Case(
            id: .duplicateRouteName,
            text: route("{ path: /a-b, boot: visitor }, { path: 1️⃣/a/b, boot: visitor }")),
        Case(
            id: .duplicateRouteName,
            text: route(
                "{ path: /a, name: x, boot: visitor }, { path: /b, name: 1️⃣x, boot: visitor }")),
        Case(
            id: .dictionaryNeeded,
            text: route("{ path: 1️⃣/**, boot: user }, { path: /out, shutdown: true }")),
    ]

    private static func metadata(_ text: String, _ id: DiagnosticID, _ message: String = "") -> Case
    {
        Case(
            id: id,
            text: route("{ path: /, boot: visitor, track: [{ event: a, metadata: { \(text) } }] }"),
            message: message)
    }

    private static let messenger = [
        Case(
            id: .invalidValue, text: visitor("z_index: 1️⃣99999999999999999999"),
            message: "9007199254740991"),
        Case(id: .wrongType, text: visitor("horizontal_padding: 1️⃣0020"), message: "whole number"),
        Case(id: .unknownKey, text: visitor("1️⃣aligment: left"), message: "mean 'alignment'?"),
        Case(id: .invalidValue, text: visitor("alignment: 1️⃣middle")),
        Case(id: .invalidValue, text: visitor("horizontal_padding: 1️⃣19"), message: "at least 20"),
        Case(id: .invalidValue, text: visitor("vertical_padding: 1️⃣0"), message: "at least 20"),
        Case(id: .wrongType, text: visitor("vertical_padding: 1️⃣\"40\""), message: "without quotes"),
        Case(id: .wrongType, text: visitor("z_index: 1️⃣1.5"), message: "whole number"),
        Case(id: .wrongType, text: visitor("hide_default_launcher: 1️⃣on")),
        Case(id: .invalidValue, text: visitor("session_duration: 1️⃣299999"), message: "300000"),
        Case(id: .wrongType, text: visitor("session_duration: 1️⃣5*60000")),
        Case(id: .invalidValue, text: visitor("action_color: 1️⃣\"#12345\""), message: "colour"),
        Case(id: .invalidValue, text: visitor("action_color: 1️⃣bleu"), message: "mean 'blue'?"),
        Case(
            id: .invalidValue, text: visitor("action_color: 1️⃣\"rgb(1,2)\""),
            message: "three numbers"),
        Case(
            id: .invalidValue, text: visitor("action_color: 1️⃣\"rgb(1, 2, 256)\""), message: "255"),
        Case(id: .invalidValue, text: visitor("action_color: 1️⃣123456"), message: "colour"),
        Case(id: .invalidValue, text: visitor("theme_mode: 1️⃣drak"), message: "mean 'dark'?"),
        Case(id: .unknownKey, text: visitor("1️⃣app_id: x")),
        Case(
            id: .invalidValue,
            text: route(
                "{ path: /, boot: visitor, widget: { activator: \"#a\" }, messenger: { custom_launcher_selector: 1️⃣\"#b\" } }"
            ),
            message: "older form"),
    ]

    private static let secrets = [
        Case(id: .secret, text: manifest(workspace: "{ app_id: a, 1️⃣secret: abc }")),
        Case(id: .secret, text: manifest(top: "1️⃣access_token: abc")),
        Case(id: .secret, text: visitor("1️⃣user_hash: abc")),
        Case(id: .secret, text: visitor("1️⃣intercom_user_jwt: abc")),
        Case(id: .secret, text: visitor("1️⃣email: ann@acme.com"), message: "person"),
        Case(id: .secret, text: visitor("1️⃣auth_tokens: { a: b }")),
        Case(id: .secret, text: visitor("page_title: 1️⃣ann@acme.com")),
        Case(
            id: .secret,
            text: visitor("page_title: 1️⃣eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyX2lkIjoiMSJ9.c2ln")),
        Case(
            id: .secret,
            text: visitor("messenger_style_id: 1️⃣\(String(repeating: "0aF9", count: 16))")),
        Case(
            id: .secret,
            text: visitor("messenger_style_id: 1️⃣dG9r\(String(repeating: "OmFi", count: 12))=")),
    ]

    private static let environments = [
        Case(
            id: .unknownKey,
            text: manifest(top: "environments: { a: { 1️⃣sits: { www: { host: a.acme.com } } } }"),
            message: "mean 'sites'?"),
        Case(
            id: .unknownKey,
            text: manifest(top: "environments: { a: { 1️⃣environments: { b: { output: c } } } }")),
        Case(
            id: .invalidValue,
            text: manifest(top: "environments: { a: { workspace: { region: 1️⃣xx } } }")),
        Case(
            id: .wrongType, text: manifest(top: "environments: { a: { sites: { www: 1️⃣[] } } }")),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"img-src 'self'; default-src self\" }"),
            message: "'self' in 'default-src' has single quotes"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"require-trusted-types-for script\" }"),
            message: "single quotes"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"script-src 'slef'\" }"),
            message: "'slef' in 'script-src' is no keyword of a content policy; did you mean"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"script-src 'self https:\" }"),
            message: "'self' in 'script-src' has single quotes"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"trusted-types 'callbox'\" }"),
            message: "'callbox' in 'trusted-types' is no keyword"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"style-src-attr 'sha256-abc='\" }"),
            message: "turns off 'unsafe-inline'"),
        Case(
            id: .invalidValue,
            text: manifest(site: "policy: { own: 1️⃣\"sandbox allow-forms\" }"),
            message: "without 'allow-scripts'"),
        Case(
            id: .invalidValue, text: manifest(top: "environments: { 1️⃣A: { output: a } }"),
            message: "lower-case"),
    ]

    private static let plans = [
        Case(
            id: .accountsNeeded,
            text: manifest(
                top: "dictionary: a.md",
                routes: "[{ path: /**, boot: user }, { path: /out, shutdown: true }]")
                + "  1️⃣app2️⃣: { host: app.acme.com, routes: [{ path: /**, boot: user }] }\n")
    ]

    private static let lints = [
        Case(
            id: .placeholderAppID, text: manifest(workspace: "{ app_id: 1️⃣your-app-id2️⃣ }")),
        Case(id: .httpHost, text: manifest(host: "1️⃣http://www.acme.com")),
        Case(
            id: .noLogout,
            text: manifest(
                top: "dictionary: a.md", domain: "none",
                routes: "[{ path: /**, boot: user }, { path: /out, shutdown: true }]")
                + "  1️⃣b: { host: b.org, routes: [{ path: /**, boot: user }] }\n"),
        Case(id: .sessionOutlivesCookie, text: manifest(top: "session: { max_age: 1️⃣8d }")),
        Case(
            id: .noLogout,
            text: manifest(top: "dictionary: a.md", routes: "[{ path: /**, boot: user }]")
                .replacingFirst("www:", with: "1️⃣www2️⃣:")),
        Case(
            id: .unreachableRoute,
            text: route("{ path: 1️⃣/**/*, boot: visitor }, { path: /*/**, boot: visitor }")),
        Case(
            id: .unreachableRoute,
            text: route(
                "{ path: 1️⃣/a/**, boot: visitor }, { path: /a, name: x, boot: visitor }, "
                    + "{ path: /a/*/**, boot: visitor }")),
        Case(
            id: .silenceInvalid, text: manifest(top: "# 1️⃣callbox-ignore no-logut: x"),
            message: "mean 'no-logout'?"),
        Case(
            id: .silenceInvalid, text: manifest(top: "# 1️⃣callbox-ignore no-logout"),
            message: "reason"),
        Case(
            id: .silenceInvalid, text: manifest(top: "# 1️⃣callbox-ignore unknown-key: x"),
            message: "no lint"),
        Case(id: .silenceUnused, text: manifest(top: "# 1️⃣callbox-ignore no-logout: x2️⃣")),
    ]
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }

    private func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}

/// The table of the manifest: every key with its shape, presence, meaning and example.
package enum ManifestSchema {
    /// The manifest as a whole.
    package static let root = Shape.keys(
        [
            Key(
                "callbox", .required, .choice(["1"]), "The version of this format.", example: "1")
        ] + body + [
            Key(
                "environments", .optional, .named(.name, .keys(body)),
                """
                Variants of the manifest, chosen by `--env`. Each is a partial manifest, merged \
                key by key; a site's `routes` and `identity` are replaced whole.
                """,
                example: "{ staging: { workspace: { app_id: stg12345 } } }")
        ])

    /// The keys that an environment may give, too.
    private static let body: [Key] = [
        Key(
            "workspace", .required, .keys(workspace), "The Intercom workspace.",
            example: "{ app_id: abc12345, region: eu }"),
        Key(
            "cookie_domain", .required, .text(.cookieDomain),
            """
            The domain that all hosts share cookies on: each is it or lies below it, and it is no \
            public suffix. `none`: the marker is kept per host, and no fence stands between sites.
            """, example: "acme.com"),
        Key(
            "dictionary", .optional, .text(.file),
            """
            The Markdown dictionary of user attributes, relative to the manifest. Required where a \
            route says `boot: user`.
            """, example: "attributes.md"),
        Key(
            "output", .defaultsTo("build/callbox"), .text(.file),
            "The folder for what is generated, relative to the manifest.",
            example: "build/callbox"),
        Key(
            "templates", .optional, .text(.file),
            """
            A folder of templates of one's own, relative to the manifest: what \
            `callbox templates eject` writes, changed. Of those that it lacks the built-in ones are \
            used.
            """, example: "callbox-templates"),
        Key(
            "session", .optional, .keys(session), "How long a signed-in session lives.",
            example: "{ max_age: 12h }"),
        Key(
            "consent", .optional, .keys(consent),
            "Nothing is loaded, requested or stored before consent is given.",
            example: "{ manager: cookiebot, category: preferences }"),
        Key(
            "accounts", .optional, .choice(["shared"]),
            """
            `shared`: the sites with an `identity` know the same people. Required where more than \
            one site has users, and they share a cookie domain.
            """, example: "shared"),
        Key(
            "legacy_widget", .defaultsTo("false"), .boolean,
            "Emits `widget: { activator: … }` as older Intercom code has it.", example: "true"),
        Key(
            "sites", .required, .named(.siteName, .keys(site)),
            """
            The sites by name: each is one host, or a base path of one. None is named `types`, which \
            is a folder of the output.
            """,
            example: "{ docs: { host: docs.acme.com, routes: [{ path: /**, boot: visitor }] } }"),
    ]

    private static let workspace: [Key] = [
        Key(
            "app_id", .required, .text(.appID), "The workspace's id, which is public.",
            example: "abc12345"),
        Key(
            "region", .defaultsTo("us"), .choice(of: RouteManifest.Region.self),
            "Where the workspace is hosted; decides `api_base`.", example: "eu"),
    ]

    private static let session: [Key] = [
        Key(
            "max_age", .defaultsTo("12h"), .text(.duration),
            """
            How long a session lives after its person last did something on a page that knows \
            them: a number and `s`, `m`, `h` or `d`. Also sent as `session_duration`, so it must \
            lie below the limit in the workspace's own Messenger settings, and be at least 5 \
            minutes.
            """, example: "12h")
    ]

    private static let consent: [Key] = [
        Key(
            "manager", .defaultsTo("call"),
            .choice(of: RouteManifest.ConsentManager.self),
            """
            Who tells of consent: Material for MkDocs' own, Cookiebot, OneTrust, Klaro, \
            vanilla-cookieconsent. `call`: the page calls `callbox.consent(true | false)`, which it \
            may with any of them.
            """, example: "cookiebot"),
        Key(
            "category", .optional, .text(.text),
            """
            What the manager files Intercom under. Left out: `intercom` for Material and Klaro, \
            `preferences` for Cookiebot, `C0003` for OneTrust, `functionality` for \
            vanilla-cookieconsent.
            """, example: "functional"),
        Key(
            "respect_gpc", .defaultsTo("false"), .boolean,
            "Reads Global Privacy Control as a refusal.", example: "true"),
    ]

    private static let site: [Key] = [
        Key(
            "host", .required, .text(.host),
            """
            The host the site is served on; a port may follow, and `http://` stands in front where \
            it has no TLS.
            """, example: "docs.acme.com"),
        Key(
            "base", .defaultsTo("/"), .text(.base),
            """
            The path the site lives below. Host and base together are unique; of several that an \
            address lies below, the longest wins. Routes are written relative to it.
            """, example: "/handbook"),
        Key(
            "root", .optional, .text(.file),
            """
            The built tree of the site's pages, relative to the manifest. Left out, nothing is \
            injected: the pipeline includes the snippets itself.
            """, example: "public/docs"),
        Key(
            "ignore", .optional, .list(.text(.filePattern)),
            "Files below the root that are left alone, with the wildcards of a path.",
            example: "[\"google*.html\", \"embeds/**\"]"),
        Key(
            "delivery", .defaultsTo("inline"), .choice(of: RouteManifest.Delivery.self),
            """
            How a snippet reaches the page: in it, or as a content-named file with integrity.
            """, example: "external"),
        Key(
            "place", .defaultsTo("head_start"), .choice(of: RouteManifest.Place.self),
            """
            Where in a page the block stands: at the start of the head, behind its charset and \
            content policy; at the end of the head; or before `</body>`, and at the start of the \
            head on pages without one.
            """, example: "body_end"),
        Key(
            "load", .defaultsTo("load"), .choice(of: RouteManifest.Load.self),
            """
            When Intercom's script is loaded: after the page, at once, when the browser is idle, \
            or at the first pointer, key, touch or scroll. With `load` and `idle` a visitor's page \
            does nothing else either before its load event.
            """, example: "interaction"),
        Key(
            "identity", .defaultsTo("call"), .either(.choice(["call"]), .keys(identity)),
            "How a page of this site knows its person. `call`: it calls `callbox.identify(user)`.",
            example: "{ json: \"#current-user\" }"),
        Key(
            "navigation", .defaultsTo("load"), .choice(["load", "history"]),
            """
            How people move between pages. `history`: a single-page app, or instant loading; its \
            pages carry the route table, matched as people navigate.
            """, example: "history"),
        Key(
            "fallback", .optional, .text(.path),
            "The page that the host serves for any address; needs `navigation: history`.",
            example: "/index.html"),
        Key(
            "frames", .defaultsTo("false"), .boolean,
            "Runs in frames, too.", example: "true"),
        Key(
            "commands", .defaultsTo("false"), .boolean,
            """
            Pages that boot a visitor have `callbox.logout()` and the other commands that need no \
            user, too; pages with `boot: user` and sites with `navigation: history` always have them.
            """, example: "true"),
        Key(
            "pages", .optional, .keys(pages), "What becomes of pages that are special.",
            example: "{ redirects: inject }"),
        Key(
            "policy", .optional, .keys(policy),
            "What the content policies in the output's `SITE/server` are made of.",
            example: "{ form: strict_dynamic }"),
        Key(
            "routes", .required, .list(.keys(route)),
            "The site's routes, in any order: the most specific path wins.",
            example: "[{ path: /**, boot: visitor }]"),
    ]

    private static let identity: [Key] = [
        Key(
            "json", .optional, .text(.selector),
            "The selector of a JSON script element that holds the user object.",
            example: "\"#current-user\""),
        Key(
            "global", .optional, .text(.global),
            "The global variable that holds the user object.", example: "acme.user"),
        Key(
            "fetch", .optional, .text(.fetchAddress),
            """
            The address that answers with the user object: a path, or an https URL on a host of \
            this manifest.
            """, example: "/api/me"),
    ]

    private static let pages: [Key] = [
        Key(
            "redirects", .defaultsTo("skip"), .choice(["skip", "inject"]),
            "Pages with `<meta http-equiv=refresh>`.", example: "inject"),
        Key(
            "amp", .defaultsTo("skip"), .choice(["skip", "inject"]),
            "AMP pages, which allow no scripts of their own.", example: "skip"),
        Key(
            "framesets", .defaultsTo("skip"), .choice(["skip", "inject"]),
            "Pages with a frameset in place of a body.", example: "skip"),
        Key(
            "fragments", .defaultsTo("skip"), .choice(["skip", "inject"]),
            "Files without any html, head or body tag.", example: "inject"),
    ]

    private static let policy: [Key] = [
        Key(
            "form", .defaultsTo("allow_list"), .choice(of: RouteManifest.Site.Form.self),
            """
            How Intercom's scripts are trusted: by their hosts, or, with `'strict-dynamic'`, because \
            the glue loads them; the latter blocks a page's own `<script src>` without a hash.
            """, example: "strict_dynamic"),
        Key(
            "own", .optional, .text(.contentPolicy),
            """
            The site's own content policy, in which the glue and the Messenger are allowed besides, \
            where it restricts them: what it leaves open stays open, save that \
            `form: strict_dynamic` restricts scripts in any case. Left out, an allow-list starts \
            from `default-src 'self'`, and both forms from `object-src 'none'; base-uri 'self'`.
            """, example: "\"default-src 'self'; img-src *\""),
        Key(
            "page_scripts", .defaultsTo("false"), .boolean,
            """
            The policy also allows each inline script that the built pages hold, by its hash; needs \
            a root. Styles and event handlers in attributes have none.
            """, example: "true"),
    ]

    private static let route: [Key] = [
        Key(
            "path", .required, .text(.pathPattern),
            """
            The path pattern, relative to the site's base: literals, `*` within a segment or for \
            one, `**` for any number.
            """, example: "/blog/*"),
        Key(
            "name", .optional, .text(.name),
            "The route's name; left out, it is made of the path. Unique in the site.",
            example: "blog"),
        Key(
            "boot", .defaultsTo("none"), .choice(of: RouteManifest.Boot.self),
            "Whom the Messenger is started for.", example: "user"),
        Key(
            "otherwise", .defaultsTo("visitor"),
            .choice([RouteManifest.Boot.visitor, .none].map(\.rawValue)),
            "What `boot: user` does where nobody is signed in.", example: "none"),
        Key(
            "shutdown", .defaultsTo("false"), .boolean,
            "Ends the session: for the page that logs people out.", example: "true"),
        Key(
            "update", .defaultsTo("[navigation, data]"), .list(.choice(["navigation", "data"])),
            """
            When `update` is called: on navigation, where the site has `navigation: history`, and \
            on changed user data, where the route says `boot: user`.
            """, example: "[navigation]"),
        Key(
            "groups", .optional, .list(.text(.text)),
            "The groups of the dictionary that `boot: user` sends; left out, all of them.",
            example: "[identity, account]"),
        Key(
            "messenger", .optional, .keys(messenger),
            "The Messenger's settings on this route, under Intercom's own names.",
            example: "{ alignment: left }"),
        Key(
            "widget", .optional, .keys(widget),
            "The older form of `custom_launcher_selector`.",
            example: "{ activator: \"#help\" }"),
        Key(
            "track", .optional, .list(.keys(track)),
            "Events that are tracked once the route has booted.",
            example: "[{ event: viewed-pricing }]"),
    ]

    private static let widget: [Key] = [
        Key(
            "activator", .required, .text(.selector),
            "The launcher's selector; `#IntercomDefaultWidget` is the default launcher.",
            example: "\"#IntercomDefaultWidget\"")
    ]

    private static let track: [Key] = [
        Key("event", .required, .text(.event), "The event's name.", example: "viewed-pricing"),
        Key(
            "metadata", .optional, .named(.metadataKey, .scalar),
            "The metadata of the event: at most 20 keys; text of at most 255 characters.",
            example: "{ plan: pro }"),
    ]

    /// Intercom's settings that don't touch user data
    /// (https://developers.intercom.com/installing-intercom/web/attributes-objects).
    package static let messenger: [Key] = [
        Key(
            "alignment", .optional, .choice(["left", "right"]),
            "The side the launcher stands on.", example: "left"),
        Key(
            "horizontal_padding", .optional, .integer(minimum: 20),
            "Pixels between the launcher and the side, at least 20.", example: "40"),
        Key(
            "vertical_padding", .optional, .integer(minimum: 20),
            "Pixels between the launcher and the bottom, at least 20.", example: "60"),
        Key(
            "z_index", .optional, .integer(minimum: nil),
            "The stacking order of the Messenger.", example: "1000"),
        Key(
            "hide_default_launcher", .optional, .boolean,
            "Hides the launcher. `false` forces one to show that the workspace hides.",
            example: "true"),
        Key(
            "custom_launcher_selector", .optional, .text(.selector),
            "The elements that open the Messenger.", example: "\"#help\""),
        Key(
            "hide_notifications", .optional, .boolean, "Hides in-app notifications.",
            example: "true"),
        Key(
            "theme_mode", .optional, .choice(["light", "dark", "system"]),
            "The Messenger's theme.", example: "system"),
        Key(
            "action_color", .optional, .text(.colour), "The colour of buttons and links.",
            example: "\"#1f8ded\""),
        Key(
            "background_color", .optional, .text(.colour), "The colour behind the header.",
            example: "\"#ffffff\""),
        Key(
            "link_color", .optional, .text(.colour),
            "The colour of links; the text's colour where left out.", example: "\"#1f8ded\""),
        Key(
            "messenger_style_id", .optional, .text(.text),
            "One of the workspace's Messenger styles.", example: "\"12345\""),
        Key(
            "session_duration", .optional, .integer(minimum: 300_000),
            """
            Milliseconds that Intercom's session cookie lives, at least 300000 (5 minutes), and \
            less than the workspace's own setting. Left out, it is `session.max_age` where people \
            sign in.
            """, example: "3600000"),
        Key(
            "page_title", .optional, .text(.text), "The page's name in Intercom's reports.",
            example: "Pricing"),
    ]
}

extension Shape {
    /// The words of an enumeration of the manifest, in its order.
    fileprivate static func choice<Word: RawRepresentable<String> & CaseIterable>(
        of words: Word.Type
    ) -> Shape {
        .choice(words.allCases.map(\.rawValue))
    }
}

extension TextRule {
    /// A key of an event's metadata: Intercom's forbidden characters
    /// (https://www.intercom.com/help/en/articles/179), and what JavaScript takes for no name in an
    /// object that is written out (ECMA-262 §B.3.1).
    static let metadataKey = TextRule(
        "metadata key", pattern: "^(?!__proto__$)[^.$~`!@#%^&*'{}\\[\\]|\\\\\"\\u0000]+$"
    ) { text in
        if text == "__proto__" { return "'__proto__' is no name in JavaScript" }
        return text.isEmpty || text.contains(where: { ".$~`!@#%^&*'{}[]|\\\"\0".contains($0) })
            ? "a name has none of . $ ~ ` ! @ # % ^ & * ' { } [ ] | \\ \"" : nil
    }
}

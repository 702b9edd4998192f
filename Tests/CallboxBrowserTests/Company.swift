import CallboxBrowserSupport

/// The files of a small company with three sites, each of several pages: what the tests of the fence
/// put over the example.
///
/// The app's pages say whom they were made for, `/ann` and `/bob`, `/nobody` for none, and carry no
/// script of their own.
enum Company {
    /// - Parameters:
    ///   - marketing: Lines of the marketing site, and of the two others below.
    ///   - top: Lines at the top.
    static func files(
        marketing: String = "", docs: String = "", app: String = "identity: { json: '#who' }",
        routes: String = "", top: String = ""
    ) -> [String: String] {
        var files = [
            "callbox.yml": """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            dictionary: attributes.md
            session: { max_age: 12h }
            \(top)
            sites:
              marketing:
                host: www.acme.com
                root: public/www
                ignore: ["google*.html"]
                \(marketing)
                routes: [{ path: /**, boot: visitor }, { path: /legal/**, boot: none }]
              docs:
                host: docs.acme.com
                root: public/docs
                \(docs)
                routes: [{ path: /**, boot: visitor }]
              app:
                host: app.acme.com
                root: public/app
                \(app)
                routes:
                  - { path: /login, boot: visitor }
                  - { path: /logout, shutdown: true, boot: visitor }
                  - { path: /bye, boot: visitor }
                  - path: /**
                    name: app
                    boot: user
                    otherwise: visitor
                    update: [navigation, data]
                    \(routes)

            """
        ]
        for (name, json) in people { files["public/app/\(name).html"] = page(json) }
        // The glue of these waits for a script that their own policy keeps away.
        for site in ["www", "docs"] {
            files["public/\(site)/blocked.html"] = page(
                "null",
                head: #"<meta http-equiv="Content-Security-Policy" "#
                    + #"content="script-src 'unsafe-inline'">"#)
            files["public/\(site)/open.html"] = page("null")
        }
        return files
    }

    /// A page that says whom it is for, as a server writes it.
    static func page(_ json: String, head: String = "") -> String {
        """
        <!doctype html><html lang="en"><head>\(head)<title>Acme</title>
        <script id="who" type="application/json">\(json)</script>
        </head><body><h1>Acme</h1><button>Button</button></body></html>

        """
    }

    private static let people = [
        "ann": #"{ "id": "ann", "email": "ann@acme.com" }"#,
        "bob": #"{ "id": "bob", "email": "bob@acme.com" }"#,
        "nobody": "null", "index": "null", "login": "null", "logout": "null", "bye": "null",
    ]
}

extension Acme {
    /// Opens a page of the app that was made for a person, and waits for their boot.
    func enter(as person: String) throws {
        try browser.open("https://app.acme.com/\(person)")
        try wait(for: "boot")
    }

    /// The value of Intercom's session cookie; nil: none.
    func sessionValue() throws -> String? { try cookie(Self.session)?.value }
}

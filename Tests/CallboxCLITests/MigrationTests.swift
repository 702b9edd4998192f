import Testing

/// Hand-written installs, taken over: the same settings are booted before and after.
struct MigrationTests {
    private static let loader = """
        (function(){var w=window;var ic=w.Intercom;if(typeof ic==="function"){ic('update',\
        w.intercomSettings);}else{var d=document;var i=function(){i.c(arguments);};i.q=[];\
        i.c=function(args){i.q.push(args);};w.Intercom=i;var l=function(){var s=d.createElement(\
        'script');s.type='text/javascript';s.async=true;\
        s.src='https://widget.intercom.io/widget/'+'abc12345';\
        var x=d.getElementsByTagName('script')[0];x.parentNode.insertBefore(s,x);};\
        if(document.readyState==='complete'){l();}else{w.addEventListener('load',l,false);}}})();
        """

    static let installs = [
        // The article on single-page apps, logged in.
        """
        <script>\(loader)</script>
        <script>window.Intercom('boot', {
           app_id: 'abc12345', email: 'john.doe@example.com', created_at: 1234567890,
           name: 'John Doe', user_id: '9876', widget: { activator: '#IntercomDefaultWidget' }
        });</script>
        """,
        // The same, logged out.
        """
        <script>\(loader)</script>
        <script>window.Intercom("boot", { app_id: "abc12345",
          widget: { activator: "#IntercomDefaultWidget" } });</script>
        """,
        // Today's, on every page.
        """
        <!doctype html><title>A</title><p>it's text</p>
        <script>
          const APP_ID = "abc12345";
          window.intercomSettings = {
            api_base: "https://api-iam.intercom.io",
            app_id: APP_ID,
            user_id: "9f2c", // the account's id
            name: "Jane Doe",
            email: "jane.doe@example.com",
            created_at: 1704067200, // Signup date as a Unix timestamp
          };
        </script><script>\(loader)</script>
        """,
        // For visitors.
        """
        <script>window.intercomSettings = {
          api_base: "https://api-iam.eu.intercom.io", app_id: "abc12345" };</script>
        <script>\(loader)</script>
        """,
        // Minified.
        """
        <script>window.intercomSettings={app_id:"abc12345",alignment:"left",vertical_padding:60,\
        hide_default_launcher:!0}</script>
        """.replacing("!0", with: "true"),
        // In a script of its own, in an older dialect.
        """
        var intercomSettings = {
          'app_id': 'abc12345', /* ours */
          "custom_launcher_selector": "#help, .chat",
          'z_index': 1000,
        };
        """,
        // Custom attributes, among them a falsy one and a negative number.
        """
        \(loader)
        Intercom('boot', {app_id: 'abc12345', user_id: "1", plan: 'pro', seats: 3, ratio: 0.5,
          balance: -12, trial: false, last_seen_at: 1700000000});
        """,
        // A company, an avatar, and a signature.
        """
        \(loader)
        Intercom('boot', {app_id: 'abc12345', email: 'a@b.example', user_hash:
          '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
          company: { company_id: "6", name: "Blue Sun", created_at: 1312182000 },
          avatar: { "type": "avatar", image_url: "https://example.com/a.png" } });
        """,
        // Escapes, and a template without substitutions.
        """
        \(loader)
        Intercom('boot', {app_id: `abc12345`, user_id: '\\u0041\\x42\\'\\u{1F600}', name: "J\\"é" });
        """,
        // All of the Messenger's own looks.
        """
        <script type="text/javascript">window.intercomSettings = {
          app_id: "abc12345", action_color: "#1f8ded", background_color: 'rgb(1, 2, 3)',
          link_color: "red", theme_mode: "dark", hide_notifications: true,
          horizontal_padding: 40, messenger_style_id: "12345", session_duration: 3600000,
        };</script>
        """,
        // The later of two keys counts.
        "window.intercomSettings = { app_id: 'old', alignment: 'left', app_id: 'abc12345' };",
        // A launcher that is forced to show.
        """
        <script>\(loader)</script>
        <script>Intercom('boot', { app_id: 'abc12345', hide_default_launcher: false });</script>
        """,
    ]

    @Test(arguments: installs) func bootTheSameSettings(install: String) throws {
        let project = try TemporaryProject(["install": install])
        let run = try project.callbox("init", "--from", "install", "--host", "app=app.example.com")
        try #require(run.exitCode == 0, "\(run.stderr)")
        let inputs = try project.callbox("check", "--inputs")
        #expect(inputs.exitCode == 0, "\(inputs.stderr)")
        try project.build()
        let compared = try CommandLineRun(
            command: [
                "node", TemporaryProject.repository + "/Tests/Support/migration.mjs",
                project.path + "/install", project.path + "/build/callbox/app/snippets/all.html",
            ], in: project.path)
        #expect(compared.exitCode == 0, "\(compared.stderr)")
        // Values are people's own.
        let made = try project.text(of: "callbox.yml") + project.text(of: "attributes.md")
        for value in ["Doe", "example.com'", "9876", "Blue Sun", "0123456789abcdef"] {
            #expect(!made.contains(value), "\(value)")
        }
    }

    @Test(arguments: [
        ("Intercom('boot', { app_id: 'abc12345', user_id: 1️⃣user.id, name: 'A' })", "computed"),
        ("intercomSettings = 1️⃣Object.assign({}, base);", "computed"),
        ("Intercom('boot', { app_id: 'abc12345', 1️⃣...user })", "computed"),
        ("Intercom('boot', { app_id: 'abc12345', name: 1️⃣'a' + b })", "computed"),
        ("Intercom('boot', { app_id: 1️⃣`${id}` })", "computed"),
        ("Intercom('boot', { app_id: 1️⃣'{{ site.intercom }}' })", "template"),
        ("Intercom('boot', { app_id: 'abc12345', 1️⃣email })", "computed"),
        ("window.1️⃣intercomSettings.app_id = 'abc12345';", "one by one"),
        ("Intercom('boot', { app_id: 'abc12345', api_base: 1️⃣'https://x.example' })", "api_base"),
        ("Intercom('boot', { app_id: 'abc12345', tags: 1️⃣['a'] })", "objects or lists"),
        ("intercomSettings = 1️⃣{ app_id: 'abc12345', plan: 'x'", "closing bracket"),
        ("Intercom('boot', { app_id: 'abc12345', tags: 1️⃣['a', 'b' })", "closing bracket"),
        ("intercomSettings 1️⃣=", "computed"),
        (
            "intercomSettings = { x: " + String(repeating: "[", count: 99) + "1️⃣"
                + String(repeating: "[", count: 50_000), "at most 100 levels deep"
        ),
    ])
    func whatIsNoLiteralIsToldAtItsPlace(marked: String, words: String) throws {
        let text = "// é\n" + marked.replacing("1️⃣", with: "")
        let column = try #require(marked.utf8.firstRange(of: "1️⃣".utf8)).lowerBound
        let offset = marked.utf8.distance(from: marked.startIndex, to: column) + 1
        let project = try TemporaryProject(["chat.js": text])
        let run = try project.callbox("init", "--from", "chat.js")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("chat.js:2:\(offset): error:"), "\(run.stderr)")
        #expect(run.stderr.contains(words), "\(run.stderr)")
        #expect(!project.exists("callbox.yml"))
    }

    @Test func fileWithoutAnInstallIsTold() throws {
        let project = try TemporaryProject(["a.html": "<!doctype html><script>1</script>"])
        let run = try project.callbox("init", "--from", "a.html")
        #expect(run.exitCode == 65)
        #expect(run.stderr.contains("[no-install]"))
    }

    @Test func otherCallsAreLeftToAPerson() throws {
        let project = try TemporaryProject([
            "chat.js": "Intercom('boot', {app_id: 'abc12345'});\nIntercom('trackEvent', 'x');"
        ])
        let run = try project.callbox("init", "--from", "chat.js")
        #expect(run.stdout.contains("move by hand: Intercom('trackEvent') at chat.js:2"))
    }
}

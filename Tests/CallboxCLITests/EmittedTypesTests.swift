import Foundation
import Testing

/// What the app's developers get, used as they would use it.
struct EmittedTypesTests {
    /// A wrong program, and the error that tsc must find in its last line.
    private static let wrong: [(code: String, error: String)] = [
        ("identify({ id: 1 });", "TS2322"),  // an identifier that is no text
        ("identify({ email: \"a@acme.com\" });", "TS2345"),  // the required one is missing
        ("identify({ id: \"1\", account: { plan: \"gold\" } });", "TS2322"),
        ("identify({ id: \"1\", account: { seats: \"3\" } });", "TS2322"),
        ("identify({ id: \"1\", account: { seat: 3 } });", "TS2322"),
        ("identify({ id: \"1\", createdAt: true });", "TS2322"),
        ("identify({ id: \"1\", account: { company: { name: \"A\" } } });", "TS2322"),
        ("identify(undefined);", "TS2345"),
        ("logout(true);", "TS2559"),
        ("on(\"close\", () => {});", "TS2769"),
    ]

    @Test func declarationsAcceptARightProgramAndRejectTenWrongOnes() throws {
        let project = try TemporaryProject(copyOf: "acme")
        // What stands in a comment there doesn't end it.
        try project.replace("How the person", by: "`*/ x` is how one", in: "attributes.md")
        try project.build()
        let names = "consent, identify, logout, on, track, update"
        let head = "import { \(names) } from \"./callbox.js\";\n"
        let right = """
            identify({ id: "9f2c", email: null, profile: { name: "Ann" }, createdAt: new Date(),
              account: { plan: "pro", seats: 3, company: { id: 7, name: "Acme", size: 3 } } });
            identify(null);
            update({ account: { seats: 4 } });
            track("viewed", { page: 1 });
            on("unreadCountChange", (count: number) => count + 1);
            consent(true);
            logout({ reboot: true });

            """
        try project.write(head + right, to: "build/callbox/types/right.ts")
        for (index, program) in Self.wrong.enumerated() {
            try project.write(
                head + program.code + "\n", to: "build/callbox/types/wrong\(index).ts")
        }
        let files = ["right.ts"] + Self.wrong.indices.map { "wrong\($0).ts" }
        let run = try CommandLineRun(
            command: [
                "tsc", "--noEmit", "--strict", "--target", "es2020", "--moduleResolution", "node",
            ] + files, in: project.path + "/build/callbox/types",
            environment: ["NODE_PATH": "/usr/share/nodejs"])
        let errors = run.lines.filter { $0.contains(": error TS") }
        #expect(!errors.contains { $0.hasPrefix("right.ts") }, "\(errors)")
        for (index, program) in Self.wrong.enumerated() {
            let own = errors.filter { $0.hasPrefix("wrong\(index).ts(2,") }
            #expect(own.count == 1 && own[0].contains(program.error), "\(program.code): \(own)")
        }
        #expect(errors.count == Self.wrong.count, "\(errors)")
    }

    @Test("V1 to V4, B9: the JSON Schema and the runtime agree on 2,000 objects")
    func schemaAgreesWithTheRuntime() throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        let support = TemporaryProject.repository + "/Tests/Support"
        let run = try CommandLineRun(
            command: [
                "sh", "-c",
                "node \(support)/user-objects.mjs build/callbox 2000 > objects.json"
                    + " && /usr/bin/python3 \(support)/validate-users.py"
                    + " build/callbox/types/user.schema.json objects.json",
            ], in: project.path)
        #expect(run.exitCode == 0, "\(run.stdout)\(run.stderr)")
        #expect(run.stdout.hasPrefix("2000 objects agree"), "\(run.stdout)")
    }

    @Test(
        "B4: a token of each example is right to libraries of other languages",
        arguments: ["js", "python", "swift"])
    func tokenExamples(language: String) throws {
        let project = try TemporaryProject(copyOf: "acme")
        try project.build()
        let page = try project.text(of: "build/callbox/types/token.md")
        let rest = try #require(page.components(separatedBy: "```\(language)\n").dropFirst().first)
        let code = rest.components(separatedBy: "```\n")[0]
        let command: [String]
        switch language {
        case "js": command = ["node", "token.mjs"]
        case "python": command = ["/usr/bin/python3", "token_example.py"]
        default:
            // The same text, built with the tests.
            let example = TemporaryProject.repository + "/Tests/TokenExample/main.swift"
            try #require(try String(contentsOfFile: example, encoding: .utf8) == code)
            command = [CommandLineRun.products + "/TokenExample"]
        }
        if command.count > 1 { try project.write(code, to: command[1]) }
        let made = try CommandLineRun(
            command: command + ["9f2c", "ann@acme.com"], in: project.path,
            environment: ["INTERCOM_SECRET": "not a real secret"])
        #expect(made.exitCode == 0, "\(made.stderr)")
        let token = try #require(made.lines.first)
        let verifiers = [["perl", "-MCrypt::JWT=decode_jwt", "-e", Self.perl]]
        // PyJWT would be no stranger to the Python example.
        let more = language == "python" ? [] : [["/usr/bin/python3", "-c", Self.python]]
        for verifier in verifiers + more {
            let right = try CommandLineRun(
                command: verifier + [token, "not a real secret"], in: project.path)
            #expect(right.stdout == "9f2c ann@acme.com\n", "\(verifier[0]): \(right.stderr)")
            let wrong = try CommandLineRun(
                command: verifier + [token, "another secret"], in: project.path)
            #expect(wrong.exitCode != 0 && wrong.stdout.isEmpty, "\(verifier[0])")
        }
    }

    private static let perl = """
        my $claims = decode_jwt(
          token => $ARGV[0], key => $ARGV[1], accepted_alg => "HS256", verify_exp => 1);
        print "$claims->{user_id} $claims->{email}\\n";
        """

    private static let python = """
        import jwt, sys
        claims = jwt.decode(sys.argv[1], sys.argv[2], algorithms=["HS256"],
                            options={"require": ["exp", "user_id"]})
        print(claims["user_id"], claims["email"])
        """

    @Test("O3: every file is the same in two time zones and two locales")
    func filesDependOnNoLocale() throws {
        func files(_ environment: [String: String]) throws -> [String: [UInt8]] {
            let project = try TemporaryProject(copyOf: "acme")
            let run = try project.callbox("build", environment: environment)
            #expect(run.exitCode == 0, "\(run.stderr)")
            return try project.tree("build/callbox")
        }
        let one = try files(["TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"])
        let other = try files(["TZ": "America/Anchorage", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr"])
        #expect(one == other)
        #expect(one["attributes.html"] != nil && one["app/server/nginx.conf"] != nil)
    }
}

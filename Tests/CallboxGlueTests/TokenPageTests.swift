import CallboxTemplates
import Foundation
import Testing

/// The Swift example of `types/token.md`, which is compiled here; the others run in
/// `EmittedTypesTests`.
struct TokenPageTests {
    @Test func pageShowsTheExampleThatIsCompiledHere() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "TokenExample.swift")
        let example = try String(contentsOf: file, encoding: .utf8)
        let page = String(decoding: StaticText.tokenPage, as: UTF8.self)
        #expect(page.contains("```swift\n\(example)"))
    }

    @Test("B4: PyJWT takes the token that the Swift example makes") func tokenIsRight() throws {
        let token = try makeToken(
            userID: "9f2c", claims: ["email": "ann@acme.com"], secret: "not a real secret")
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [
            "-c",
            """
            import jwt, sys
            claims = jwt.decode(sys.argv[1], "not a real secret", algorithms=["HS256"],
                                options={"require": ["exp", "user_id"]})
            print(claims["user_id"], claims["email"])
            """, token,
        ]
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(String(decoding: said, as: UTF8.self) == "9f2c ann@acme.com\n")
    }
}

import Foundation
import Testing

/// Holds `InThePage.md` to the runtime parts.
struct PageCommandsTests {
    private static func parts() throws -> [String] {
        let folder = "Templates/runtime"
        return try FileManager.default.contentsOfDirectory(
            atPath: Repository.path + "/" + folder
        ).filter { $0.hasSuffix(".js") }.map { try Repository.text(of: folder + "/" + $0) }
    }

    /// `show` and `hide` are offered in a loop.
    @Test func commandsAreThoseThatPartsOffer() throws {
        let offered = try Self.parts().flatMap { part in
            part.matches(of: /offer\("(\w+)"/).map { String($0.output.1) }
        }
        let table = try DocumentationPage("InThePage").text
            .split(separator: "\n").filter { $0.hasPrefix("| `callbox.") }
        let named = table.flatMap { row in
            row.split(separator: "|")[0].matches(of: /callbox\.(\w+)\(/).map { String($0.output.1) }
        }
        #expect(named.sorted() == (offered + ["show", "hide"]).sorted())
    }

    @Test func eventsAreThoseThatPartsTell() throws {
        let told = try Self.parts().flatMap { part in
            part.matches(of: /new Event\("(callbox:\w+)"\)/).map { String($0.output.1) }
        }
        let page = try DocumentationPage("InThePage").text
        let named = page.matches(of: /\| `(callbox:\w+)`/).map { String($0.output.1) }
        #expect(Set(named) == Set(told))
    }
}

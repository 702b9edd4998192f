import Foundation
import Testing

/// Holds `RuleProofs.md`, which `Tests/Support/rules.py` writes, to the rules and the tests.
struct RuleProofsPageTests {
    /// Rule, where it passed, title.
    private static func rows() throws -> [(rule: String, place: String, title: String)] {
        try DocumentationPage("RuleProofs").text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 2, cells[0].wholeMatch(of: /[A-Z][0-9]+/) != nil else {
                return nil
            }
            return (cells[0], cells[1], cells.count > 2 ? cells[2] : "")
        }
    }

    @Test func everyRuleHasALine() throws {
        let rules = try DocumentationPage("GlueRules").sections.filter { $0.level == 3 }
        #expect(Set(try Self.rows().map(\.rule)) == Set(rules.map(\.title)))
    }

    @Test func testsOnThePageAreThere() throws {
        let folder = Repository.path + "/Tests"
        let files = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
        let texts = try files.compactMap { $0 as? String }
            .filter { $0.hasSuffix("Tests.swift") }
            .map { try Repository.text(of: "Tests/" + $0) }
            .joined(separator: "\n")
        // Some of node's titles are made of a table's cells.
        for row in try Self.rows() where !row.title.isEmpty && row.place != "node" {
            let isThere = texts.contains("\"\(row.title)\"")
            #expect(isThere, "\(row.rule): \(row.title)")
        }
    }
}

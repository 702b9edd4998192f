import Foundation
import Testing

/// Holds `GlueRules.md` to the tests: a rule that is said to hold is in some test's title.
struct GlueRulesPageTests {
    /// A rule as the page has it.
    private struct Rule {
        let id: String
        let holds: Bool
        /// The test files that prove it.
        let files: [String]
    }

    private static func rules() throws -> [Rule] {
        try DocumentationPage("GlueRules").sections.filter { $0.level == 3 }.map { section in
            let status = section.paragraphs.last ?? ""
            let files = status.matches(of: /Tests\/[A-Za-z\/.+-]+\.(swift|mjs)/)
            return Rule(
                id: section.title, holds: status.hasPrefix("Holds: "),
                files: files.map { String($0.output.0) })
        }
    }

    @Test func everyRuleHasAnIDTextAndAStatus() throws {
        let sections = try DocumentationPage("GlueRules").sections.filter { $0.level == 3 }
        #expect(sections.count >= 50)
        #expect(Set(sections.map(\.title)).count == sections.count, "an id stands twice")
        for section in sections {
            #expect(section.title.wholeMatch(of: /[A-Z][0-9]+/) != nil, "\(section.title)")
            #expect(section.paragraphs.count >= 2, "\(section.title) has text and a status")
            let status = section.paragraphs.last ?? ""
            #expect(status.wholeMatch(of: /(Holds: Tests|Not yet).*\./) != nil, "\(section.title)")
        }
    }

    @Test func rulesThatHoldAreInTitlesOfTests() throws {
        let titles = try Self.idsInTitles()
        for rule in try Self.rules() {
            #expect(rule.holds == titles.values.contains { $0.contains(rule.id) }, "\(rule.id)")
            if rule.holds { #expect(!rule.files.isEmpty, "\(rule.id)") }
            for file in rule.files {
                let isNamed = titles[file]?.contains(rule.id) == true
                #expect(isNamed, "no title in \(file) has \(rule.id)")
            }
        }
    }

    @Test func titlesNameRulesThatExist() throws {
        let rules = Set(try Self.rules().map(\.id))
        for (file, ids) in try Self.idsInTitles() {
            #expect(ids.subtracting(rules).sorted() == [], "\(file)")
        }
    }

    private static var title: Regex<(Substring, Substring)> {
        #/[A-Za-z]\(\s*"((?:[A-Z][0-9]+(?:, )?)+): /#
    }

    /// The ids before the colon of each test's title, by file: `@Test("L1, L2: …`, `both("U3: …`.
    private static func idsInTitles() throws -> [String: Set<String>] {
        let folder = Repository.path + "/Tests"
        let files = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
        var ids: [String: Set<String>] = [:]
        for case let file as String in files
        where file.hasSuffix("Tests.swift") || file.hasSuffix(".test.mjs") {
            let text = try Repository.text(of: "Tests/" + file)
            let titles = text.matches(of: Self.title)
            let found = titles.flatMap { $0.output.1.split(separator: ", ").map(String.init) }
            if !found.isEmpty { ids["Tests/" + file] = Set(found) }
        }
        return ids
    }
}

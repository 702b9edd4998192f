import CallboxSpec
import Foundation
import CallboxTestSupport
import Testing

/// Which paths a pattern matches, which patterns meet, and which of several wins.
struct PathPatternTests {
    /// The cases that the emitted matcher passes, too.
    private struct Case: Decodable {
        let pattern: String
        let path: String
        let matches: Bool
    }

    @Test func agreesWithTheEmittedMatcher() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Cases/path-matching.json")
        let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
        #expect(cases.count > 60)
        for each in cases {
            let matches = PathPattern(each.pattern).matches(PagePath(urlPath: each.path).segments)
            #expect(matches == each.matches, "\(each.pattern) \(each.path)")
        }
    }

    @Test(
        arguments: [
            ["/a/b", "/a/bc*", "/a/*b", "/a/*", "/a", "/a/**", "/*/b", "/*", "/**/b", "/**"],
            ["/", "/**"],
            ["/news", "/n*s", "/n*", "/*"],
        ]) func sortsByPrecedence(patterns: [String])
    {
        let index = RouteIndex(patterns.reversed().map { PathPattern($0) })
        #expect(index.order.map { Array(patterns.reversed())[$0] } == patterns)
    }

    @Test func slugsNameRoutes() {
        let slugs = ["/", "/**", "/blog/*", "/post-*", "/Über uns", "/a.html"]
        let expected = ["index", "all", "blog-any", "post-any", "ber-uns", "a"]
        #expect(slugs.map { PathPattern($0).slug } == expected)
        let long = "/" + String(repeating: "a", count: 70)
        let lost = ["/日本", "/中国", "/%", long + "/x", long + "/y"].map { PathPattern($0).slug }
        #expect(Set(lost).count == lost.count)
        #expect(lost.allSatisfy { $0.utf8.count <= 64 && !$0.hasSuffix("-") }, "\(lost)")
        #expect(lost[0].wholeMatch(of: /route-[0-9a-f]{8}/) != nil)
    }

    /// The tree and the list of conflicts, against the plain definition, on random patterns.
    @Test func indexAndConflictsAgreeWithTheDefinition() {
        var random = SplitMix(seed: 7)
        var matched = 0
        var conflicted = 0
        for _ in 0..<300 {
            let patterns = (0..<random.below(12) + 1).map { _ in
                PathPattern(randomPattern(&random))
            }
            let index = RouteIndex(patterns)
            for _ in 0..<10 {
                let path = PagePath(urlPath: randomPath(&random))
                let expected = patterns.indices.filter { patterns[$0].matches(path.segments) }
                matched += expected.count
                #expect(Set(index.matches(path)) == Set(expected))
                let keys = index.matches(path).map { patterns[$0].key }
                #expect(keys == keys.sorted())
            }
            let pairs = patterns.indices.flatMap { later in
                (0..<later).filter { earlier in
                    patterns[earlier].key == patterns[later].key
                        && patterns[earlier].overlaps(patterns[later])
                }.map { (later, $0) }
            }
            let found = PatternConflicts.find(in: patterns)
            conflicted += found.count
            // One pair for each later pattern is enough.
            #expect(found.map(\.later) == Set(pairs.map(\.0)).sorted(), "\(patterns.map(\.text))")
            #expect(
                found.allSatisfy { pair in
                    pairs.contains { $0.0 == pair.later && $0.1 == pair.earlier }
                })
        }
        #expect(matched > 1000)
        #expect(conflicted > 50)
    }

    /// Forms of which no two are alike, and forms that all meet.
    @Test(
        arguments: [
            { "/p*/x\($0)*" }, { "/*\($0)" }, { "/\($0)*/y*" }, { "/**/a\($0)/*" },
            { "/a*\($0)/b*" },
            { $0.isMultiple(of: 2) ? "/a*\($0)" : "/\($0)*a" },
        ] as [@Sendable (Int) -> String])
    func eachOfManyRoutesIsFound(form: @Sendable (Int) -> String) {
        let patterns = (0..<4000).map { PathPattern(form(100_000 + $0)) }
        _ = PatternConflicts.find(in: patterns)
        let index = RouteIndex(patterns)
        for pattern in patterns {
            let path = PagePath(urlPath: pattern.text.replacing("*", with: "z"))
            #expect(!index.matches(path).isEmpty)
        }
    }

    /// Two patterns overlap exactly where some path matches both: sought among all short paths.
    @Test func overlapIsWhatItSays() {
        var random = SplitMix(seed: 11)
        let words = ["a", "b", "ab", "ba", "aa", "aba", "bb"]
        let paths = [[]] + words.map { [$0] } + words.flatMap { one in words.map { [one, $0] } }
        var overlapping = 0
        for _ in 0..<2000 {
            let one = PathPattern(randomPattern(&random))
            let other = PathPattern(randomPattern(&random))
            if paths.contains(where: { one.matches($0) && other.matches($0) }) {
                overlapping += 1
                #expect(one.overlaps(other), "\(one.text) \(other.text)")
            }
            #expect(one.overlaps(other) == other.overlaps(one))
        }
        #expect(overlapping > 300)
        #expect(!PathPattern("/a*").overlaps(PathPattern("/b*")))
        #expect(!PathPattern("/*a").overlaps(PathPattern("/*b")))
        #expect(!PathPattern("/a/*").overlaps(PathPattern("/a")))
        #expect(PathPattern("/a*").overlaps(PathPattern("/*b")))
    }

    private func randomPattern(_ random: inout SplitMix) -> String {
        let segments = ["a", "b", "a*", "*a", "b*", "*b", "a*b", "*a*", "*", "**", "ab"]
        return "/"
            + (0..<random.below(4)).map { _ in segments[random.below(segments.count)] }
            .joined(separator: "/")
    }

    private func randomPath(_ random: inout SplitMix) -> String {
        let segments = ["a", "b", "ab", "ba", "aab", "c"]
        return "/"
            + (0..<random.below(4)).map { _ in segments[random.below(segments.count)] }
            .joined(separator: "/")
    }
}

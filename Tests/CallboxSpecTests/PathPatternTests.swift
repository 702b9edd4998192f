import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Foundation
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

    /// Of many that a pattern conflicts with, the first by their bytes: the same at each run.
    @Test func theSameConflictIsToldEachTime() {
        for letters in ["bcdefghij", "jihgfedcb", "fbjdhcgei"] {
            let patterns = letters.map { PathPattern("/a\($0)*") } + [PathPattern("/a*z")]
            let found = PatternConflicts.find(in: patterns)
            #expect(found.map(\.later) == [9])
            #expect(found.map { patterns[$0.earlier].text } == ["/ab*"])
        }
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

    /// What the same number of bytes tells apart behind a `**` is no conflict.
    @Test(
        arguments: [
            ("/**/a", "/**/b", false), ("/x/**/a/*", "/x/**/b/*", false),
            ("/**/a*", "/**/b*", false), ("/**/*a", "/**/*b", false), ("/**/a*", "/**/*b", true),
            ("/**/a/**", "/**/b/**", true),
        ]) func conflictsBehindTwoStars(one: String, other: String, conflict: Bool)
    {
        let patterns = [one, other].map { PathPattern($0) }
        #expect(PatternConflicts.find(in: patterns).isEmpty == !conflict)
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

    /// A folder's pages are assigned as each path would be by itself: others' bases first, then what
    /// is ignored, then routes.
    @Test func foldersAgreeWithTheDefinition() throws {
        var random = SplitMix(seed: 13)
        var seen: Set<Plan.Assignment> = []
        let pageNames = ["a.html", "index.html", "ab", "b.html", "aab.html"]
        for _ in 0..<200 {
            let paths = Set((0..<random.below(6) + 1).map { _ in randomPattern(&random) }).sorted()
            let ignored = (0..<random.below(3)).map { _ in
                String(randomPattern(&random).dropFirst())
            }.filter { !$0.isEmpty }
            let base = randomPath(&random)
            let plan = try #require(
                self.plan(paths, ignored, otherBase: base == "/" ? "/c" : base))
            let (site, other) = (plan.sites[0], plan.sites[1])
            for _ in 0..<20 {
                let folder = randomPath(&random).dropFirst()
                let file =
                    (folder.isEmpty ? "" : folder + "/") + pageNames[random.below(pageNames.count)]
                let page = PagePath(file: file).segments
                let winner = site.routes.indices
                    .filter { site.routes[$0].declaration.pattern.value.matches(page) }
                    .min {
                        site.routes[$0].declaration.pattern.value.key
                            < site.routes[$1].declaration.pattern.value.key
                    }
                let names = file.split(separator: "/").map(String.init)
                let expected: Plan.Assignment =
                    if page.starts(with: PagePath(urlPath: other.declaration.base).segments) {
                        .otherSite
                    } else if site.declaration.ignore.contains(where: { $0.matches(names) }) {
                        .ignored
                    } else {
                        winner.map(Plan.Assignment.route) ?? .none
                    }
                #expect(plan.assignment(ofFile: file, of: site) == expected, "\(file) \(paths)")
                seen.insert(expected)
            }
        }
        #expect(seen.isSuperset(of: [.otherSite, .ignored, .none, .route(0), .route(1)]))
    }

    /// Two sites on one host, the first at its root; nil where two paths are one or conflict.
    private func plan(_ paths: [String], _ ignored: [String], otherBase: String) -> Plan? {
        var sink = DiagnosticSink()
        let routes = paths.map { "{ path: '\($0)', boot: visitor }" }
        let text = """
            callbox: 1
            workspace: { app_id: abc12345 }
            cookie_domain: acme.com
            sites:
              one:
                host: acme.com
                root: one
                ignore: [\(ignored.map { "'\($0)'" }.joined(separator: ", "))]
                routes: [\(routes.joined(separator: ", "))]
              two:
                host: acme.com
                base: \(otherBase)
                root: two
                routes: [{ path: /**, boot: visitor }]

            """
        let file = SourceFile(path: "callbox.yml", text: text)
        return ManifestDocument(reading: file, reportingTo: &sink)?
            .manifest(environment: nil, reportingTo: &sink)
            .map { Planner.plan($0, nil, reportingTo: &sink) }
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

extension PathPattern {
    /// Whether the pattern matches all of `path`: the definition, which the product's tree of all
    /// patterns is held against.
    fileprivate func matches(_ path: [String]) -> Bool {
        var positions: Set<Int> = [0]
        for segment in segments {
            if segment == .any {
                positions = positions.min().map { Set($0...path.count) } ?? []
            } else {
                positions = Set(
                    positions.filter { $0 < path.count && segment.matches(path[$0]) }.map { $0 + 1 }
                )
            }
        }
        return positions.contains(path.count)
    }
}

import CallboxGlue
import CallboxSpec
import Testing

/// Path patterns as servers read them.
struct PathExpressionTests {
    @Test(
        arguments: [
            ("/out/*", "/out/a", true), ("/out/*", "/out/a.html", true),
            ("/out/*", "/out/a/b", false), ("/out/*", "/out", false),
            ("/out*", "/outer", true), ("/out*", "/out/a", false),
            ("/a.b", "/a.b", true), ("/a.b", "/acb", false),
            ("/out/**", "/out", true), ("/out/**", "/out/a/b", true), ("/out/**", "/outer", false),
        ]) func matchesAsThePatternDoes(pattern: String, path: String, matches: Bool) throws
    {
        let expression = PathPattern(pattern).expression(below: "/", .encoded)
        let found = try Regex(expression).wholeMatch(in: path)
        #expect((found != nil) == matches, "\(expression)")
    }
}

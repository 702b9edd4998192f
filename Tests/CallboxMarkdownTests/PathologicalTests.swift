import CallboxMarkdown
import Testing

/// Inputs that would exhaust a recursive reader's stack, or take a naive one quadratic time.
struct PathologicalTests {
    private static let inputs: [(name: String, piece: String, count: Int)] = [
        ("quotes", "> ", 6_000), ("lists", "- ", 1_000), ("emphasis", "*a _b ", 6_000),
        ("links", "[", 10_000), ("cells", "|a", 20_000), ("escapes", "\\|", 33_000),
        ("short rows", "|a|b|c|\n|-|-|-|\n", 3_000), ("tables", "|a|\n|-|\n\n", 10_000),
        ("tables behind tables", "|a|\n|-|\n*\n", 6_000), ("delimiters", "|-|\n", 20_000),
        ("code in one cell", "`a\\|` ", 6_000), ("continuations", "> > > a `b`\n", 6_000),
    ]

    @Test(arguments: inputs.indices) func isRead(index: Int) {
        let (name, piece, count) = Self.inputs[index]
        let text = String(repeating: piece, count: count)
        for input in [text, "|a|\n|-|\n|" + text, text + "\n|-\n"] {
            #expect(!MarkdownDocument(parsing: input).nodes.isEmpty, "\(name)")
        }
    }

    @Test func shortRowsOfWideTablesAreBounded() {
        let columns = 20_000
        let text =
            String(repeating: "|a", count: columns) + "\n" + String(repeating: "|-", count: columns)
            + "\n" + String(repeating: "x\n", count: 20_000)
        #expect(MarkdownDocument(parsing: text).nodes.count < 1_000_000)
    }
}

import CallboxHTML
import Testing

struct BlockTests {
    @Test func markIsReadFromTheBytes() throws {
        let block = try Block(Array("<script src=/a.js data-callbox='docs/guide'></script>".utf8))
        #expect(block.mark == "docs/guide")
    }

    @Test(
        arguments: [
            "", "<script>1</script>", "<script data-callbox=a/b>1", "<p data-callbox=a/b></p>",
            " <script data-callbox=a/b></script>", "<script data-callbox=a/b></script>\n",
            "<script data-callbox=a/b>'</script>'</script>", "<script data-callbox=a/b>é</script>",
            "<script data-callbox=a/b>1\r\n</script>",
            "<script data-callbox=a/b></script><script data-callbox=a/b></script>",
        ])
    func otherBytesAreRefused(_ text: String) {
        #expect(throws: Block.NotABlock.self) { try Block(Array(text.utf8)) }
    }
}

import CallboxHTML
import Testing

/// What a scan says beside the place.
struct PageScanTests {
    @Test(
        arguments: [
            ("<html amp>", .amp), ("<html ⚡>", .amp), ("<html lang=en AMP4EMAIL=''>", .amp),
            ("<html><html ⚡4ads>", .amp), ("<html lang=amp data-amp>", []), ("<html><p amp>", []),
            ("<html><meta http-equiv=refresh content='0; url=/a'>", .redirect),
            ("<html><meta content=' 1.5,/a' http-equiv=REFRESH>", .redirect),
            ("<html></head><meta http-equiv=refresh content='0;/a'>", .redirect),
            ("<html><meta http-equiv=refresh content='300'>", []),
            ("<html><meta http-equiv=refresh content='5 ; '>", []),
            ("<html><meta http-equiv=refresh>", []),
            ("<html><noscript><meta http-equiv=refresh content='0;/a'></noscript>", []),
            ("<html><!--<meta http-equiv=refresh content='0;/a'>-->", []),
            ("<html><p><meta http-equiv=refresh content='0;/a'>", []),
            ("<html><frameset>", .frameset), ("<head></head> <!--a--><frameset>", .frameset),
            ("<frameset>", .frameset), ("<html><body><frameset>", []),
            ("<head></head><noscript></noscript><frameset>", .frameset),
            ("<p>a", .fragment), ("a", .fragment), ("<title>a</title><p>", .fragment),
            ("<!--a-->", .fragment), ("</br><html>", .fragment), ("<header><p>", .fragment),
            ("<p>a<head>", .fragment), ("<body", .fragment), ("<!DOCTYPE html><p>a", []),
            ("<title>a</title></head>", []), ("<body>", []), ("<title>a</title></html>", []),
            ("<meta http-equiv=refresh content='0;/a'><p>", [.redirect, .fragment]),
        ] as [(String, PageKinds)])
    func kinds(of page: String, are kinds: PageKinds) {
        #expect(PageScan(page.utf8.span).kinds == kinds)
    }

    @Test(
        arguments: [
            ("", .empty), (" \n\n", .empty), ("\u{FEFF} ", .empty), ("&#32;", .empty),
            ("<!-- a", .unclosedMarkup), ("<html><!-- a", .unclosedMarkup),
            ("<!DOCTYPE html", .unclosedMarkup), ("<html><?a", .unclosedMarkup),
            ("<htm", nil), ("<head><!-- a", nil),
            ("<html><meta charset=iso-2022-jp><p>", .iso2022JP),
            ("<html><meta http-equiv=content-type content='a; charset=csISO2022JP'>", .iso2022JP),
            ("<html><meta name=iso-2022-jp content='a; charset=iso-2022-jp'>", nil),
            ("\u{FEFF}<html><meta charset=iso-2022-jp><p>", nil),
            ("<head><script data-callbox=a/b>", .unclosedBlock),
            ("<head><script data-callbox=a/b></script", .unclosedBlock),
            ("<html><p><script data-callbox=a/b>", .unclosedBlock),
        ] as [(String, SkipReason?)])
    func obstacle(in page: String, is reason: SkipReason?) {
        let scan = PageScan(page.utf8.span)
        #expect(scan.obstacle == reason)
        #expect((scan.place == nil) == (reason != nil))
    }

    @Test(
        arguments: [
            ([0xFF, 0xFE, 0x3C, 0], .utf16), ([0xFE, 0xFF, 0, 0x3C], .utf16),
            ([0x3C, 0, 0x68, 0], .utf16), ([0, 0x3C, 0, 0x68], .utf16), ([0x3C, 0, 0x68], nil),
            ([0, 0x3C, 0x68, 0x74], nil), ([0xFF], nil), ([0, 0], nil), ([0, 0, 0, 0], nil),
        ] as [([UInt8], SkipReason?)])
    func encoding(of page: [UInt8], is reason: SkipReason?) {
        #expect(PageScan(page.span).obstacle == reason)
    }

    @Test(
        arguments: [
            "<head><script data-callbox=\"a/b\">1</script>", "<SCRIPT DATA-CALLBOX=a/b></SCRIPT >",
            "<html><script async src=/a.js integrity='x' data-callbox='a/b'></script><head>",
            "<head><script data-callbox=a/b>'<!--<script>'</script>-->'</script a='>'><p>",
            "<title>a</title></head><script\ndata-callbox\n=\na/b></script><body>",
            "<!--a--><script data-callbox=a/b data-callbox=c/d></script><!DOCTYPE html>",
            "<p>a<div><script data-callbox=a/b></script></body>",
            "<p></body><script data-callbox=a/b></script>",
            "<p><table><SCRIPT DATA-CALLBOX=a/b></SCRIPT>",
            "<p>xX<select><script data-callbox=a/b></script>",
            "<p><textarea>data-callbox</textarea><script data-Callbox=a/b></script><svg><p>",
        ])
    func ownBlock(isFoundIn page: String) throws {
        let scan = PageScan(page.utf8.span)
        try #require(scan.ownBlocks.count == 1)
        let bytes = Array(page.utf8)
        #expect(String(decoding: bytes[scan.ownBlocks[0].mark], as: UTF8.self) == "a/b")
        let block = bytes[scan.ownBlocks[0].range]
        #expect(block.first == UInt8(ascii: "<") && block.last == UInt8(ascii: ">"))
        #expect(PageScan(Array(block).span).ownBlocks.map(\.range) == [0..<block.count])
    }

    @Test(
        arguments: [
            "<head><!--<script data-callbox=a/b></script>-->",
            "<head><script data-callboxes></script>",
            "<head><title><script data-callbox=a/b></script></title>",
            "<head><template><script data-callbox=a/b></script></template>",
            "<head><script>'<script data-callbox=a/b>'</script>", "<head><link data-callbox=a/b>",
            "<head><script a='data-callbox=a/b'></script>", "<p data-callbox=a/b></p>",
            "<p><!--<script data-callbox=a/b></script>-->",
            "<p><textarea><script data-callbox=a/b></script></textarea>",
            "<p><template><script data-callbox=a/b></script></template>",
            "<p><svg><script data-callbox=a/b></script></svg>",
            "<p><select><p><script data-callbox=a/b></script>",
        ])
    func foreignText(isNoOwnBlockIn page: String) {
        #expect(PageScan(page.utf8.span).ownBlocks.isEmpty)
    }

    /// Runs that a scanner which looks ahead anew at each byte would not get through.
    @Test func adversarialPagesEnd() {
        let runs = [
            "<", "<!--", "<script><!--", "<script><!--<", "<title></title", "<a b='", "&#3",
        ]
        for run in runs {
            let page = Array(String(repeating: run, count: 1 << 17).utf8)
            #expect(PageScan(page.span).ownBlocks.isEmpty, "\(run)")
        }
    }
}

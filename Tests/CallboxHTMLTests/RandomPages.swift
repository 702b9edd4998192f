/// Hard pages from a seed: pieces that decide where a head begins and ends, in any order.
struct RandomPages: Sequence, IteratorProtocol {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> [UInt8]? {
        var page: [UInt8] = []
        for _ in 0..<Int.random(in: 1...14, using: &self) {
            page += Self.pieces.randomElement(using: &self)!
        }
        // Now and then cut off anywhere.
        if Int.random(in: 0..<5, using: &self) == 0 {
            page.removeLast(Int.random(in: 0...page.count, using: &self))
        }
        return page
    }

    private static let pieces: [[UInt8]] = texts.map { Array($0.utf8) } + [[0xFF], [0xE9]]

    private static let texts = [
        "<!DOCTYPE html>", "<html>", "<html amp>", "<head>", "<head a='>'>", "</head>", "<body>",
        "</body>", "</html>", "<header>", "<meta charset=utf-8>", "<meta =charset>",
        "<meta name=a", "<meta http-equiv='content-security-policy'>",
        "<meta http-equiv=refresh content='0;/a'>", "<title>", "</title>", "<title>t</title>",
        "<style>", "</style>", "<script>", "</script>", "<script><!--", "<script", "-->", "<!--",
        "<!-->", "<!--->", "--!>", "<!x>", "<?x", "</ x>", "</>", "</br>", "</p>", "<noscript>",
        "</noscript>", "<template>", "</template>", "<svg>", "<select>", "<col>", "<link rel=a>",
        "<p>", "<frameset>", "&#32;", "&Tab;", "&nbsp;", " ", "\n", "\r", "x", "\0", "\u{FEFF}",
        "'", "\"", "=", "/", ">", "<", "</", "<![CDATA[", "]]>",
        "</body>", "<body>", "<p>", "</svg>", "<svg/>", "<path d=a/>", "<math>", "</math>", "<mi>",
        "</select>", "<option>", "<textarea>", "</textarea>", "<table>", "<plaintext>", "<hr>",
        "<script data-callbox=a/b>1</script>", "<SCRIPT async data-callbox='a/b'>\n</SCRIPT >",
    ]
}

extension RandomPages: RandomNumberGenerator {
    /// SplitMix64, https://prng.di.unimi.it/splitmix64.c
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

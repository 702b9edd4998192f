import CallboxHTML
import Testing

/// Where a block belongs. Each page's pins say it; a page without a 📍 has no place.
struct PlaceTests {
    @Test(
        arguments: hardPages + tokenizerPages + referencePages + modePages + contentPages
            + bodyPages)
    func place(of page: MarkedPage) {
        expect(page.headStart, as: .headStart, in: page)
    }

    @Test(arguments: hardPages.filter { $0.headEnd != nil })
    func endOfHead(of page: MarkedPage) {
        expect(page.headEnd, as: .headEnd, in: page)
    }

    @Test(arguments: hardPages + bodyPages)
    func endOfBody(of page: MarkedPage) {
        expect(page.bodyEnd, as: .bodyEnd, in: page)
    }

    private func expect(
        _ offset: Int?, as place: Place, in page: MarkedPage,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let scan = PageScan(page.bytes.span, for: place)
        #expect(scan.place == offset, sourceLocation: sourceLocation)
        // A page and the page with its block have one place.
        guard let offset else { return }
        let injector = PageInjector(
            injecting: [.redirect, .amp, .frameset, .fragment], at: place)
        let edit = injector.edit(page.bytes.span, block: .sample())
        let injected = edit.applied(to: page.bytes)
        let length = Block.sample().bytes.count
        #expect(
            PageScan(injected.span, for: place).ownBlocks.map(\.range)
                == [offset..<offset + length], sourceLocation: sourceLocation)
        #expect(
            injector.edit(injected.span, block: .sample()).pieces == nil,
            sourceLocation: sourceLocation)
    }

    /// Pages of real sites and of people who try hard.
    static let hardPages: [MarkedPage] = [
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\">📍<title>t</title>🏁</head><body>x🔚</body>",
        """
        <!DOCTYPE html><html><head>📍<title>about </head> tags</title><meta name=a content=b>🏁\
        </head><body><p>x</p>🔚</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<noscript><img src=\"https://x/tr?a&b\"></noscript><link>🏁\
        </head><body><p>x</p>🔚</body></html>
        """,
        // The place of the body is there, and hidden: an svg in a template.
        """
        <!DOCTYPE html><html><head>📍🏁<template><svg><title></template></title></svg></template>\
        <title>t</title></head><body><p>x</p></body></html>
        """,
        "<!DOCTYPE html><html>📍🏁<body><textarea></head><head></textarea>🔚</body></html>",
        """
        <!DOCTYPE html><html lang=en><meta charset=utf-8>📍<title>t</title><link href=a>🏁\
        <body>x🔚</body></html>
        """,
        "<!DOCTYPE html>📍🏁<body>x🔚</body>",
        "<!DOCTYPE html><html><head>📍<title>t</title>🏁<body>x🔚</body></html>",
        """
        <!DOCTYPE html><html data-a=\"</head>\"><head data-b='>'>📍<meta name=d content=\"> </head>\">\
        <title>t</title>🏁</head><body><p>x</p>🔚</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<title>a</title>🏁</head><head><meta charset=b></head>\
        <body>x🔚</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<title>t</title>🏁</br><meta charset=a></head>\
        <body>x🔚</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<title>t</title>🏁<script><!-- <script> </script></head>\
        <body>x</body></html>
        """,
        """
        <!DOCTYPE html><html><head><meta charset=utf-8>📍🏁<title>oops</head>\
        <body>x</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<!-- <!-- </head> --><title>t</title>🏁</head>\
        <body>x🔚</body></html>
        """,
        """
        <!DOCTYPE html><!--[if IE 8]><html class="ie8"><![endif]--><!--[if !IE]><!--><html>\
        <!--<![endif]--><head>📍<!--[if lt IE 9]></head><![endif]--><title>t</title>🏁</head>\
        <body><p>x</p>🔚</body></html>
        """,
        """
        <!DOCTYPE html><html><head>📍<![CDATA[ > 🏁]]><meta charset=utf-8></head>\
        <body>x🔚</body></html>
        """,
        "<!DOCTYPE html><html><head>📍🏁</head><body>x🔚</body></html><!-- </body> -->",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1-strict.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml"><head>
        <meta http-equiv="Content-Type" content="text/html; charset=UTF-8" />📍<title>t</title>
        🏁</head><body><p/>🔚</body></html>
        """,
        "\u{FEFF}<!DOCTYPE html><html><head>📍<title>é</title>🏁</head><body>x🔚</body></html>",
        "<!DOCTYPE html><html>📍🏁\u{FEFF}<head><title>t</title></head><body>x🔚</body></html>",
        .bytewise(
            """
            <html><head><meta charset=windows-1252>📍<title>caf\u{E9} \u{93}x\u{94}</title>🏁</head>\
            <body>x🔚</body></html>
            """),
        .bytewise("<html>📍🏁\u{E9}<head><meta charset=windows-1252>"),
        .bytewise("<!DOCTYPE html><html>📍🏁\0<head><title>t</title></head><body>x🔚</body></html>"),
        """
        <!DOCTYPE html>\r<html>\r<head>📍\r<title>t</title>\r🏁</head>\r<body>\rx\r🔚</body>\r\
        </html>\r
        """,
        """
        <html><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'">\
        <meta charset=utf-8>📍<script>1</script>🏁</head><body>x🔚</body></html>
        """,
        """
        <html><head><meta charset=utf-8>📍<meta http-equiv=\"refresh\" content=\"0; url=/new/\">🏁\
        </head></html>
        """,
        "<html lang=en amp><head><meta charset=utf-8>📍🏁</head><body>x🔚</body></html>",
        """
        <html><head>📍<!-- <script data-callbox src=/x.js></script> --><title>t</title>🏁</head>\
        <body><p>x</p>🔚</body></html>
        """,
    ]

    /// Where comments, doctypes and tags end.
    static let tokenizerPages: [MarkedPage] = [
        "<html><!-->📍x-->", "<html><!--->📍x-->", "<html><!---->📍x", "<html><!--a-->📍x-->",
        "<html><!--a--!>📍x-->", "<html><!----!>📍x", "<html><!---!>-->📍x", "<html><!--a--b>-->📍x",
        "<html><!--a--->📍x", "<html><!-- <!-->📍x", "<html><!-- <!--- x>-->📍x",
        "<html><!--a->b-->📍x", "<html><!--a--!-->📍x", "<html><!x-->📍x", "<html><!>📍x",
        "<html><!->📍x-->", "<html><?x '>📍'?>", "<html></ x '>📍'>", "<html></>📍x",
        "<html></1>📍x", "<html>📍</", "<html>📍<", "<html>📍<1>", "<html>📍< head>",
        "<!DOCTYPE html PUBLIC \"a>📍b\">", "<!doctypehtml><html>📍x", "<!DOCTYP html>📍x",
        "<html a='>' b=\">\" c=>📍x", "<html a = '>' >📍x", "<html =\">📍\">", "<html =='>'>📍x",
        "<html a\"b='>'>📍x", "<html a=x\">📍\">", "<html a=/>📍x", "<html/a='>'/>📍x",
        "<html a='1'b='>'>📍x", "<html a / = '>📍'>", "<html a\n=\t'>'>📍x",
        "<HTML><HeAd>📍<title>", "<html\u{0C}><head\r>📍", "<html><head/>📍<title>",
        "<html>📍<header><meta charset=a>", "<html>📍<head", "<html>📍<head a='>", "<html>📍</head",
    ]

    /// Character references that are white space, and those that aren't.
    static let referencePages: [MarkedPage] = [
        "<html>&#32;&#9;&#10;&#12;&#13;📍x", "<html>&#x20;&#X9;&#xA;&#x0c;&#xD;📍x",
        "<html>&#32📍x", "<html>&#x20📍g", "<html>&#00032;📍x", "<html>&Tab;&NewLine;📍x",
        "<html>📍&tab;", "<html>📍&Tab", "<html>📍&newline;", "<html>📍&nbsp;", "<html>📍&#11;",
        "<html>📍&#321;", "<html>📍&#;", "<html>📍&#x;", "<html>📍&", "<html>📍&#",
        "<html>📍&#99999999999999999999999999999999;", "<html>📍&#x100000000000000020;",
        "<html>📍\u{A0}", "<html>📍\u{0B}", "<html>\t\n\u{0C}\r 📍x", "<html> \n📍",
    ]

    /// What implies the head, what ends it, and what neither does.
    static let modePages: [MarkedPage] = [
        "<html>📍<p>", "<html>📍<link>", "<html>📍<br>", "<html>📍</br>", "<html>📍</body>",
        "<html>📍</html>", "<html>📍</head><meta charset=a>", "<html></p></x></title>📍x",
        "</p><!DOCTYPE html><html><head>📍", "📍x<!DOCTYPE html>",
        "<html><html><html><head>📍<head><html lang=a></p><title>", "<html>📍<noscript></noscript>",
        "<head></title></p><meta charset=a>📍<p><meta charset=b>", "<head>📍x<meta charset=a>",
        "<head>📍</head><meta charset=a>", "<head>📍</body><meta charset=a>",
        "<head> <!DOCTYPE a><!--a--><meta charset=a>📍", "<head>📍<p><meta charset=a>",
        "<meta charset=a>📍", "<head>📍<meta name=a>",
        "<head><META CHARSET=a/>📍", "<head><meta a b=c charset>📍",
        "<head><meta http-equiv=Content-Type>📍", "<head>📍<meta http-equiv=content-types>",
        "<head><meta http-equiv='CONTENT-SECURITY-POLICY' content=a>📍<meta name=b>",
        "<head>📍<meta =charset>", "<head>📍<meta name='charset=a'>", "<head>📍<meta charset",
        "<head>📍<meta http-equiv=a http-equiv=content-type>", "<html>📍<frameset>",
        "<head><link><base><bgsound><basefont><meta charset=a>📍", "<head>📍<img><meta charset=a>",
        "<head>📍<noembed></noembed><meta charset=a>",
    ]

    /// Elements whose content isn't markup.
    static let contentPages: [MarkedPage] = [
        "<head>📍<title><meta charset=a></title>", "<head><title></TITLE\n a='>'><meta charset=a>📍",
        "<head><title></titles></title/><meta charset=a>📍",
        "<head><title/></title><meta charset=a>📍",
        "<head>📍<style><!--</style>--><meta charset=a>",
        "<head>📍<noframes><meta charset=a></noframes>",
        "<head>📍<noscript><meta charset=a></noscript>",
        "<head><noscript><!--</noscript><meta charset=a>📍-->",
        "<head><script>'<script>'</script><meta charset=a>📍",
        "<head><script><!--</script><meta charset=a>📍",
        "<head><script><!--<script></script>--></script><meta charset=a>📍",
        "<head>📍<script><!--<script></script><meta charset=a>",
        "<head><script><!--<script></script></script><meta charset=a>📍",
        "<head><script><!--<scripts></script><meta charset=a>📍",
        "<head><script><!--><script></script><meta charset=a>📍",
        "<head><script><!---><script></script><meta charset=a>📍",
        "<head><script><!--<script/--></script -><meta charset=a>📍",
        "<head><script><!-<script></script --><meta charset=a>📍",
        "<head>📍<script><!--<script -- ></script><meta charset=a>",
        "<head>📍<script><!--<script></script><script></script><meta charset=a>",
        "<head>📍<script></script a='", "<head>📍<script></scrip><meta charset=a>",
        "<head><template><p></template><meta charset=a>📍",
        "<head><template><title></template></title></template><meta charset=a>📍",
        "<head><template><!--</template>--><template></template></template><meta charset=a>📍",
        "<head>📍<template><template></template><meta charset=a>",
        "<head><template></head><body></template><meta charset=a>📍",
        "<head>📍<template><math></template><meta charset=a>",
        "<head>📍<template><select></template><meta charset=a>",
        "<head>📍<template><plaintext></template><meta charset=a>",
        "<head>📍<template><col><title></template></title></template><meta charset=a>",
        "<head>📍<template><!--</template><meta charset=a>",
    ]
}

private import CallboxDiagnostics

extension TextRule {
    /// Any text but none.
    static let text = TextRule("text", pattern: "\\S") { text in
        text.allSatisfy(\.isWhitespace) ? "it can't be empty" : nil
    }

    /// A workspace id; it becomes a part of a URL and of cookie names (RFC 6265 §4.1.1).
    package static let appID = TextRule("workspace id", pattern: "^[A-Za-z0-9_-]{1,64}$") { text in
        isWord(text, allowing: "-_", most: 64)
            ? nil : "a workspace id has letters, digits, '-' and '_' only"
    }

    /// A name that the user chooses: it stands in file names, in marks and on the command line.
    static let name = TextRule("name", pattern: "^[a-z0-9][a-z0-9_-]{0,63}$") { text in
        let isLower = !text.utf8.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
        return isLower && isWord(text, allowing: "-_", most: 64)
            && text.utf8.first.map { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") } == true
            ? nil
            : "a name has lower-case letters, digits, '-' and '_' and begins with no '-' or '_'"
    }

    /// The name of a site: also a folder of the output, where `types` is one already.
    static let siteName = TextRule("name", pattern: "^(?!types$)[a-z0-9][a-z0-9_-]{0,63}$") {
        $0 == "types" ? "'types' is a folder of the output, and no site's name" : name.problem($0)
    }

    /// A host, with `http://` in front where it has no TLS and a port behind where it has one.
    package static let host = TextRule(
        "host", pattern: "^(http://)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?$"
    ) { Host.problem(with: $0) }

    /// The domain that the sites' cookies are shared on, or `none`.
    package static let cookieDomain = TextRule(
        "domain, or `none`", pattern: "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"
    ) { text in
        if text.hasPrefix(".") { return "a cookie domain is written without the leading dot" }
        if text != "none", text.lowercased() == "none" { return "'none' is written in lower case" }
        if text.contains("://") { return "a cookie domain is a name, without 'https://'" }
        if text.contains(":") { return "a cookie domain has no port" }
        return Host.problem(with: text)
    }

    /// A path pattern of a route.
    static let pathPattern = TextRule(
        "path pattern", pattern: "^/([^/?#\\s][^?#\\s]*)?$"
    ) { PathPattern.problem(with: $0) ?? blankProblem(in: $0) }

    /// A pattern for files below a root.
    static let filePattern = TextRule("file pattern", pattern: "^[^/]") { text in
        text.hasPrefix("/")
            ? "a file pattern is relative to the root and begins with no '/'"
            : text.isEmpty
                ? "it can't be empty"
                : text.hasPrefix("!")
                    ? "what is ignored is named, and '!' takes nothing out again"
                    : text.hasSuffix("/")
                        ? "a folder is ignored with '\(text)**'"
                        : PathPattern.problem(with: "/" + text) ?? pageProblem(ofPattern: text)
    }

    /// Only what ends as pages do is ever looked at.
    private static func pageProblem(ofPattern text: String) -> String? {
        let name = text.split(separator: "/").last?.lowercased() ?? ""
        let isPage = [".html", ".htm", ".xhtml"].contains(where: name.hasSuffix)
        return isPage || name.contains("*")
            ? nil : "a page's name ends in '.html', and a folder is ignored with '\(text)/**'"
    }

    /// An absolute path without patterns, as `base` and `fallback` have it.
    static let path = TextRule(
        "path", pattern: "^/([^/?#*\\s][^?#*\\s]*)?$"
    ) { text in
        text.contains("*")
            ? "this path is no pattern, and has no '*'"
            : PathPattern.problem(with: text) ?? blankProblem(in: text)
    }

    /// In a URL a blank is percent-encoded (RFC 3986 §2); one that isn't, or can't be seen, comes from
    /// a line that was folded, or from where the text was copied.
    private static func blankProblem(in path: String) -> String? {
        guard let scalar = path.unicodeScalars.first(where: { $0 == " " || $0.isUnseen })
        else { return nil }
        let name = scalar == " " ? "a blank" : scalar.codePoint
        return "a path is one word, and this one holds \(name); a blank is written '%20'"
    }

    /// The path that a site lives below: the beginning of its pages' paths, and no page itself.
    static let base = TextRule("base path", pattern: path.pattern) { text in
        if let problem = path.problem(text) { return problem }
        let segments = text.utf8.split(separator: UInt8(ascii: "/")).map { decodePercent($0) }
        if segments.contains(where: { $0.contains("/") }) {
            return "a base has no '%2F'"
        }
        if segments.contains(where: { $0.unicodeScalars.contains(where: isControl) }) {
            return "a base has no control characters"
        }
        return segments.last?.hasSuffix(".html") == true
            ? "a base is a folder's path, and doesn't end in '.html'" : nil
    }

    /// A file or folder, relative to the manifest. Nothing in it is replaced, as a shell would.
    static let file = TextRule("file path", pattern: "^(?![~]|.*[$\\\\]|.*://).*\\S") { text in
        if text.utf8.contains(0) || text.allSatisfy(\.isWhitespace) { return "it names no file" }
        return text.hasPrefix("~") || text.contains("$") || text.contains("\\")
            || text.contains("://")
            ? "a file's path is taken as it stands: relative to the manifest, with '/' between names, "
                + "without '~', '$', '\\' and '://'" : nil
    }

    /// A length of time: a number and its unit.
    static let duration = TextRule("duration", pattern: "^[1-9][0-9]{0,8}[smhd]$") { text in
        Duration.seconds(in: text) == nil
            ? "a duration is a whole number from 1 and a unit, s, m, h or d: 30m, 12h or 7d" : nil
    }

    /// A CSS selector; only the browser can tell more.
    static let selector = TextRule("CSS selector", pattern: "\\S") { text in
        text.allSatisfy(\.isWhitespace) ? "a selector can't be empty" : nil
    }

    /// A CSS colour as Intercom takes it: name, hex or rgb.
    static let colour = TextRule(
        "CSS colour", pattern: "^(#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})|rgb\\([0-9, ]+\\)|[A-Za-z]+)$"
    ) { text in
        let bytes = Array(text.utf8)
        let isHex =
            bytes.first == UInt8(ascii: "#") && [4, 7].contains(bytes.count)
            && bytes.dropFirst().allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
        let isRGB =
            text.hasPrefix("rgb(") && text.hasSuffix(")") && bytes.count > 5
            && bytes.dropFirst(4).dropLast().allSatisfy {
                (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x20
            }
        let parts = text.dropFirst(4).dropLast().split(
            separator: ",", omittingEmptySubsequences: false)
        let isColour =
            isRGB
            ? parts.count == 3
                && parts.allSatisfy { Int($0.filter { $0 != " " }).map { $0 < 256 } == true }
            : isHex || colourNames.contains(text.lowercased())
        return isColour
            ? nil
            : "a colour is a name that CSS has, '#rrggbb' or 'rgb(r, g, b)' with three numbers up to "
                + "255" + suggestion(for: text, among: colourNames)
    }

    /// https://www.w3.org/TR/css-color-4/#named-colors
    private static let colourNames = """
        aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
        blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk \
        crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki \
        darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
        darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue \
        dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite \
        gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki \
        lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
        lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen \
        lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
        magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen \
        mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream \
        mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
        palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum \
        powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown \
        seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen \
        steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
        """.split(separator: " ").map(String.init)

    /// Where the user object lies on `window`: names with dots between.
    static let global = TextRule(
        "global variable", pattern: "^[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*$"
    ) { text in
        let names = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPath = names.allSatisfy { name in
            name.utf8.first.map { isASCIILetter($0) || $0 == 0x5F || $0 == 0x24 } == true
                && isWord(name, allowing: "_$", most: 256)
        }
        return isPath ? nil : "a global variable is a name, or names with dots between: acme.user"
    }

    /// Where `fetch` gets the user object from.
    static let fetchAddress = TextRule("path or URL", pattern: "^(/([^/].*)?|https://[^/].*)$") {
        text in
        let isPath = text.hasPrefix("/") && !text.hasPrefix("//")
        let isURL =
            text.hasPrefix("https://") && text.utf8.count > 8 && !text.hasPrefix("https:///")
        // Browsers drop line ends and tabs within a URL, and read `\` as `/` (WHATWG URL §4.4).
        let isClean = !text.unicodeScalars.contains {
            $0.properties.isWhitespace || isControl($0) || $0 == "\\"
        }
        guard isPath || isURL, isClean else {
            return "an address to fetch is a path, '/api/me', or an https URL"
        }
        guard isURL else { return nil }
        let authority = Host.authority(ofURL: text)
        return authority.contains("@")
            ? "an address to fetch holds no name or password" : Host.problem(with: authority)
    }

    /// The name of an event (https://www.intercom.com/help/en/articles/175): any text of one line.
    static let event = TextRule(
        "event name", pattern: "^[^\\u0000-\\u001F\\u007F-\\u009F]{1,120}$"
    ) { text in
        !(1...120).contains(text.unicodeScalars.count) || text.first?.isWhitespace == true
            || text.unicodeScalars.contains(where: isControl)
            ? "an event has a name of at most 120 characters, none of them a control character"
            : nil
    }
}

extension Unicode.Scalar {
    /// Whether nobody sees it, or takes it for a blank that it isn't.
    var isUnseen: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        case .spaceSeparator: self != " "
        default: false
        }
    }

    /// `U+00A0`
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
}

private func isASCIILetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20)
}

private func isWord(_ text: some StringProtocol, allowing: String, most: Int) -> Bool {
    (1...most).contains(text.utf8.count)
        && text.utf8.allSatisfy {
            isASCIILetter($0) || (0x30...0x39).contains($0) || allowing.utf8.contains($0)
        }
}

import CallboxMarkdown

/// Renders a document as libcmark and cmark-gfm do (unsafe mode), to compare with specifications.
struct HTMLRenderer {
    private let nodes: [MarkdownNode]
    private var html = ""
    private var parents: [Int] = []

    static func html(of document: MarkdownDocument) -> String {
        var renderer = HTMLRenderer(nodes: document.nodes)
        renderer.render()
        return renderer.html
    }

    private init(nodes: [MarkdownNode]) {
        self.nodes = nodes
    }

    private mutating func render() {
        var index = 0
        while index < nodes.count {
            while let parent = parents.last, nodes[parent].end <= index { closeLast() }
            if case .image(let source, let title) = nodes[index].kind {
                html += "<img src=\"\(Self.url(source))\" alt=\"\(alternative(index))\""
                html += title.isEmpty ? " />" : " title=\"\(Self.escaped(title))\" />"
                index = nodes[index].end
            } else {
                open(index)
                parents.append(index)
                index += 1
            }
        }
        while !parents.isEmpty { closeLast() }
    }

    private mutating func startLine() {
        if !html.isEmpty, html.utf8.last != 10 { html += "\n" }
    }

    private mutating func open(_ index: Int) {
        switch nodes[index].kind {
        case .document, .image, .other: break
        case .blockQuote: block("<blockquote>\n")
        case .list(let start, _):
            block(start.map { $0 == 1 ? "<ol>\n" : "<ol start=\"\($0)\">\n" } ?? "<ul>\n")
        case .item: block("<li>")
        case .codeBlock(let info, let code):
            let language = info.prefix { $0 != " " && $0 != "\t" }
            block(
                language.isEmpty
                    ? "<pre><code>" : "<pre><code class=\"language-\(Self.escaped(language))\">")
            html += Self.escaped(code) + "</code></pre>\n"
        case .htmlBlock(let literal):
            block(literal)
            startLine()
        case .paragraph: if !isTight { block("<p>") }
        case .heading(let level): block("<h\(level)>")
        case .thematicBreak: block("<hr />\n")
        case .table: block("<table>\n")
        case .tableRow: html += opening(row: index)
        case .tableCell: html += opening(cell: index)
        case .text(let text): html += Self.escaped(text)
        case .softBreak: html += "\n"
        case .lineBreak: html += "<br />\n"
        case .code(let code): html += "<code>\(Self.escaped(code))</code>"
        case .html(let literal): html += literal
        case .emphasis: html += "<em>"
        case .strong: html += "<strong>"
        case .link(let destination, let title):
            html += "<a href=\"\(Self.url(destination))\""
            html += title.isEmpty ? ">" : " title=\"\(Self.escaped(title))\">"
        }
    }

    private mutating func closeLast() {
        let index = parents.removeLast()
        switch nodes[index].kind {
        case .blockQuote: block("</blockquote>\n")
        case .list(let start, _): html += start == nil ? "</ul>\n" : "</ol>\n"
        case .item: html += "</li>\n"
        case .paragraph: if !isTight { html += "</p>\n" }
        case .heading(let level): html += "</h\(level)>\n"
        case .table:
            let hasBody = nodes[index].end > nodes[index + 1].end
            html += hasBody ? "</tbody>\n</table>\n" : "</table>\n"
        case .tableRow: html += isHeader(row: index) ? "</tr>\n</thead>\n" : "</tr>\n"
        case .tableCell: html += isHeader(row: parents.last!) ? "</th>\n" : "</td>\n"
        case .emphasis: html += "</em>"
        case .strong: html += "</strong>"
        case .link: html += "</a>"
        default: break
        }
    }

    private mutating func block(_ tag: String) {
        startLine()
        html += tag
    }

    /// Whether the paragraph at hand is the content of a tight list's item.
    private var isTight: Bool {
        guard let item = parents.last, parents.count > 1,
            case .list(_, let isTight) = nodes[parents[parents.count - 2]].kind,
            nodes[item].kind == .item
        else { return false }
        return isTight
    }

    private func isHeader(row: Int) -> Bool {
        if case .table = nodes[row - 1].kind { return true }
        return false
    }

    private func opening(row: Int) -> String {
        if isHeader(row: row) { return "<thead>\n<tr>\n" }
        return html.hasSuffix("</thead>\n") ? "<tbody>\n<tr>\n" : "<tr>\n"
    }

    private func opening(cell: Int) -> String {
        let row = parents[parents.count - 1]
        guard case .table(let alignments) = nodes[parents[parents.count - 2]].kind
        else { return "" }
        var column = 0
        var sibling = row + 1
        while sibling < cell {
            sibling = nodes[sibling].end
            column += 1
        }
        let tag = isHeader(row: row) ? "th" : "td"
        return alignments[column].map { "<\(tag) align=\"\($0.rawValue)\">" } ?? "<\(tag)>"
    }

    private func alternative(_ index: Int) -> String {
        nodes[index + 1..<nodes[index].end].reduce(into: "") { text, node in
            switch node.kind {
            case .text(let literal), .code(let literal), .html(let literal):
                text += Self.escaped(literal)
            case .softBreak, .lineBreak: text += " "
            default: break
            }
        }
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func url(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            switch scalar {
            case "&": result += "&amp;"
            case "'": result += "&#x27;"
            case "a"..."z", "A"..."Z", "0"..."9", "-", "_", ".", "+", "!", "*", "(", ")", ",", "%",
                "#", "@", "?", "=", ";", ":", "/", "$", "~":
                result.unicodeScalars.append(scalar)
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                result += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
    }
}

package import CallboxDiagnostics
internal import CallboxMarkdown

/// Reads a dictionary of user attributes from Markdown.
///
/// An attribute is a heading that is a code span and nothing else, with its facts in the first list
/// under it; or a row of a table that has a column `Attribute`. Wherever in the file they stand, in
/// lists and block quotes too. What else stands under an attribute's heading, deeper headings too,
/// is its description.
///
/// An attribute's group is the last heading before it that is text, isn't deeper than the
/// attribute's own, and isn't closed by another of its level or above: so both `## Account` with
/// `` ### `plan` `` below it and a flat file, all headings of one level, mean what they look like.
package struct AttributeDictionaryReader {
    /// The most bytes that are read: 250 attributes take 50 kB or so.
    package static let maximumSize = 4 << 20

    let file: SourceFile
    let document: MarkdownDocument
    var sink = DiagnosticSink()
    var groups: [(slug: String, title: Located<String>)] = []
    var entries: [AttributeEntry] = []
    private var groupIndices: [String: Int] = [:]
    /// Headings of text that later blocks may belong to, outermost first.
    private var outline: [(level: Int, title: Located<String>, group: Int?)] = []
    /// The attribute at hand: the last entry is its.
    private var open: (level: Int, hasFacts: Bool)?
    /// The heading of an attribute is open, and its list hasn't come.
    var awaitsFacts: Bool { open?.hasFacts == false }
    /// The last block was a table of attributes.
    private(set) var followsTable = false

    /// The dictionary of a file; nil where it isn't text, and that has been reported.
    ///
    /// Reports everything that is wrong with the file. An attribute with a mistake is in the
    /// dictionary all the same, as well as it could be read, unless its name is one that another has.
    ///
    /// - Complexity: O(bytes).
    package static func read(
        _ file: SourceFile, reportingTo sink: inout DiagnosticSink
    ) -> AttributeDictionary? {
        guard let text = readableText(of: file, limit: maximumSize, reportingTo: &sink)
        else { return nil }
        var reader = AttributeDictionaryReader(
            file: file, document: MarkdownDocument(parsing: text))
        reader.readBlocks()
        let dictionary = reader.dictionary()
        sink.report(contentsOf: reader.sink)
        return dictionary
    }

    private init(file: SourceFile, document: MarkdownDocument) {
        self.file = file
        self.document = document
    }

    private mutating func readBlocks() {
        var index = 1
        while index < document.nodes.count {
            let node = document.nodes[index]
            var next = node.end
            defer { index = next }
            if case .table = node.kind {
                followsTable = readTable(index)
                continue
            }
            switch node.kind {
            case .heading(let level): readHeading(index, level)
            case .list:
                if awaitsFacts {
                    open?.hasFacts = true
                    entries[entries.count - 1].facts = facts(inList: index)
                } else if !reportMisplacedFacts(inList: index) {
                    next = index + 1
                }
            case .paragraph:
                reportBrokenTable(index)
                reportLostFact(index)
                describe(InlineText(of: index, in: document).text)
            case .codeBlock(_, let code):
                reportUnclosed(index)
                describe(code)
            case .htmlBlock:
                reportUnclosed(index)
                next = index + 1
            default: next = index + 1
            }
            followsTable = false
        }
    }

    /// A code block, or a comment, that never ends takes in all that was to follow.
    private mutating func reportUnclosed(_ index: Int) {
        let range = document.nodes[index].range
        let rest = file.bytes[range.upperBound...]
        guard rest.allSatisfy({ $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }) else { return }
        let text = String(decoding: file.bytes[range], as: UTF8.self)
        // In a quote, each line begins with its mark.
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            line.drop { $0 == " " || $0 == ">" }
        }
        guard let first = lines.first else { return }
        let isCode: Bool
        if let fence = ["```", "~~~"].first(where: first.hasPrefix) {
            isCode = true
            if lines.count > 1, lines[lines.count - 1].hasPrefix(fence) { return }
        } else if first.hasPrefix("<!--") {
            isCode = false
            if text.contains("-->") { return }
        } else {
            return
        }
        let start = file.location(at: range.lowerBound).line
        sink.report(
            .unclosedBlock,
            "this \(isCode ? "code block" : "comment") never ends, and takes in the rest of the file",
            at: file.range(file.byteRange(ofLine: start)))
    }

    private mutating func describe(_ text: String) {
        if open != nil { entries[entries.count - 1].paragraphs.append(text) }
    }

    private mutating func readHeading(_ index: Int, _ level: Int) {
        let text = InlineText(of: index, in: document)
        let children = Array(document.children(of: index))
        if children.count == 1, case .code = document.nodes[children[0]].kind {
            let isBlank = text.text.isEmpty
            let name =
                isBlank
                ? Located("", at: file.range(document.nodes[children[0]].range)) : located(text)
            entries.append(AttributeEntry(name: name, group: group(level: level, for: name)))
            open = (level, false)
        } else if let open, level > open.level {
            describe(text.text)
        } else {
            open = nil
            outline.removeAll { $0.level >= level }
            outline.append((level, located(text), nil))
        }
    }

    /// Whether it is a table of attributes.
    private mutating func readTable(_ index: Int) -> Bool {
        let rows = Array(document.children(of: index))
        guard let columns = columns(ofHeader: rows[0]) else { return false }
        open = nil
        for row in rows.dropFirst() {
            guard let (name, facts) = facts(inRow: row, columns) else { continue }
            entries.append(
                AttributeEntry(name: name, group: group(level: .max, for: name), facts: facts))
        }
        return true
    }

    /// The index of the group of an attribute whose heading has a level.
    private mutating func group(level: Int, for name: Located<String>) -> Int {
        guard let heading = outline.lastIndex(where: { $0.level <= level }) else {
            return addGroup(Located("", at: name.range))
        }
        if let group = outline[heading].group { return group }
        let group = addGroup(outline[heading].title)
        outline[heading].group = group
        return group
    }

    private mutating func addGroup(_ title: Located<String>) -> Int {
        let slug = Self.slug(of: title.value)
        if let first = groupIndices[slug] {
            if !slug.isEmpty {
                sink.report(
                    .duplicateGroup, "two groups are called '\(slug)'", at: title.range,
                    notes: [Diagnostic.Note("the first is here", at: groups[first].title.range)])
            }
            return first
        }
        if slug.isEmpty {
            sink.report(
                .attributeWithoutGroup, "an attribute stands under a heading that names its group",
                at: title.range, help: "put one with a letter or digit above it: '## Account'")
        }
        groupIndices[slug] = groups.count
        groups.append((slug, title))
        return groups.count - 1
    }

    /// A heading in lower case, letters and digits alone, `-` for whatever stands between them.
    static func slug(of title: String) -> String {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// A text with its place in the file.
    func located(_ text: InlineText) -> Located<String> {
        Located(text.text, at: file.range(text.bytes))
    }
}

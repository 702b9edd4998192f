package import CallboxDiagnostics
private import Yams

/// Reads YAML into nodes with byte ranges; the only file that knows the YAML parser.
///
/// Anchors and aliases are understood up to ``nodeLimit`` nodes after expansion. Reports
/// `yaml-syntax` (the parser stops at the first), `yaml-too-large`, and what ``readableText`` does.
package struct YAMLReader {
    /// The most bytes a YAML file may have: a manifest of 10,000 routes has about 2 MB.
    package static let byteLimit = 16 << 20
    /// The most nodes a document may have, aliases expanded: a manifest of 10,000 routes has about
    /// 150,000, and this many take a debug build half a second and 60 MB.
    static let nodeLimit = 400_000
    /// The deepest nesting; the parser recurses on it.
    package static let depthLimit = 100
    static let keyRule = "a key is a word: no alias, list or mapping"

    /// The document in `file`; nil, with a diagnostic, where it can't be read.
    ///
    /// - Complexity: O(bytes + nodes).
    package static func read(
        _ file: SourceFile, reportingTo sink: inout DiagnosticSink
    ) -> YAMLNode? {
        guard let text = readableText(of: file, limit: byteLimit, reportingTo: &sink) else {
            return nil
        }
        if let refusal = YAMLGuard.refusal(of: file.bytes, depthLimit: depthLimit) {
            sink.report(refusal.id, refusal.message, at: file.range(refusal.bytes))
            return nil
        }
        var converter = NodeConverter(file: file)
        do {
            // The parser would count a byte-order mark as part of the first word.
            let hasMark = file.bytes.starts(with: byteOrderMark)
            let body = hasMark ? String(text.unicodeScalars.dropFirst()) : text
            guard let root = try Parser(yaml: body).singleRoot() else {
                sink.report(
                    Diagnostic(.inputEmpty, "this file holds no YAML document", path: file.path))
                return nil
            }
            return try converter.convert(root)
        } catch let error as TooLarge {
            sink.report(
                .yamlTooLarge,
                "the document has more than \(nodeLimit) nodes once its aliases are expanded",
                at: error.range)
        } catch let error as KeyIsNoWord {
            sink.report(.yamlSyntax, keyRule, at: error.range)
        } catch let error as HasTag {
            sink.report(
                .yamlSyntax, "a manifest has no tags, as '\(error.tag)' is one", at: error.range,
                help: "text that begins with '!' stands in quotes")
        } catch let error as YamlError {
            sink.report(converter.diagnostic(for: error))
        } catch {
            sink.report(Diagnostic(.yamlSyntax, "\(error)", path: file.path))
        }
        return nil
    }
}

extension DiagnosticSink {
    /// Takes out the lints that a manifest silences, as ``silence(by:comments:reportsUnused:)``
    /// does: its `#` may stand in text, too.
    package mutating func silence(byManifest file: SourceFile, reportsUnused: Bool = false) {
        silence(
            by: file, comments: { YAMLGuard.comments(of: $0.bytes) }, reportsUnused: reportsUnused)
    }
}

private struct TooLarge: Error {
    let range: SourceRange
}

private struct KeyIsNoWord: Error {
    let range: SourceRange
}

/// What a tag asks for, such as a value from outside, isn't done: its text would be taken as it stands.
private struct HasTag: Error {
    let tag: String
    let range: SourceRange
}

/// Turns the parser's nodes and marks into ours.
private struct NodeConverter {
    let file: SourceFile
    private let positions: [Int]
    private var cursor = (line: 0, column: 0, offset: 0)
    private var count = 0

    init(file: SourceFile) {
        self.file = file
        positions = Self.lineStarts(of: file.bytes)
    }

    mutating func convert(_ node: Node) throws -> YAMLNode {
        let start = node.mark.map { offset(of: $0) } ?? 0
        count += 1
        guard count <= YAMLReader.nodeLimit else {
            throw TooLarge(range: file.range(start..<min(start + 1, file.bytes.count)))
        }
        // YAML's own (`!!str`) have a name in its namespace (YAML 1.1 §6.9.1).
        let tag = writtenTag(of: node)
        if !tag.isEmpty, !tag.hasPrefix("tag:yaml.org,2002:") {
            throw HasTag(tag: tag, range: single(start))
        }
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            return YAMLNode(
                .scalar(scalar.string, isQuoted: !isPlain),
                at: range(ofScalar: scalar.string, isPlain: isPlain, from: start))
        case .sequence(let sequence):
            let elements = try sequence.map { try convert($0) }
            return YAMLNode(.list(elements), at: single(start))
        case .mapping(let mapping):
            var pairs: [YAMLNode.Pair] = []
            pairs.reserveCapacity(mapping.count)
            for (key, value) in mapping {
                let key = try convert(key)
                guard let name = key.text else { throw KeyIsNoWord(range: key.range) }
                pairs.append(
                    YAMLNode.Pair(
                        key: name, keyRange: key.range, value: try convert(value)))
            }
            return YAMLNode(.mapping(pairs), at: single(start))
        case .alias(let alias):
            // Parser.singleRoot resolves aliases; one that is left has no target.
            return YAMLNode(.scalar("*\(alias.anchor)", isQuoted: false), at: single(start))
        }
    }

    /// A node's tag as the file has it; `Node.tag` would find one for every node that has none.
    private func writtenTag(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.tag.description
        case .sequence(let sequence): sequence.tag.description
        case .mapping(let mapping): mapping.tag.description
        case .alias(let alias): alias.tag.description
        }
    }

    private func single(_ offset: Int) -> SourceRange {
        file.range(offset..<min(offset + 1, file.bytes.count))
    }

    /// The bytes of a scalar that begins at `start`: its text where that stands there literally,
    /// up to the closing quote where it is quoted, else its first byte.
    private func range(ofScalar text: String, isPlain: Bool, from start: Int) -> SourceRange {
        let bytes = file.bytes
        if isPlain {
            let end = start + text.utf8.count
            let isLiteral = end <= bytes.count && bytes[start..<end].elementsEqual(text.utf8)
            return isLiteral ? file.range(start..<end) : single(start)
        }
        guard start < bytes.count, bytes[start] == 0x22 || bytes[start] == 0x27 else {
            return single(start)
        }
        var end = start + 1
        while end < bytes.count, bytes[end] != bytes[start], bytes[end] != 0x0A {
            end += bytes[end] == 0x5C && bytes[start] == 0x22 ? 2 : 1
        }
        return end < bytes.count && bytes[end] == bytes[start]
            ? file.range(start..<end + 1) : single(start)
    }

    /// The byte offset of a mark, whose column counts Unicode scalars.
    ///
    /// Marks mostly come in the order of the file, so the walk goes on from the last one: a
    /// document on one line costs no more than any other.
    private mutating func offset(of mark: Mark) -> Int {
        let line = min(max(mark.line, 1), positions.count)
        if line != cursor.line || mark.column < cursor.column {
            cursor = (line, 1, positions[line - 1])
        }
        let bytes = file.bytes
        while cursor.column < mark.column, cursor.offset < bytes.count {
            cursor.offset += 1
            while cursor.offset < bytes.count, bytes[cursor.offset] & 0xC0 == 0x80 {
                cursor.offset += 1
            }
            cursor.column += 1
        }
        return min(cursor.offset, bytes.count)
    }

    mutating func diagnostic(for error: YamlError) -> Diagnostic {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            return syntaxDiagnostic(problem, at: mark, within: context)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let name = duplicates.first ?? ""
            let offset = offset(of: context.mark)
            let first = range(ofScalar: name, isPlain: true, from: offset)
            let message = "key '\(name)' stands more than once in its mapping"
            guard let again = lineOfKey(name, besides: offset) else {
                return Diagnostic(.duplicateKey, message, at: first)
            }
            return Diagnostic(
                .duplicateKey, message, at: range(ofScalar: name, isPlain: true, from: again),
                notes: [Diagnostic.Note("the first is here", at: first)])
        default:
            return Diagnostic(.yamlSyntax, "this is no YAML: \(error)", path: file.path)
        }
    }

    /// What the parser gave up on, where it noticed, with the place where that began.
    private mutating func syntaxDiagnostic(
        _ problem: String, at mark: Mark, within context: YamlError.Context?
    ) -> Diagnostic {
        let begun = context.map { (text: $0.text, offset: self.offset(of: $0.mark)) }
        let offset = offset(of: mark)
        if offset < file.bytes.count, file.bytes[offset] == 0x09 {
            return Diagnostic(
                .yamlSyntax, "a tab can't indent YAML; use blanks", at: single(offset))
        }
        if problem.contains("found another document") {
            return Diagnostic(
                .yamlSyntax, "a manifest is one document, and here another one begins",
                at: single(offset))
        }
        let inBrackets = begun.map {
            $0.text.contains("flow") && $0.offset < offset && hasComment(in: $0.offset..<offset)
        }
        let lineOfEnd = file.location(at: offset).line
        return Diagnostic(
            .yamlSyntax, "this is no YAML: \(problem)",
            at: single(min(offset, file.bytes.count)),
            notes: begun.flatMap { begun in
                file.location(at: begun.offset).line == lineOfEnd
                    ? nil
                    : [Diagnostic.Note(begun.text + " that begins here", at: single(begun.offset))]
            } ?? [],
            help: inBrackets == true
                ? "' #' begins a comment; text that begins with '#' stands in quotes" : nil)
    }

    private func hasComment(in range: Range<Int>) -> Bool {
        YAMLGuard.comments(of: file.bytes).contains { range.contains($0.lowerBound) }
    }

    /// Where the last key of this name begins in the block mapping that has one at `first`; nil where
    /// there is none, as in a mapping between braces.
    private func lineOfKey(_ name: String, besides first: Int) -> Int? {
        let start = file.location(at: first)
        let indent = start.column - 1
        var found: Int?
        for line in start.line..<file.lineCount {
            let bytes = file.bytes[file.byteRange(ofLine: line + 1)]
            let text = bytes.drop { $0 == 0x20 }
            guard let letter = text.first, letter != UInt8(ascii: "#") else { continue }
            let depth = bytes.count - text.count
            if depth < indent { break }
            let rest = text.drop { $0 == 0x22 || $0 == 0x27 }
            if depth == indent, rest.starts(with: name.utf8),
                rest.dropFirst(name.utf8.count).drop(while: { $0 == 0x22 || $0 == 0x27 })
                    .first == UInt8(ascii: ":")
            {
                found = rest.startIndex
            }
        }
        return found
    }

    /// Where lines begin for the parser: YAML 1.1 §4.2 also ends lines at NEL, LS and PS.
    ///
    /// A byte-order mark isn't given to it, so the first line begins behind one.
    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var offset = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
        var starts = [offset]
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x0A: starts.append(offset + 1)
            case 0x0D where offset + 1 == bytes.count || bytes[offset + 1] != 0x0A:
                starts.append(offset + 1)
            case 0x85 where offset > 0 && bytes[offset - 1] == 0xC2: starts.append(offset + 1)
            case 0xA8 where offset > 1 && bytes[offset - 1] == 0x80 && bytes[offset - 2] == 0xE2,
                0xA9 where offset > 1 && bytes[offset - 1] == 0x80 && bytes[offset - 2] == 0xE2:
                starts.append(offset + 1)
            default: break
            }
            offset += 1
        }
        return starts
    }
}

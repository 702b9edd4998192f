/// A path pattern of a route, and of `ignore`: segments between slashes, matched one by one.
///
/// A segment is a literal, a literal with `*` within (any run of characters, none too), `*` (one
/// whole segment) or `**` (any number of segments, none too). `%2A` is a literal star.
package struct PathPattern: Sendable, Hashable {
    /// One segment of a pattern.
    package enum Segment: Sendable, Hashable {
        /// Exactly this text, percent-decoded and NFC.
        case literal(String)
        /// The pieces around the stars: at least two, of which some may be empty.
        case partial([String])
        /// `*`
        case one
        /// `**`
        case any
    }

    /// The pattern as written.
    package let text: String
    /// Its segments; `/` has none.
    package let segments: [Segment]

    /// Reads a pattern; see ``problem(with:)`` for what can be wrong with one.
    package init(_ text: String) {
        self.text = text
        var segments = text.utf8.split(separator: UInt8(ascii: "/")).map(Self.segment(from:))
        // A pattern names a page as a path does: `/a.html` and `/a/index.html` are `/a`.
        switch segments.last {
        case .literal(let last):
            segments.removeLast()
            segments += PagePath(decodedSegment: last).segments.map(Segment.literal)
        case .partial(var pieces) where pieces[pieces.count - 1].hasSuffix(".html"):
            pieces[pieces.count - 1].removeLast(5)
            segments[segments.count - 1] = pieces == ["", ""] ? .one : .partial(pieces)
        default: break
        }
        self.segments = segments
    }

    /// The pattern for a file below a root, as `ignore` has it: no page names, so that `a.html` and
    /// `a/index.html` are two.
    package init(file text: String) {
        self.text = text
        segments = text.utf8.split(separator: UInt8(ascii: "/")).map(Self.segment(from:))
    }

    /// The most `**` in one pattern: what they match together is tried out by the lints.
    private static let anyLimit = 4

    /// What is wrong with a pattern, as a rule; nil for a good one.
    package static func problem(with text: String) -> String? {
        if !text.hasPrefix("/") { return "a path begins with '/'" }
        if text.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) {
            return "a path has no query or fragment"
        }
        if text.contains("//") { return "a path has no empty segment" }
        let segments = text.utf8.split(separator: UInt8(ascii: "/"))
        if segments.count(where: { $0.elementsEqual("**".utf8) }) > anyLimit {
            return "a path has at most \(anyLimit) '**'"
        }
        for segment in segments {
            let segment = String(decoding: segment, as: UTF8.self)
            // Browsers take encoded ones for the same (WHATWG URL §4.4).
            if [".", ".."].contains(decodePercent(segment.utf8)) {
                return "a path has no '.' or '..' segment"
            }
            if segment != "**", segment.contains("**") {
                return "'**' stands alone between slashes"
            }
        }
        return text.contains("/**/**") ? "'**' after '**' adds nothing" : nil
    }

    private static func segment(from bytes: Substring.UTF8View) -> Segment {
        if bytes.elementsEqual("**".utf8) { return .any }
        if bytes.elementsEqual("*".utf8) { return .one }
        let pieces = bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
            .map { normalized(decodePercent($0)) }
        return pieces.count == 1 ? .literal(pieces[0]) : .partial(pieces)
    }

    /// Whether some path is matched by both patterns.
    ///
    /// - Complexity: O(segments of both, multiplied).
    package func overlaps(_ other: PathPattern) -> Bool {
        // Positions reachable in the product of both patterns, `**` standing where it is.
        var open = [(0, 0)]
        var seen: Set<[Int]> = [[0, 0]]
        func visit(_ one: Int, _ two: Int) {
            if seen.insert([one, two]).inserted { open.append((one, two)) }
        }
        while let (one, two) = open.popLast() {
            let first = one < segments.count ? segments[one] : nil
            let second = two < other.segments.count ? other.segments[two] : nil
            if first == nil, second == nil { return true }
            if first == .any { visit(one + 1, two) }
            if second == .any { visit(one, two + 1) }
            if let first, let second, first.overlaps(second) {
                if first == .any { visit(one, two + 1) }
                if second == .any { visit(one + 1, two) }
                if first != .any, second != .any { visit(one + 1, two + 1) }
            }
        }
        return false
    }
}

extension PathPattern.Segment {
    /// Whether this segment matches one segment of a path.
    package func matches(_ text: String) -> Bool {
        switch self {
        case .literal(let literal): literal.utf8.elementsEqual(text.utf8)
        case .partial(let pieces): Self.matches(pieces, Array(text.utf8))
        case .one, .any: true
        }
    }

    private static func matches(_ pieces: [String], _ text: [UInt8]) -> Bool {
        let first = Array(pieces[0].utf8)
        let last = Array(pieces[pieces.count - 1].utf8)
        guard text.count >= first.count + last.count, text.starts(with: first),
            text.suffix(last.count).elementsEqual(last)
        else { return false }
        var rest = text[first.count..<(text.count - last.count)]
        for piece in pieces.dropFirst().dropLast() {
            guard let found = rest.firstRange(of: Array(piece.utf8)) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    /// Whether some segment of a path is matched by both.
    func overlaps(_ other: Self) -> Bool {
        switch (self, other) {
        case (.one, _), (_, .one), (.any, _), (_, .any): true
        case (.literal(let text), _): other.matches(text)
        case (_, .literal(let text)): matches(text)
        case (.partial(let one), .partial(let two)): Self.overlap(one, two)
        }
    }

    /// Whether two literals with stars share a text: what stands before the first star of one must
    /// continue that of the other, and likewise behind the last; between, the stars take anything.
    private static func overlap(_ one: [String], _ two: [String]) -> Bool {
        func agree(_ one: some Sequence<UInt8>, _ two: some Sequence<UInt8>) -> Bool {
            zip(one, two).allSatisfy { $0 == $1 }
        }
        return agree(one[0].utf8, two[0].utf8)
            && agree(one[one.count - 1].utf8.reversed(), two[two.count - 1].utf8.reversed())
    }

    /// How specific a segment is: smaller is more specific.
    var key: PathPattern.Key.Element {
        switch self {
        case .literal: (0, 0)
        case .partial(let pieces): (1, -pieces.reduce(0) { $0 + $1.utf8.count })
        case .one: (2, 0)
        case .any: (4, 0)
        }
    }
}

extension PathPattern {
    /// The rank of a pattern among those that match a path, compared segment by segment from the
    /// left: literal, literal with stars (more literal bytes first), `*`, the end, `**`.
    package struct Key: Sendable, Hashable, Comparable {
        typealias Element = (kind: Int, bytes: Int)
        private let elements: [[Int]]

        init(_ segments: [Segment]) {
            elements = segments.map { [$0.key.kind, $0.key.bytes] } + [[3, 0]]
        }

        package static func < (one: Key, other: Key) -> Bool {
            one.elements.lexicographicallyPrecedes(other.elements) {
                $0.lexicographicallyPrecedes($1)
            }
        }
    }

    /// The pattern's precedence: of two that match, the smaller wins.
    package var key: Key { Key(segments) }
}

extension PathPattern {
    /// Why this pattern wins over another that matches the same page, for people.
    package func advantage(over other: PathPattern) -> String {
        func word(_ pattern: PathPattern, _ index: Int) -> String {
            guard index < pattern.segments.count else { return "the end" }
            return switch pattern.segments[index] {
            case .literal(let text): "'\(text)'"
            case .partial(let pieces): "'\(pieces.joined(separator: "*"))'"
            case .one: "'*'"
            case .any: "'**'"
            }
        }
        let count = max(segments.count, other.segments.count)
        let index = (0..<count).first { index in
            PathPattern.Key(Array(segments.prefix(index + 1)))
                != PathPattern.Key(Array(other.segments.prefix(index + 1)))
        }
        guard let index else { return "it is as specific, and comes later" }
        return "at segment \(index + 1), \(word(self, index)) is more specific than "
            + word(other, index)
    }
}

/// Finds patterns that no rule of precedence tells apart: they share a key and a path.
///
/// Only patterns with equal keys can conflict, and of those only patterns that agree wherever both
/// are certain to meet: up to the first `**` and from the last one on. What lies between two `**`
/// always finds room beside the other's. What stands there is looked up, so not every pair is
/// compared.
package enum PatternConflicts {
    /// For each pattern that conflicts with an earlier one, its index and that of one such pattern.
    ///
    /// - Complexity: O(bytes of all patterns), as long as few begin alike and end otherwise.
    package static func find(in patterns: [PathPattern]) -> [(later: Int, earlier: Int)] {
        let groups = Dictionary(grouping: patterns.indices) { Group(patterns[$0]) }
        return groups.values.filter { $0.count > 1 }
            .flatMap { pairs(among: $0, of: patterns) }
            .sorted { $0.later < $1.later }
    }

    /// What two patterns have in common when they can conflict at all.
    private struct Group: Hashable {
        let key: PathPattern.Key
        let literals: [String]

        init(_ pattern: PathPattern) {
            key = pattern.key
            literals = pattern.certainSegments.compactMap { segment in
                if case .literal(let text) = segment { text } else { nil }
            }
        }
    }

    private static func pairs(
        among group: [Int], of patterns: [PathPattern]
    ) -> [(later: Int, earlier: Int)] {
        var tree = EndsTree()
        return group.compactMap { index in
            let ends = patterns[index].certainEnds
            let earlier = tree.index(agreeingWith: ends)
            tree.insert(ends, as: index)
            return earlier.map { (index, $0) }
        }
    }
}

/// Texts in a row, kept by their bytes; two rows agree where of each pair of texts one begins the
/// other.
private struct EndsTree {
    private struct Node {
        var children: [UInt8: Int] = [:]
        /// The root of the tree of the next text, where one ends here.
        var next: Int?
        /// The first pattern whose last text ends here.
        var index: Int?
    }

    private var nodes = [Node()]

    mutating func insert(_ texts: [[UInt8]], as index: Int) {
        var node = 0
        for (place, text) in texts.enumerated() {
            if place > 0 { node = child(of: node, \.next) }
            for byte in text { node = child(of: node, \.children[byte]) }
        }
        nodes[node].index = nodes[node].index ?? index
    }

    /// The pattern of some row that agrees with `texts`; nil where none does.
    func index(agreeingWith texts: [[UInt8]]) -> Int? {
        index(from: 0, texts[...])
    }

    private func index(from root: Int, _ texts: ArraySlice<[UInt8]>) -> Int? {
        guard let text = texts.first else { return nodes[root].index }
        // All that begins this text, then all that this text begins.
        var node = root
        for byte in text {
            if let found = index(behind: node, texts) { return found }
            guard let child = nodes[node].children[byte] else { return nil }
            node = child
        }
        var open = [node]
        while let node = open.popLast() {
            if let found = index(behind: node, texts) { return found }
            // The same one at each run.
            open += nodes[node].children.sorted { $0.key > $1.key }.map(\.value)
        }
        return nil
    }

    private func index(behind node: Int, _ texts: ArraySlice<[UInt8]>) -> Int? {
        texts.count == 1
            ? nodes[node].index : nodes[node].next.flatMap { index(from: $0, texts.dropFirst()) }
    }

    private mutating func child(of node: Int, _ path: WritableKeyPath<Node, Int?>) -> Int {
        if let child = nodes[node][keyPath: path] { return child }
        nodes.append(Node())
        nodes[node][keyPath: path] = nodes.count - 1
        return nodes.count - 1
    }
}

extension PathPattern {
    /// The segments before the first `**` and behind the last: all where there is none.
    fileprivate var certainSegments: [Segment] {
        guard let first = segments.firstIndex(of: .any), let last = segments.lastIndex(of: .any)
        else { return segments }
        return Array(segments[..<first] + segments[(last + 1)...])
    }

    /// For each of these with stars within, what stands before the first star, and what stands
    /// behind the last, backwards.
    fileprivate var certainEnds: [[UInt8]] {
        certainSegments.flatMap { segment -> [[UInt8]] in
            guard case .partial(let pieces) = segment else { return [] }
            return [Array(pieces[0].utf8), pieces[pieces.count - 1].utf8.reversed()]
        }
    }
}

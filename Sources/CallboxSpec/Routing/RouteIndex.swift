/// Finds the patterns that match a path without trying them all: a tree over their segments.
package struct RouteIndex: Sendable {
    private struct Node {
        var literals: [String: Int] = [:]
        /// Literals with stars, by what stands before the first star, then by what stands behind
        /// the last.
        var partials: [String: [String: [(segment: PathPattern.Segment, node: Int)]]] = [:]
        var one: Int?
        var any: Int?
        /// Whether a `**` leads here: any further segment leads here again.
        var isAny = false
        var patterns: [Int] = []
    }

    private var nodes = [Node()]
    /// The place of each pattern in the order of precedence.
    private let ranks: [Int]
    /// Whether a path can reach one node in two ways: through a `**` that something follows.
    private let hasDetours: Bool

    /// Builds the tree.
    ///
    /// - Complexity: O(n log n) in the number of segments of all patterns.
    package init(_ patterns: [PathPattern]) {
        let keys = patterns.map(\.key)
        // Equal keys keep the order of the file: patterns that share one never match one path.
        let order = patterns.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var ranks = [Int](repeating: 0, count: patterns.count)
        for (rank, index) in order.enumerated() { ranks[index] = rank }
        self.ranks = ranks
        hasDetours = patterns.contains { $0.segments.dropLast().contains(.any) }
        for (index, pattern) in patterns.enumerated() {
            var node = 0
            for segment in pattern.segments { node = child(of: node, for: segment) }
            nodes[node].patterns.append(index)
        }
    }

    /// The indices of all patterns in order of precedence.
    package var order: [Int] { ranks.indices.sorted { ranks[$0] < ranks[$1] } }

    /// Where a walk along a path stands: paths with the same beginning share its first steps.
    struct Position: Sendable {
        /// The nodes reached, each once.
        fileprivate let nodes: [Int]
    }

    /// The position behind some segments.
    func position(at segments: [String]) -> Position {
        segments.reduce(position(reaching: [0])) { position(behind: $1, from: $0) }
    }

    /// The position one segment further.
    ///
    /// - Complexity: O(patterns that match the path so far and share their literals with it).
    func position(behind segment: String, from position: Position) -> Position {
        var reached: [Int] = []
        for index in position.nodes {
            let node = nodes[index]
            if node.isAny { reached.append(index) }
            if let one = node.one { reached.append(one) }
            if !node.literals.isEmpty, let literal = node.literals[segment] {
                reached.append(literal)
            }
            guard !node.partials.isEmpty else { continue }
            let places = segment.unicodeScalars.indices + [segment.endIndex]
            for (index, end) in places.enumerated() {
                guard let bySuffix = node.partials[String(segment[..<end])] else { continue }
                for start in places[index...] {
                    for partial in bySuffix[String(segment[start...])] ?? []
                    where partial.segment.matches(segment) {
                        reached.append(partial.node)
                    }
                }
            }
        }
        return self.position(reaching: reached)
    }

    /// Whether one more segment, of whatever text, changes nothing about what matches here.
    func isSettled(_ position: Position) -> Bool {
        position.nodes.allSatisfy { index in
            let node = nodes[index]
            return node.isAny && node.one == nil && node.any == nil && node.literals.isEmpty
                && node.partials.isEmpty
        }
    }

    /// The index of the pattern that wins for a path that ends here; nil where none matches.
    func winner(at position: Position) -> Int? {
        var winner: Int?
        for node in position.nodes {
            for pattern in nodes[node].patterns
            where winner.map({ ranks[pattern] < ranks[$0] }) ?? true {
                winner = pattern
            }
        }
        return winner
    }

    /// The indices of the patterns that match `path`, the winner first.
    package func matches(_ path: PagePath) -> [Int] {
        position(at: path.segments).nodes.flatMap { nodes[$0].patterns }
            .sorted { ranks[$0] < ranks[$1] }
    }

    /// The position at these nodes, and at those that a `**` of no segments leads on to.
    private func position(reaching reached: [Int]) -> Position {
        var reached = reached
        // No longer than it has to be: it grows while it is gone through.
        var next = 0
        while next < reached.count {
            if let any = nodes[reached[next]].any { reached.append(any) }
            next += 1
        }
        guard hasDetours else { return Position(nodes: reached) }
        var seen: Set<Int> = []
        return Position(nodes: reached.filter { seen.insert($0).inserted })
    }

    private mutating func child(of node: Int, for segment: PathPattern.Segment) -> Int {
        let existing: Int? =
            switch segment {
            case .literal(let text): nodes[node].literals[text]
            case .partial(let pieces):
                nodes[node].partials[pieces[0]]?[pieces[pieces.count - 1]]?
                    .first { $0.segment == segment }?.node
            case .one: nodes[node].one
            case .any: nodes[node].any
            }
        if let existing { return existing }
        nodes.append(Node())
        let created = nodes.count - 1
        switch segment {
        case .literal(let text): nodes[node].literals[text] = created
        case .partial(let pieces):
            nodes[node].partials[pieces[0], default: [:]][
                pieces[pieces.count - 1], default: []
            ].append((segment, created))
        case .one: nodes[node].one = created
        case .any:
            nodes[node].any = created
            nodes[created].isAny = true
        }
        return created
    }
}

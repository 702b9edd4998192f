/// Finds the patterns that match a path without trying them all: a tree over their segments.
package struct RouteIndex: Sendable {
    private struct Node {
        var literals: [String: Int] = [:]
        /// Literals with stars, by what stands before the first star, then by what stands behind
        /// the last.
        var partials: [String: [String: [(segment: PathPattern.Segment, node: Int)]]] = [:]
        var one: Int?
        var any: Int?
        var patterns: [Int] = []

        /// Whether no pattern goes on from here.
        var isLeaf: Bool { one == nil && any == nil && literals.isEmpty && partials.isEmpty }
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

    /// The indices of the patterns that match `path`, the winner first.
    ///
    /// - Complexity: O(segments of the path × patterns that share their literals with it).
    package func matches(_ path: PagePath) -> [Int] {
        var found: [Int] = []
        var seen: Set<Int> = []
        var open = [(node: 0, position: 0)]
        let segments = path.segments
        while let (index, position) = open.popLast() {
            // Asked for every page: without detours, nothing is to be remembered.
            if hasDetours {
                let state = index * (segments.count + 1) + position
                guard seen.insert(state).inserted else { continue }
            }
            let node = nodes[index]
            if position == segments.count { found += node.patterns }
            if let any = node.any {
                let first = nodes[any].isLeaf ? segments.count : position
                for next in first...segments.count { open.append((any, next)) }
            }
            guard position < segments.count else { continue }
            let segment = segments[position]
            if let literal = node.literals[segment] { open.append((literal, position + 1)) }
            if let one = node.one { open.append((one, position + 1)) }
            guard !node.partials.isEmpty else { continue }
            let places = segment.unicodeScalars.indices + [segment.endIndex]
            for (index, end) in places.enumerated() {
                guard let bySuffix = node.partials[String(segment[..<end])] else { continue }
                for start in places[index...] {
                    for partial in bySuffix[String(segment[start...])] ?? []
                    where partial.segment.matches(segment) {
                        open.append((partial.node, position + 1))
                    }
                }
            }
        }
        return found.sorted { ranks[$0] < ranks[$1] }
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
        case .any: nodes[node].any = created
        }
        return created
    }
}

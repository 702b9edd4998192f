/// Finds patterns that no rule of precedence tells apart: they share a key and a path.
///
/// Only patterns with equal keys can conflict, and of those only patterns whose literals agree
/// wherever both are certain to meet: up to the first `**` and from the last one on. What stands
/// there is looked up, so not every pair is compared.
package enum PatternConflicts {
    /// For each pattern that conflicts with an earlier one, its index and that of one such pattern.
    ///
    /// - Complexity: O(n × length of a segment²) where patterns conflict with few others.
    package static func find(in patterns: [PathPattern]) -> [(later: Int, earlier: Int)] {
        let groups = Dictionary(grouping: patterns.indices) { Group(patterns[$0]) }
        let conflicts = groups.values.filter { $0.count > 1 }
            .flatMap { pairs(among: $0, of: patterns) }
        return conflicts.sorted { $0.later < $1.later }
    }

    /// What two patterns have in common when they can conflict at all.
    private struct Group: Hashable {
        let key: PathPattern.Key
        let literals: [String?]

        init(_ pattern: PathPattern) {
            key = pattern.key
            let segments = pattern.segments
            let first = segments.firstIndex(of: .any) ?? segments.count
            let last = segments.lastIndex(of: .any) ?? -1
            literals = segments.indices.map { index in
                guard index < first || index > last, case .literal(let text) = segments[index]
                else { return nil }
                return text
            }
        }
    }

    /// The text before the first star and behind the last of a segment.
    private struct Ends: Hashable {
        let prefix: [UInt8]
        let suffix: [UInt8]
    }

    private static func pairs(
        among group: [Int], of patterns: [PathPattern]
    ) -> [(later: Int, earlier: Int)] {
        // Two literals with stars meet where one prefix begins the other and one suffix ends the
        // other. Taken by length of prefix, a pattern finds its partners by the beginnings of its
        // own prefix; `exact` has them by their suffix, `tails` by each end of it.
        var exact: [Ends: [Int]] = [:]
        var tails: [Ends: [Int]] = [:]
        var found: [(Int, Int)] = []
        let ends = group.map { firstEnds(of: patterns[$0]) }
        for (index, own) in zip(group, ends).sorted(by: {
            ($0.1.prefix.count, $0.0) < ($1.1.prefix.count, $1.0)
        }) {
            let partner = (0...own.prefix.count).lazy.compactMap { length -> Int? in
                let prefix = Array(own.prefix.prefix(length))
                func partner(in candidates: [Int]?) -> Int? {
                    candidates?.first { patterns[$0].overlaps(patterns[index]) }
                }
                return partner(in: tails[Ends(prefix: prefix, suffix: own.suffix)])
                    ?? (0..<own.suffix.count).lazy.compactMap {
                        partner(in: exact[Ends(prefix: prefix, suffix: own.suffix.suffix($0))])
                    }.first
            }.first
            if let partner { found.append((max(index, partner), min(index, partner))) }
            exact[own, default: []].append(index)
            for length in 0...own.suffix.count {
                let tail = Ends(prefix: own.prefix, suffix: own.suffix.suffix(length))
                tails[tail, default: []].append(index)
            }
        }
        return found
    }

    /// The ends of the first segment with stars before any `**`; empty ones where there is none.
    private static func firstEnds(of pattern: PathPattern) -> Ends {
        for segment in pattern.segments.prefix(while: { $0 != .any }) {
            if case .partial(let pieces) = segment {
                return Ends(
                    prefix: Array(pieces[0].utf8), suffix: Array(pieces[pieces.count - 1].utf8))
            }
        }
        return Ends(prefix: [], suffix: [])
    }
}

extension Array<UInt8> {
    fileprivate func suffix(_ length: Int) -> [UInt8] { Array(self[(count - length)...]) }
}

/// The candidate a person most likely meant, for "did you mean '…'?"; nil when none is near.
///
/// Near is an edit distance (optimal string alignment: insert, delete, replace, swap two
/// neighbours), without regard to ASCII case and with `-` and `_` alike, of at most a third of the
/// word's length, and at least 1. Of two equally near, the one that comes first wins, so pass
/// candidates in the order a reader would expect.
///
/// - Complexity: O(candidates × length²), on words of at most 64 bytes.
package func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let typed = folded(word)
    guard typed.count <= 64 else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates where candidate != word {
        let limit = max(1, max(typed.count, candidate.utf8.count) / 3)
        // The distance is at least this; it is told of thousands of findings, and costs most.
        if abs(typed.count - candidate.utf8.count) > limit { continue }
        let distance = alignmentDistance(typed, folded(candidate))
        if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.candidate
}

/// "; did you mean 'x'?" for the end of a message, or nothing.
package func suggestion(for word: String, among candidates: some Sequence<String>) -> String {
    nearest(to: word, among: candidates).map { "; did you mean '\($0)'?" } ?? ""
}

private func folded(_ word: String) -> [UInt8] {
    word.utf8.map { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "-"): UInt8(ascii: "_")
        default: byte
        }
    }
}

private func alignmentDistance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    if one.isEmpty || other.isEmpty { return max(one.count, other.count) }
    var beforeLast = [Int](repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    for row in 1...one.count {
        var current = [row] + [Int](repeating: 0, count: other.count)
        for column in 1...other.count {
            let isSame = one[row - 1] == other[column - 1]
            var cost = min(
                last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
            let isSwap =
                row > 1 && column > 1 && one[row - 1] == other[column - 2]
                && one[row - 2] == other[column - 1]
            if isSwap { cost = min(cost, beforeLast[column - 2] + 1) }
            current[column] = cost
        }
        (beforeLast, last) = (last, current)
    }
    return last[other.count]
}

/// Some paths, and how many there were.
struct Paths {
    private(set) var count = 0
    /// The first ten, in the order in which they came.
    private(set) var first: [String] = []

    mutating func add(_ path: String) {
        count += 1
        if first.count < 10 { first.append(path) }
    }
}

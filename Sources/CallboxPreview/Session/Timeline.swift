#if Preview
    internal import Foundation

    /// What happened in all documents and at the controls: the newest 5,000 records, each a line of
    /// JSON.
    struct Timeline: Sendable {
        static let limit = 5000
        private(set) var records: [String] = []
        /// How many older ones fell off.
        private(set) var dropped = 0
        private var count = 0

        /// Adds a record of the preview's own.
        ///
        /// - Returns: the record as a line.
        mutating func add(_ kind: String, _ text: String, at milliseconds: Double) -> String {
            add(["kind": kind, "text": text, "at": milliseconds])
        }

        /// Adds what documents of a host report: a JSON array of objects.
        ///
        /// - Parameter sites: the sites of the host; what names another is left out.
        /// - Returns: the records as lines; nil where the bytes are no such array.
        mutating func add(reports: Data, from sites: Set<String>) -> [String]? {
            guard let list = try? JSONSerialization.jsonObject(with: reports) as? [[String: Any]]
            else { return nil }
            return list.prefix(500).filter { sites.contains($0["site"] as? String ?? "") }.map {
                add($0)
            }
        }

        /// Forgets everything; the numbers go on.
        mutating func clear() {
            records = []
            dropped = 0
        }

        private mutating func add(_ record: [String: Any]) -> String {
            count += 1
            let numbered = record.merging(["number": count]) { $1 }
            let data = try? JSONSerialization.data(
                withJSONObject: numbered, options: [.sortedKeys, .withoutEscapingSlashes])
            let line = String(decoding: data ?? Data("{}".utf8), as: UTF8.self)
            records.append(line)
            if records.count > Self.limit {
                dropped += records.count - Self.limit
                records.removeFirst(records.count - Self.limit)
            }
            return line
        }
    }

    /// Now, as `Date.now()` in a page has it.
    func millisecondsNow() -> Double { (Date().timeIntervalSince1970 * 1000).rounded() }
#endif

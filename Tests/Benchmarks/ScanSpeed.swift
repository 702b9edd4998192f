import Foundation

/// Scans the pages of a folder in memory, on one core, and prints how many it takes a second of
/// processor time: the best of twenty passes, and their median.
@main enum ScanSpeed {
    static func main() throws {
        let root = URL(filePath: CommandLine.arguments[1])
        var pages: [[UInt8]] = []
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "html" { pages.append(Array(try Data(contentsOf: file))) }
        }
        var places = 0
        let rates = (0..<20).map { _ in
            let start = processorSeconds
            for page in pages where PageScan(page.span).place != nil { places += 1 }
            return Int(Double(pages.count) / (processorSeconds - start))
        }.sorted()
        print("best \(rates[19]), median \(rates[10]) pages a second; \(places / 20) have a place")
    }

    /// What this process has used: on a shared machine, time that passes says little.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

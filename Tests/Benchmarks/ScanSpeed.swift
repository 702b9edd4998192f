import Foundation

/// Scans the pages of a folder in memory, on one core, and prints how many a second: the best of
/// ten passes, and their median.
@main enum ScanSpeed {
    static func main() throws {
        let root = URL(filePath: CommandLine.arguments[1])
        var pages: [[UInt8]] = []
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "html" { pages.append(Array(try Data(contentsOf: file))) }
        }
        var places = 0
        let clock = ContinuousClock()
        let rates = (0..<10).map { _ in
            let time = clock.measure {
                for page in pages where PageScan(page.span).place != nil { places += 1 }
            }
            return Int(Double(pages.count) / (time / .seconds(1)))
        }.sorted()
        print("best \(rates[9]), median \(rates[5]) pages a second; \(places / 10) have a place")
    }
}

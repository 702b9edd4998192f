import Foundation

/// Scans the pages of a folder in memory, on one core: first as they are, then as an earlier run
/// left them, with a block. Prints how many it takes a second of processor time, the best of ten
/// passes, how many a `memchr` to the end of each takes, and which pages, with tabs between:
/// scan-speed FOLDER BLOCK
///
/// Pages without a block in the head cost more: their bodies are searched for one.
@main enum ScanSpeed {
    static func main() throws {
        let root = URL(filePath: CommandLine.arguments[1])
        // The file that people include ends in a line feed, which isn't the block's.
        let file = try Data(contentsOf: URL(filePath: CommandLine.arguments[2]))
        let block = try Block(Array(file.dropLast(file.last == UInt8(ascii: "\n") ? 1 : 0)))
        var pages: [[UInt8]] = []
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "html" { pages.append(Array(try Data(contentsOf: file))) }
        }
        report(pages, "without a block")
        let injector = PageInjector(injecting: [.redirect, .amp, .frameset, .fragment])
        for index in pages.indices {
            let page = pages[index]
            pages[index] = injector.edit(page.span, block: block).applied(to: page)
        }
        report(pages, "with a block")
    }

    private static func report(_ pages: [[UInt8]], _ name: String) {
        let scanned = rate(pages) { PageScan($0).place != nil }
        // No page holds a NUL.
        let read = rate(pages) { $0.firstOffset(of: 0, from: 0) == nil }
        print("\(scanned)\t\(read)\t\(name)")
    }

    private static func rate(_ pages: [[UInt8]], _ look: (Span<UInt8>) -> Bool) -> Int {
        var found = 0
        let rates = (0..<10).map { _ in
            let start = processorSeconds
            for page in pages where look(page.span) { found += 1 }
            return Int(Double(pages.count) / (processorSeconds - start))
        }
        // That it comes to something keeps it from being left out.
        precondition(found > 0)
        return rates.max() ?? 0
    }

    /// What this process has used: on a shared machine, time that passes says little.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

import Foundation
import Glibc
import Testing

@testable import CallboxHTML

struct ShardTests {
    private let page = "<html><head><title>t</title></head><body>x</body></html>"

    /// The published values of FNV-1a of 64 bits: a shard's pages are the same for ever.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C),
            ("foobar", 0x8594_4171_F739_67E8),
        ] as [(String, UInt64)])
    func holdsPathsByTheirHash(_ path: String, _ hash: UInt64) throws {
        for count in 1...50 {
            let owner = Int(hash % UInt64(count)) + 1
            for number in 1...count {
                let shard = try #require(Shard("\(number)/\(count)"))
                #expect(shard.holds(path) == (number == owner))
            }
        }
    }

    @Test(
        arguments: [
            "", "1", "0/1", "2/1", "1/0", "-1/2", "+1/2", "1/2/3", "1/", "/2", " 1/2", "a/b",
            "1/10000", "1/99999999999999999999", "１/２",
        ])
    func otherTextIsNone(_ text: String) {
        #expect(Shard(text) == nil)
    }

    @Test func everyPageIsOneShards() throws {
        let names = (0..<300).map { "\($0 % 7)/\($0).html" }
        let folder = try TemporaryFolder(
            Dictionary(uniqueKeysWithValues: names.map { ($0, page) }))
        try folder.link("link.html", to: "0/0.html")
        var paths: [String] = []
        for number in 1...4 {
            let reports = try run(folder, "\(number)/4")
            #expect((50...100).contains(reports.count))
            #expect(reports.allSatisfy { $0.outcome == .inserted || $0.path == "link.html" })
            paths += reports.map(\.path)
        }
        #expect(paths.sorted() == (names + ["link.html"]).sorted())
    }

    @Test func litterIsSweptByItsShardOrBySweepingAll() throws {
        let litter = [
            ".callbox-0123456789abcdef.tmp", ".callbox-1-of-2-0123456789abcdef.tmp",
            ".callbox-2-of-2-0123456789abcdef.tmp", "b/.callbox-1-of-3-0123456789abcdef.tmp",
        ]
        let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: litter.map { ($0, "") }))
        _ = try run(folder, "1/2")
        #expect(folder.names == (litter + ["b"]).filter { $0 != litter[1] }.sorted())
        try SiteInjector(root: folder.path, mode: .write).sweep()
        #expect(folder.names == ["b"])
    }

    @Test func temporaryNamesAreTheirShardsLitter() throws {
        let shards = [nil] + ["1/2", "2/2", "1/21"].map(Shard.init)
        for shard in shards {
            let name = TemporaryNames(of: shard).name(forPage: 1)
            #expect(
                shards.filter { name.isLitter(of: $0) } == (shard == nil ? [nil] : [nil, shard]))
        }
    }

    @Test func shardsRunAtTheSameTimeAndNothingElseDoes() throws {
        let folder = try TemporaryFolder(["a.html": page])
        let other = open(folder.path, O_RDONLY | O_DIRECTORY)
        defer { close(other) }
        // What another shard holds.
        try #require(flock(other, LOCK_SH) == 0)
        #expect(try run(folder, "1/1").map(\.outcome) == [.inserted])
        #expect(throws: SiteError.rootIsBusy(path: folder.path)) {
            try SiteInjector(root: folder.path, mode: .write).run { _ in .remove }
        }
        #expect(throws: SiteError.rootIsBusy(path: folder.path)) {
            try SiteInjector(root: folder.path, mode: .write).sweep()
        }
        // What a run without shards holds.
        try #require(flock(other, LOCK_EX) == 0)
        #expect(throws: SiteError.rootIsBusy(path: folder.path)) { try run(folder, "1/1") }
    }

    @Test(arguments: [false, true]) func timesAreKeptWhereAsked(keepsTimes: Bool) throws {
        let folder = try TemporaryFolder(["a.html": page])
        let times = [
            timespec(tv_sec: 1_000_000, tv_nsec: 123), timespec(tv_sec: 2_000_000, tv_nsec: 456),
        ]
        try #require(utimensat(AT_FDCWD, "\(folder.path)/a.html", times, 0) == 0)
        let reports = try SiteInjector(
            root: folder.path, mode: .write, keepsTimes: keepsTimes
        ).run { _ in .block(.sample()) }
        #expect(reports.map(\.outcome) == [.inserted])
        let now = folder.status(of: "a.html")
        #expect((now.st_atim.tv_sec == 1_000_000 && now.st_atim.tv_nsec == 123) == keepsTimes)
        #expect((now.st_mtim.tv_sec == 2_000_000 && now.st_mtim.tv_nsec == 456) == keepsTimes)
    }

    private func run(_ folder: TemporaryFolder, _ shard: String) throws -> [PageReport] {
        let shard = try #require(Shard(shard))
        return try SiteInjector(root: folder.path, mode: .write, shard: shard).run { _ in
            .block(.sample())
        }
    }
}

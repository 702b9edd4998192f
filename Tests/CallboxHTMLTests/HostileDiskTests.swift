import CallboxHTML
import Foundation
import Glibc
import Testing

/// What a process of its own must show, since it gives up rights or sets limits: exit tests.
struct HostileDiskTests {
    @Test func fullDiskLeavesPagesWhole() async {
        await #expect(processExitsWith: .success) {
            let small = "<head><title>t</title>"
            let large = small + String(repeating: "x", count: 100_000)
            let folder = try TemporaryFolder(["a.html": large, "b.html": small])
            // As on a full disk, part of the bytes go through before the error comes.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 50_000, rlim_max: 50_000)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let reports = try SiteInjector(root: folder.path, mode: .write).run { _ in
                .block(.sample())
            }
            try #require(reports.map(\.path) == ["a.html", "b.html"])
            guard case .failed(let failure) = reports[0].outcome else { throw CancellationError() }
            try #require(failure.message == "write: File too large" && !reports[0].isChanged)
            try #require(reports[1].outcome == .inserted)
            try #require(try folder.text(of: "a.html") == large)
            try #require(folder.names == ["a.html", "b.html"])
        }
    }

    @Test func whatMayNotBeReadOrWrittenIsReported() async {
        await #expect(processExitsWith: .success) {
            let page = "<head><title>t</title>"
            let folder = try TemporaryFolder([
                "closed/a.html": page, "readonly/b.html": page, "secret.html": page, "z.html": page,
            ])
            chmod("\(folder.path)/closed", 0)
            chmod("\(folder.path)/readonly", 0o555)
            chmod("\(folder.path)/secret.html", 0)
            // Nothing stops root: become nobody, to whom the rest of the folder belongs.
            if geteuid() == 0 {
                for name in ["", "/closed", "/readonly", "/secret.html", "/z.html"] {
                    chown(folder.path + name, 65534, 65534)
                }
                try #require(setgid(65534) == 0 && setuid(65534) == 0)
            }
            let reports = try SiteInjector(root: folder.path, mode: .write).run { _ in
                .block(.sample())
            }
            try #require(
                reports.map(\.path) == ["closed", "readonly/b.html", "secret.html", "z.html"])
            let messages = reports.compactMap { report in
                if case .failed(let failure) = report.outcome { failure.message } else { nil }
            }
            try #require(
                messages == [
                    "open: Permission denied", "create: Permission denied",
                    "open: Permission denied",
                ])
            try #require(reports[3].outcome == .inserted)
            try #require(try folder.text(of: "readonly/b.html") == page)
            chmod("\(folder.path)/closed", 0o755)
            chmod("\(folder.path)/readonly", 0o755)
        }
    }
}

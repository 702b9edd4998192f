import CallboxHTML
import Synchronization

extension SiteInjector {
    /// The reports of a run, all at once.
    func run(
        deciding decision: @escaping @Sendable (String) -> PageDecision
    ) throws(SiteError) -> [PageReport] {
        let reports = Mutex<[PageReport]>([])
        try run(deciding: { folder in { name in decision(folder + name) } }) { report in
            reports.withLock { $0.append(report) }
        }
        return reports.withLock { $0 }
    }
}

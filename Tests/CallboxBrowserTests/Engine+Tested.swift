import CallboxBrowserSupport
import Foundation

extension Engine {
    /// Whether the full counts are wanted: `CALLBOX_PROOF=1`, as `make proof` has it.
    static let isProof = ProcessInfo.processInfo.environment["CALLBOX_PROOF"] == "1"

    /// Where a test of a rule runs: in Chromium, and for the proof in all three.
    static let tested: [Engine] = isProof ? allCases : [.chromium]

    /// Where the tests run that engines differ in most: `make test` has them in Firefox too.
    static let compared: [Engine] = isProof ? allCases : [.chromium, .firefox]
}

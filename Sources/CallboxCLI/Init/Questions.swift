private import CallboxSpec
private import Glibc

/// What `init` asks on a terminal; an empty answer takes the proposal, a wrong one is asked again.
enum Questions {
    /// Whether somebody is there to answer.
    static var canBeAsked: Bool { isatty(0) == 1 && isatty(1) == 1 }

    /// Asks for what a draft has only proposed.
    static func ask(_ draft: inout ManifestDraft, region: String?) {
        if draft.appID == nil {
            let answer = ask(
                "The workspace's id (app_id)", proposal: "", problem: TextRule.appID.problem)
            draft.appID = answer.isEmpty ? nil : answer
        }
        if region == nil {
            draft.region = ask("Where is it hosted: us, eu or au", proposal: draft.region) {
                RouteManifest.Region(rawValue: $0) == nil ? "it is one of us, eu and au" : nil
            }
        }
        for index in draft.sites.indices {
            let site = draft.sites[index]
            let shown = site.root.map { " (\($0))" } ?? ""
            let host = ask(
                "The host of site '\(site.name)'\(shown)", proposal: site.host,
                problem: Host.problem)
            draft.sites[index].isHostGuessed = site.isHostGuessed && host == site.host
            draft.sites[index].host = host
            let answer = ask("Do people sign in there, y or n", proposal: site.hasUsers ? "y" : "n")
            draft.sites[index].hasUsers = answer.lowercased().hasPrefix("y")
        }
    }

    /// Asks until the answer is none, or one without a problem.
    private static func ask(
        _ question: String, proposal: String, problem: (String) -> String? = { _ in nil }
    ) -> String {
        while true {
            print(question, terminator: proposal.isEmpty ? ": " : " [\(proposal)]: ")
            fflush(nil)
            let answer = readLine()?.split(separator: " ").joined(separator: " ") ?? ""
            if answer.isEmpty { return proposal }
            guard let problem = problem(answer) else { return answer }
            print("  \(problem)")
        }
    }
}

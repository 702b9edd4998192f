internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec

/// The content policies that the pages of a tree declare, grouped by what they say and by the block
/// that they are to let run.
struct PagePolicies: Sendable {
    private struct Group: Hashable {
        let text: String
        let precedesBlock: Bool
        /// Of the block.
        let mark: String
    }

    private struct Pages {
        /// Where the policy stands in the first page.
        let place: Range<Int>
        var paths = Paths()
    }

    /// The most groups that are told apart: pages could each have a policy of their own.
    private static let limit = 100

    private var groups: [Group: Pages] = [:]
    /// The groups in the order of their first pages.
    private var order: [Group] = []
    /// Pages whose policies would have made further groups.
    private var others = Paths()

    /// Adds a page; to be called in byte order of the paths.
    mutating func add(_ report: PageReport) {
        guard let mark = report.markAfter else { return }
        var isBeyond = false
        for policy in report.policies {
            let group = Group(
                text: policy.text, precedesBlock: policy.precedesBlock, mark: mark)
            if groups[group] == nil {
                guard order.count < Self.limit else {
                    isBeyond = true
                    continue
                }
                order.append(group)
            }
            groups[group, default: Pages(place: policy.range)].paths.add(report.path)
        }
        if isBeyond { others.add(report.path) }
    }

    /// Reports `blocked-by-policy`, once for each policy and block: at the first page, whose file is
    /// read again.
    func report(on tree: SiteTree, in plan: Plan, to sink: inout DiagnosticSink) {
        let snippets = Dictionary(
            tree.snippets.values.map { ($0.mark, $0) }, uniquingKeysWith: { one, _ in one })
        for group in order {
            guard let snippet = snippets[group.mark], let pages = groups[group] else { continue }
            // What only a header may say means nothing here.
            let policy = ContentPolicy(group.text).inMeta
            let lacks = PolicyNeeds(of: snippet, on: tree.site, in: plan)
                .lacking(in: policy, governsBlock: group.precedesBlock)
            if lacks.isEmpty { continue }
            let paths = pages.paths.first.map { "\(tree.root.path)/\($0)" }
            let rest = pages.paths.count - 1
            let also =
                rest == 0 ? "" : "; so does that of \(someOf(Array(paths.dropFirst()), of: rest))"
            let file = InputFile.page(at: paths[0])
            sink.report(
                .blockedByPolicy,
                "this page's content policy blocks what the block '\(group.mark)' needs\(also)",
                at: file.range(pages.place),
                notes: lacks.map { Diagnostic.Note($0.sentence) } + [
                    Diagnostic.Note(
                        "the site is declared here", at: tree.site.declaration.name.range)
                ],
                help: "with that it reads: \(PolicyNeeds.mended(policy, by: lacks).text)")
        }
        if others.count > 0 {
            let paths = others.first.map { "\(tree.root.path)/\($0)" }
            sink.report(
                .blockedByPolicy,
                "pages of site '\(tree.site.name)' declare more than \(Self.limit) content "
                    + "policies; those of \(someOf(paths, of: others.count)) weren't looked at",
                at: tree.site.declaration.name.range)
        }
    }
}

extension PolicyNeeds.Lack {
    /// For people, half a sentence.
    fileprivate var sentence: String {
        let place = fallback.map { "'\(directive)', for which '\($0)' stands," } ?? "'\(directive)'"
        let removal =
            excess.isEmpty
            ? ""
            : ", without \(excess.joined(separator: " ")), which \(excess.count == 1 ? "makes" : "make") that void"
        return "\(place) lacks \(sources.joined(separator: " "))\(removal)"
    }
}

internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
private import CallboxHTML
private import Foundation
internal import CallboxSpec

/// `callbox explain`: which route wins for an address, why, and what it runs.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say which route wins for an address, why, and what it runs.")

    @OptionGroup(title: "Inputs") var inputs: InputOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @Argument(help: "An address, such as https://docs.acme.com/guide or docs.acme.com/guide.")
    var url: String

    func run() throws {
        let console = Console(report)
        var sink = DiagnosticSink()
        guard let inputs = try Inputs(inputs, reportingTo: &sink), !sink.hasErrors else {
            throw console.refuse(sink, saying: nil)
        }
        let address: PageAddress
        do {
            address = try PageAddress(url)
        } catch {
            throw ValidationError(error.message)
        }
        guard let (site, page) = inputs.plan.site(at: address.host, urlPath: address.path) else {
            let hosts = inputs.plan.sites.map { $0.declaration.host.value.authority }
            throw ValidationError(
                "no site of the manifest has '\(address.host.authority)' and that path"
                    + suggestion(for: address.host.authority, among: hosts))
        }
        guard inputs.sites.contains(where: { $0.name == site.name }) else {
            throw ValidationError("'\(url)' is of site '\(site.name)', which --site leaves out")
        }
        var explanation = Explanation(site: site, page: page)
        explanation.skipped = inputs.tree(of: site)?.skipped(page)
        console.document(explanation)
        for line in explanation.lines { console.finding(line) }
    }
}

extension Inputs {
    /// The built tree of a site that is meant; nil without one.
    fileprivate func tree(of site: Plan.Site) -> SiteTree? {
        // What is wrong with a root is for the commands that use it.
        var unheard = DiagnosticSink()
        let roots = Roots(of: self, reportingTo: &unheard)
        return roots.all.first { $0.site.name == site.name }.map { root in
            let renderer = SnippetRenderer(plan: plan, form: .minified, templates: templates)
            return SiteTree(root: root, plan: plan, snippets: renderer.snippets(of: site))
        }
    }
}

extension SiteTree {
    /// Why the file of a page is skipped; nil where it isn't, or the tree holds no such file.
    fileprivate func skipped(_ page: PagePath) -> Explanation.Skipped? {
        let names = page.segments
        let last = names.last.map { [names.dropLast() + [$0 + ".html"], names] } ?? []
        // As static hosts look; a name may lie on the disk in either of Unicode's forms.
        let asRequested = [names + ["index.html"]] + last
        let decomposed = asRequested.map { $0.map(\.decomposedStringWithCanonicalMapping) }
        for names in asRequested + decomposed {
            guard TreeFile.isPage(names.last ?? ""),
                case .file(let file) = TreeFile.entry(names, below: root.path), file.isPageSized
            else { continue }
            let path = names.joined(separator: "/")
            return skipReason(of: file.bytes(from: 0, atMost: file.size), at: path).map { reason in
                Explanation.Skipped(
                    file: root.path + "/" + path, reason: reason.rawValue,
                    because: reason.sentence)
            }
        }
        return nil
    }
}

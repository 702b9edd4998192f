internal import ArgumentParser
internal import CallboxDiagnostics
internal import CallboxGlue
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
        let explanation = Explanation(site: site, page: page)
        console.document(explanation)
        for line in explanation.lines { console.finding(line) }
    }
}

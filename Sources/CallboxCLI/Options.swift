internal import ArgumentParser
package import CallboxHTML

/// Where the inputs lie and which of the sites are meant: the same for every command.
struct InputOptions: ParsableArguments {
    @Option(
        name: [.short, .long], help: "The route manifest.", completion: .file(extensions: ["yml"]))
    var manifest = "callbox.yml"

    @Option(name: .long, help: ArgumentHelp("The environment.", valueName: "name"))
    var env: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Only this site; may be given several times.", valueName: "name"))
    var site: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Where a site's built tree lies today.", valueName: "name=dir"))
    var root: [String] = []
}

/// Which part of the pages is meant: for trees beyond one machine.
struct ShardOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp("Only one of n parts of the pages, such as 2/8.", valueName: "k/n"))
    var shard: Shard?
}

extension Shard: ExpressibleByArgument {
    /// See `init(_:)`.
    package init?(argument: String) {
        self.init(argument)
    }
}

/// How results are told.
struct ReportOptions: ParsableArguments {
    @Flag(name: .long, help: "Print the result as JSON.")
    var json = false

    @Flag(name: [.short, .long], help: "Print nothing but findings.")
    var quiet = false
}

/// What `build` and `check` have to agree on, to agree on the bytes.
struct SnippetOptions: ParsableArguments {
    @Flag(name: .long, help: "Emit the glue as readable source instead of minified.")
    var readable = false
}

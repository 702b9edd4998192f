import CallboxCLI

runCallbox(arguments: Array(CommandLine.arguments.dropFirst()))

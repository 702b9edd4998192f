internal import ArgumentParser
internal import CallboxGlue

/// `callbox schema`: the manifest's JSON Schema, for editors.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the manifest's JSON Schema, for editors.",
        discussion: """
            Editors with a YAML language server take it from the manifest's first line:
            # yaml-language-server: $schema=callbox.schema.json
            """)

    func run() {
        print(ManifestJSONSchema.document, terminator: "")
    }
}

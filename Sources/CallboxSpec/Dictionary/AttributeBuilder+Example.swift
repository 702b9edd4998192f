internal import CallboxDiagnostics

extension AttributeBuilder {
    /// Checks the example against the type, Intercom's limits and glue rule O2.
    mutating func checkExample(_ type: AttributeType?) {
        guard let value = entry.facts[.example]?.value else { return }
        let isProof = type == .token || type == .userHash
        if let problem = Secrets.problem(withSecret: value) {
            report(.secret, problem, .example)
        } else if isProof, let type {
            report(.secret, "a \(type.word) is a person's, and stands in no file", .example)
        } else if value.count > IntercomAttributes.maximumLength {
            report(.wrongValue, Self.lengthRule, .example)
        } else if let problem = type?.problem(withValue: value) {
            report(.wrongValue, problem, .example)
        }
    }
}

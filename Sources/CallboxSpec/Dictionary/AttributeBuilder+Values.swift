internal import CallboxDiagnostics

/// `Example` and `Default`.
extension AttributeBuilder {
    mutating func checkValue(_ fact: AttributeFact, _ type: AttributeType?) {
        guard let value = entry.facts[fact]?.value else { return }
        if type == .token || type == .userHash || !isFictitious(value) {
            let problem = Secrets.problem(withSecret: value)
            if problem != nil || type == .token || type == .userHash {
                report(.secret, problem ?? "a \(type?.word ?? "") never stands in a file", fact)
                return
            }
        }
        if value.count > IntercomAttributes.maximumLength {
            report(.wrongValue, Self.lengthRule, fact)
        } else if let problem = type?.problem(withValue: value) {
            report(.wrongValue, problem, fact)
        }
    }

    /// Whether it is an address at a domain that nobody can have (RFC 2606).
    private func isFictitious(_ value: String) -> Bool {
        let domain = value.lowercased().split(separator: "@").last?.split(separator: ".") ?? []
        return domain.last.map { ["example", "test", "invalid"].contains($0) } == true
            || (domain.suffix(2).first == "example" && domain.count > 1
                && ["com", "net", "org"].contains(domain[domain.count - 1]))
    }

    mutating func checkDefault(_ type: AttributeType?, _ isRequired: Bool) {
        guard entry.facts[.defaultValue] != nil else { return }
        if name == "user_id" || name == "email" {
            report(
                .invalidFact, "'\(name)' has no default: all people would be one", .defaultValue)
        } else if isRequired {
            report(.invalidFact, "a required attribute has no default", .defaultValue)
        } else {
            checkValue(.defaultValue, type)
        }
    }
}

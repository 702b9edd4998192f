internal import CallboxDiagnostics

/// The facts that are neither types nor values.
extension AttributeBuilder {
    mutating func flag(_ fact: AttributeFact) -> Bool {
        guard let value = entry.facts[fact]?.value.lowercased() else { return false }
        let words = ["yes", "no", "true", "false"]
        guard let index = words.firstIndex(of: value) else {
            report(
                .invalidFact,
                "'\(fact.rawValue)' is 'yes' or 'no'" + suggestion(for: value, among: words), fact)
            return false
        }
        return index.isMultiple(of: 2)
    }

    mutating func isSigned(_ type: AttributeType?) -> Bool {
        let isSigned = flag(.signed)
        if isSigned, type == .token || type == .userHash {
            report(.invalidFact, "'\(name)' is what signs, and isn't signed itself", .signed)
            return false
        }
        return isSigned
    }

    mutating func source() -> Located<String>? {
        guard let source = entry.facts[.source] else { return nil }
        let names = source.value.split(separator: ".", omittingEmptySubsequences: false)
        let isPath = names.allSatisfy { name in
            name.contains { $0.isLetter || $0.isNumber || $0 == "_" }
                && name.unicodeScalars.allSatisfy {
                    $0.properties.isIDContinue || $0 == "$" || $0 == "-"
                }
        }
        guard isPath else {
            report(.invalidFact, "a source is names with dots between: 'account.plan'", .source)
            return nil
        }
        return source
    }

    mutating func sites() -> [Located<String>]? {
        guard let fact = entry.facts[.sites] else { return nil }
        var sites: [Located<String>] = []
        var seen: Set<String> = []
        for site in fact.parts(separatedBy: ",") {
            if site.value.isEmpty || site.value.contains(where: \.isWhitespace) {
                sink.report(
                    .invalidFact, "sites are names with commas between: 'app, docs'",
                    at: site.value.isEmpty ? fact.range : site.range)
            } else if !seen.insert(site.value).inserted {
                sink.report(
                    .invalidFact, "site '\(site.value)' is named twice", at: site.range)
            } else {
                sites.append(site)
            }
        }
        return sites.isEmpty ? nil : sites
    }

    mutating func sensitivity(_ type: AttributeType?) -> Attribute.Sensitivity {
        let fact = entry.facts[.sensitivity]
        let words = Attribute.Sensitivity.allCases.map(\.rawValue)
        let given = fact.flatMap { Attribute.Sensitivity(rawValue: $0.value.lowercased()) }
        if let fact, given == nil {
            report(
                .invalidFact,
                "'\(fact.value.shortened)' is no sensitivity"
                    + suggestion(for: fact.value, among: words),
                .sensitivity, help: "there are \(words.joined(separator: ", "))")
            return .none
        }
        let sensitivity = given ?? Attribute.Sensitivity.none
        let hint = IntercomAttributes.sensitivity(ofName: name, type ?? .string)
        if let hint, sensitivity == .none || (hint == .sensitive && sensitivity != .sensitive) {
            report(
                .sensitivityUnderstated,
                "'\(name)' sounds \(hint.rawValue), and its sensitivity is "
                    + "'\(sensitivity.rawValue)'", .sensitivity)
        }
        return sensitivity
    }
}

internal import CallboxDiagnostics

/// What only all attributes together show.
extension AttributeDictionaryReader {
    /// The dictionary of the entries, each name once.
    mutating func dictionary() -> AttributeDictionary {
        var members: [[Attribute]] = Array(repeating: [], count: groups.count)
        var seen: [String: Attribute] = [:]
        var names: Set<String> = []
        for entry in entries {
            let group = groups[entry.group].slug
            let attribute = AttributeBuilder.attribute(
                from: entry, group: group, reportingTo: &sink)
            let folded = attribute.name.value.lowercased()
            if let first = seen[folded] {
                reportDuplicate(attribute, of: first)
            } else {
                seen[folded] = attribute
            }
            guard names.insert(attribute.name.value).inserted else { continue }
            members[entry.group].append(attribute)
        }
        let attributes = members.flatMap(\.self)
        checkSigning(of: attributes)
        checkCount(of: attributes)
        return AttributeDictionary(
            file: file,
            groups: zip(groups, members).compactMap { group, attributes in
                attributes.isEmpty
                    ? nil
                    : AttributeDictionary.Group(
                        slug: group.slug, title: group.title, attributes: attributes)
            })
    }

    private mutating func reportDuplicate(_ attribute: Attribute, of first: Attribute) {
        let name = attribute.name.value
        let problem =
            first.name.value != name
            ? "'\(name)' and '\(first.name.value)' differ by case alone"
            : first.group == attribute.group
                ? "attribute '\(name)' is defined twice"
                : "attribute '\(name)' is defined in group '\(first.group)' already"
        sink.report(
            .duplicateAttribute, problem, at: attribute.name.range,
            notes: [Diagnostic.Note("first defined here", at: first.name.range)])
    }

    /// A token and a hash together are refused by Intercom, and only a token carries attributes.
    private mutating func checkSigning(of attributes: [Attribute]) {
        let token = attributes.first { $0.name.value == AttributeType.token.onlyName }
        let hash = attributes.first { $0.name.value == AttributeType.userHash.onlyName }
        if let token, let hash {
            sink.report(
                .duplicateAttribute, "a dictionary has a token or a user hash, not both",
                at: hash.name.range,
                notes: [Diagnostic.Note("the token is here", at: token.name.range)])
        }
        guard token == nil else { return }
        for attribute in attributes where attribute.isSigned {
            sink.report(
                .signedWithoutToken,
                "'\(attribute.name.value)' is signed, and no token carries it",
                at: attribute.ranges[.signed] ?? attribute.name.range,
                help: "add the attribute 'intercom_user_jwt' of type token")
        }
    }

    private mutating func checkCount(of attributes: [Attribute]) {
        let custom = attributes.filter { IntercomAttributes.standard[$0.name.value] == nil }
        let most = IntercomAttributes.maximumCount
        if custom.count > most {
            sink.report(
                .tooManyAttributes,
                "\(custom.count) custom attributes are more than the \(most) of a workspace",
                at: custom[most].name.range,
                help: "where Intercom has raised the limit, silence this with that reason")
        }
        if entries.isEmpty, !sink.hasErrors {
            sink.report(
                Diagnostic(
                    .noAttributes, "this file defines no attribute", path: file.path,
                    help: "an attribute is a heading, '### `plan`', or a row of a table with a "
                        + "column 'Attribute'"))
        }
    }
}

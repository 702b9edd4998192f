private import CallboxTemplates
private import Foundation

/// Puts the runtime parts together that a snippet needs, as `Templates/runtime/README.md` says.
package struct RuntimeComposer: Sendable {
    /// Which form of the parts is emitted.
    package enum Form: String, Sendable, CaseIterable {
        /// What ships.
        case minified
        /// The source, for people who want to read what runs; it also says on the console what it
        /// leaves out of a user's data (glue rule V3).
        case readable
        /// What a preview runs: the source, which also tells each decision of the fence, with its
        /// rule, as the event `callbox:trace` on the window.
        case traced
    }

    private let form: Form
    private let table: PartTable

    /// A composer for one form.
    package init(form: Form) {
        self.form = form
        guard
            let table = try? JSONDecoder().decode(
                PartTable.self, from: Data(RuntimePart.table))
        else {
            fatalError("Templates/runtime/parts.json is no part table; a test reads it")
        }
        self.table = table
    }

    /// The script of a snippet: ASCII, one block statement, the configuration in its place.
    package func script(for context: SnippetContext) -> [UInt8] {
        var script = Array("{".utf8)
        for name in partNames(for: context.features) {
            guard let part = RuntimePart(rawValue: name) else {
                fatalError("runtime part '\(name)' isn't embedded; a test looks for each")
            }
            let bytes = form == .minified ? part.minified : part.source
            switch part {
            case .config:
                script += configured(bytes, by: context) + Array("const act=function(){".utf8)
            case .start: script += Array("};".utf8) + bytes
            default: script += bytes
            }
        }
        return script + Array("}".utf8)
    }

    /// The names of the parts that features pull in, in the order they stand in.
    package func partNames(for features: Set<String>) -> [String] {
        var features = features
        if form != .minified, features.contains("user") { features.insert("development") }
        if form == .traced { features.insert("trace") }
        let parts = table.parts
        var taken = Set(
            parts.filter { $0.when.map { !features.isDisjoint(with: $0) } ?? true }.map(\.name))
        var grew = true
        while grew {
            let needed = parts.filter { taken.contains($0.name) }.flatMap { $0.needs ?? [] }
            grew = !taken.isSuperset(of: needed)
            taken.formUnion(needed)
        }
        return parts.map(\.name).filter(taken.contains)
    }

    private func configured(_ part: [UInt8], by context: SnippetContext) -> [UInt8] {
        let token = Array("CALLBOX_CONFIG".utf8)
        guard let place = part.firstRange(of: token) else {
            fatalError("runtime part 'config' has no CALLBOX_CONFIG; every snippet's test sees it")
        }
        var configuration = context.configuration
        if !context.features.isSubset(of: table.lazy), case .object(let members) = configuration {
            configuration = .object(members + [JSONValue.Member("eager", .integer(1))])
        }
        return part[..<place.lowerBound] + Array(configuration.literal.utf8)
            + part[place.upperBound...]
    }
}

/// `parts.json`: the parts in order, and what pulls each in.
private struct PartTable: Decodable {
    /// Features with which a snippet waits for the load event.
    let lazy: Set<String>
    let parts: [Part]
}

private struct Part: Decodable {
    let name: String
    let when: [String]?
    let needs: [String]?
}

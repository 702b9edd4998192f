import CallboxDiagnostics
import CallboxSpec

/// The reference of a manifest's keys, made from the table that the reader uses.
enum ManifestReference {
    /// A key with its path: `sites.NAME.routes[].boot`.
    struct Entry {
        let path: String
        let key: Key

        /// The path of the mapping that the key stands in; empty for the manifest itself.
        var container: String {
            path.split(separator: ".").dropLast().joined(separator: ".")
        }
    }

    /// All keys, each before those within it. Those of an environment are the manifest's own and
    /// not told twice.
    static let entries = keys(of: ManifestSchema.root, at: "")

    private static func keys(of shape: Shape, at path: String) -> [Entry] {
        switch shape {
        case .keys(let keys):
            keys.flatMap { key in
                let own = path.isEmpty ? key.name : "\(path).\(key.name)"
                let inner = key.name == "environments" ? [] : self.keys(of: key.shape, at: own)
                return [Entry(path: own, key: key)] + inner
            }
        case .named(_, let shape): keys(of: shape, at: path + ".NAME")
        case .list(let shape): keys(of: shape, at: path + "[]")
        case .either(let one, let other): keys(of: one, at: path) + keys(of: other, at: path)
        case .text, .integer, .boolean, .choice, .scalar: []
        }
    }

    /// The rules for text that some key has, by their names.
    static var textRules: Set<String> {
        func rules(_ shape: Shape) -> [String] {
            switch shape {
            case .text(let rule): [rule.name]
            case .named(let rule, let shape): [rule.name] + rules(shape)
            case .list(let shape): rules(shape)
            case .either(let one, let other): rules(one) + rules(other)
            case .keys, .integer, .boolean, .choice, .scalar: []
            }
        }
        return Set(entries.flatMap { rules($0.key.shape) })
    }

    /// The index of all keys, then a section for each.
    static var text: String {
        let containers = entries.map(\.container).uniqued
        let index = containers.map { container in
            let links = entries.filter { $0.container == container }.map { entry in
                "[`\(entry.key.name)`](#\(anchor(of: entry.path)))"
            }
            let name = container.isEmpty ? "The manifest" : "`\(container)`"
            return "- \(name): \(links.joined(separator: ", "))".wrapped
        }
        return ([index.joined(separator: "\n")] + entries.map(section)).joined(separator: "\n\n")
            + "\n"
    }

    private static func section(of entry: Entry) -> String {
        let presence =
            switch entry.key.presence {
            case .required: "Required"
            case .optional: "Optional"
            case .defaultsTo(let value): "Default: `\(value)`"
            }
        let causes = causes(of: entry).map { "[`\($0.rawValue)`](Diagnostics.md#\($0.rawValue))" }
        return """
            ### `\(entry.path)`

            \(entry.key.about.wrapped)

            - \(presence)
            - Type: \(words(for: entry.key.shape))
            - Example: `\(example(of: entry.key))`
            """
                + (causes.isEmpty
                    ? "" : "\n" + "- Can cause: \(causes.joined(separator: ", "))".wrapped)
    }

    private static func example(of key: Key) -> String {
        if case .named = key.shape, !key.example.hasPrefix("{") {
            return "\(key.name): { \(key.example) }"
        }
        return "\(key.name): \(key.example)"
    }

    /// A shape in words.
    static func words(for shape: Shape) -> String {
        switch shape {
        case .text(let rule): rule.name
        case .integer(let minimum): "whole number" + (minimum.map { ", at least \($0)" } ?? "")
        case .boolean: "`true` or `false`"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: " or ")
        case .keys: "mapping with its own keys"
        case .named(let rule, let shape):
            "mapping; each key: \(rule.name); each value: \(words(for: shape))"
        case .list(let shape): "list; each entry: \(words(for: shape))"
        case .either(let one, let other): "\(words(for: one)), or a \(words(for: other))"
        case .scalar: "text of at most 255 characters, whole number, `true` or `false`"
        }
    }

    private static func anchor(of path: String) -> String {
        path.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}

extension Array where Element: Hashable {
    /// The elements without repetitions, in order.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    /// Broken at blanks into lines of at most 120 characters; those of a list item are indented
    /// below the first.
    var wrapped: String {
        var lines: [String] = []
        var line = ""
        for word in split(separator: " ") {
            if line.isEmpty {
                line += word
            } else if line.count + 1 + word.count > 120 {
                lines.append(line)
                line = (hasPrefix("- ") ? "  " : "") + word
            } else {
                line += " " + word
            }
        }
        return (lines + [line]).joined(separator: "\n")
    }
}

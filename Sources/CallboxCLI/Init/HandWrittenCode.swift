internal import CallboxDiagnostics
internal import CallboxGlue
internal import CallboxHTML
internal import CallboxSpec

/// What an install that somebody wrote by hand says: Intercom's snippet, its settings and its calls.
struct HandWrittenCode {
    /// An attribute that it sends; its values are people's own, and are left where they are.
    struct SentAttribute {
        let name: String
        /// As a dictionary has it.
        let type: String
        let isPersonal: Bool
    }

    /// What most apps send, for a dictionary without an install.
    static let usual = [
        SentAttribute(name: "user_id", type: "string", isPersonal: false),
        SentAttribute(name: "email", type: "email", isPersonal: true),
        SentAttribute(name: "name", type: "string", isPersonal: true),
        SentAttribute(name: "created_at", type: "date", isPersonal: false),
    ]

    private(set) var appID: String?
    private(set) var region = "us"
    /// The Messenger's settings, in the order of the install.
    private(set) var settings: [(key: String, value: JSONValue)] = []
    /// `widget: { activator: … }`, the older form of a launcher.
    private(set) var activator: String?
    private(set) var attributes: [SentAttribute] = []
    /// Calls that a person has to move: the method, and where it stands.
    private(set) var calls: [(method: String, range: SourceRange)] = []

    private var boots = 0

    /// Reads a page or a script.
    ///
    /// Reports `computed-value`, `no-install`, `invalid-value`.
    init(reading file: SourceFile, reportingTo sink: inout DiagnosticSink) {
        let scripts = Self.scripts(of: file).map { JavaScriptTokens.all(of: file, in: $0) }
        let bindings = Self.bindings(in: scripts)
        for tokens in scripts {
            for index in tokens.indices {
                read(tokens, at: index, of: file, bindings, &sink)
            }
        }
        if boots == 0, !sink.hasErrors {
            sink.report(
                Diagnostic(
                    .noInstall, "neither 'intercomSettings = {…}' nor a call of 'boot' is here",
                    path: file.path))
        }
    }

    private static func scripts(of file: SourceFile) -> [Range<Int>] {
        guard file.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") else {
            return [0..<file.bytes.count]
        }
        var scripts: [Range<Int>] = []
        var offset = 0
        let bytes = file.bytes
        let page = bytes.span
        while let script = page.nextHandWrittenScript(from: offset) {
            scripts.append(script.content)
            offset = script.element.upperBound
        }
        return scripts
    }

    /// The names that are bound to a text, each once.
    private static func bindings(in scripts: [[JavaScriptTokens.Token]]) -> [String: String] {
        var found: [String: [String]] = [:]
        for tokens in scripts {
            for index in tokens.indices.dropLast(2) {
                guard case .word(let name) = tokens[index].kind,
                    tokens[index + 1].kind == .sign(UInt8(ascii: "=")),
                    case .text(let text) = tokens[index + 2].kind
                else { continue }
                found[name, default: []].append(text)
            }
        }
        return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    // MARK: Settings and calls

    private mutating func read(
        _ tokens: [JavaScriptTokens.Token], at index: Int, of file: SourceFile,
        _ bindings: [String: String], _ sink: inout DiagnosticSink
    ) {
        func sign(_ ahead: Int, _ character: Unicode.Scalar) -> Bool {
            index + ahead < tokens.count
                && tokens[index + ahead].kind == .sign(UInt8(ascii: character))
        }
        func value(_ ahead: Int) -> JavaScriptLiteral? {
            var reader = JavaScriptLiteralReader(
                file, tokens, bindings: bindings, at: index + ahead)
            return reader.value(reportingTo: &sink)
        }
        switch tokens[index].kind {
        case .word("intercomSettings") where sign(1, "=") && !sign(2, "="):
            boots += 1
            if let value = value(2) { take(value, isBoot: true, &sink) }
        case .word("intercomSettings") where sign(1, "."):
            sink.report(
                .computedValue, "settings that are given one by one aren't taken over",
                at: file.range(tokens[index].range), help: "write them as one object, into a copy")
        case .word("Intercom") where sign(1, "(") && index + 2 < tokens.count:
            guard case .text(let method) = tokens[index + 2].kind else { return }
            let hasValue = sign(3, ",")
            if method == "boot" || method == "update", hasValue {
                if method == "boot" { boots += 1 }
                if let value = value(4) { take(value, isBoot: method == "boot", &sink) }
            } else if method != "update" {
                calls.append((method, file.range(tokens[index].range)))
            }
        case .text(let text):
            takeAddress(text, isJoined: sign(1, "+"), tokens.dropFirst(index + 2).first, bindings)
        default: break
        }
    }

    /// The workspace in the address of Intercom's script, where nothing else says it.
    private mutating func takeAddress(
        _ text: String, isJoined: Bool, _ next: JavaScriptTokens.Token?,
        _ bindings: [String: String]
    ) {
        let sign = "widget.intercom.io/widget/"
        guard let range = text.firstRange(of: sign) else { return }
        let id = String(text[range.upperBound...])
        if !id.isEmpty { appID = appID ?? id }
        if id.isEmpty, isJoined, case .word(let name)? = next?.kind {
            appID = appID ?? bindings[name]
        }
    }

    private mutating func take(
        _ literal: JavaScriptLiteral, isBoot: Bool, _ sink: inout DiagnosticSink
    ) {
        guard case .object(let members) = literal.kind else {
            sink.report(
                .computedValue, "the settings are one object, written out here", at: literal.range)
            return
        }
        for (key, value) in members { take(key, value, isBoot: isBoot, &sink) }
    }

    private mutating func take(
        _ key: String, _ value: JavaScriptLiteral, isBoot: Bool, _ sink: inout DiagnosticSink
    ) {
        if case .nothing = value.kind { return }
        let isSetting = ManifestSchema.messenger.contains { $0.name == key }
        if isSetting || ["app_id", "api_base", "widget"].contains(key), isTemplate(value) {
            sink.report(
                .computedValue, "this text is a template's; only literals are taken over",
                at: value.range)
        } else if key == "app_id" {
            appID = value.text ?? appID
        } else if key == "api_base" {
            takeRegion(value, &sink)
        } else if key == "widget", case .object(let members) = value.kind {
            activator = members.first { $0.key == "activator" }?.value.text ?? activator
        } else if isSetting, isBoot || key != "page_title", let json = JSONValue(value) {
            settings.removeAll { $0.key == key }
            settings.append((key, json))
        } else if !Self.isMadeByIntercom(key) {
            takeAttribute(key, value, &sink)
        }
    }

    private func isTemplate(_ value: JavaScriptLiteral) -> Bool {
        ["{{", "{%", "<%", "<?", "${"].contains { value.text?.contains($0) == true }
    }

    /// Settings of the loader's own, and values that only Intercom sets.
    private static func isMadeByIntercom(_ key: String) -> Bool {
        ["installation_type", "last_request_at"].contains(key) || key.hasPrefix("utm_")
    }

    private mutating func takeRegion(_ value: JavaScriptLiteral, _ sink: inout DiagnosticSink) {
        let address = value.text?.trimming("/")
        guard let region = RouteManifest.Region.allCases.first(where: { $0.apiBase == address })
        else {
            sink.report(
                .invalidValue, "'api_base' is none of Intercom's three addresses", at: value.range)
            return
        }
        self.region = region.rawValue
    }

    private mutating func takeAttribute(
        _ name: String, _ value: JavaScriptLiteral, _ sink: inout DiagnosticSink
    ) {
        let type: String
        switch (name, value.kind) {
        case ("company", .object): type = "company"
        case ("companies", .list): type = "companies"
        case ("avatar", .object): type = "avatar"
        case ("user_hash", .text): type = "user hash"
        case ("intercom_user_jwt", .text): type = "token"
        case ("email", .text): type = "email"
        case (_, .object), (_, .list), (_, .nothing):
            sink.report(
                .invalidValue, "Intercom takes no objects or lists as custom attributes",
                at: value.range)
            return
        case (_, .boolean): type = "boolean"
        case (_, .number(let text)):
            type = name.hasSuffix("_at") ? "date" : Int(text) == nil ? "number" : "integer"
        case (_, .text): type = name.hasSuffix("_at") ? "date" : "string"
        }
        if attributes.contains(where: { $0.name == name }) { return }
        let isPersonal = ["email", "name", "phone", "avatar"].contains(name)
        attributes.append(SentAttribute(name: name, type: type, isPersonal: isPersonal))
    }
}

extension JSONValue {
    /// A setting's value; nil for one that the Messenger has no use for.
    fileprivate init?(_ literal: JavaScriptLiteral) {
        switch literal.kind {
        case .text(let text): self = .string(text)
        case .boolean(let value): self = .boolean(value)
        case .number(let text):
            guard let number = Int(text) else { return nil }
            self = .integer(number)
        case .nothing, .list, .object: return nil
        }
    }
}

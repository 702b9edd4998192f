import CallboxDiagnostics
import CallboxSpec
import CallboxTestSupport
import Testing

struct DictionaryReaderTests {
    private func read(
        _ text: String, _ location: Testing.SourceLocation = #_sourceLocation
    ) throws -> AttributeDictionary {
        var sink = DiagnosticSink()
        let file = SourceFile(path: "attributes.md", text: text)
        let dictionary = AttributeDictionaryReader.read(file, reportingTo: &sink)
        #expect(sink.diagnostics.map(\.message) == [], sourceLocation: location)
        return try #require(dictionary, sourceLocation: location)
    }

    @Test func readsBothForms() throws {
        let dictionary = try read(sampleDictionary)
        #expect(dictionary.groups.map(\.slug) == ["identity", "account-billing"])
        #expect(dictionary.groups.map(\.title.value) == ["Identity", "Account & billing"])
        #expect(
            dictionary.attributes.map(\.name.value)
                == ["user_id", "email", "intercom_user_jwt", "plan", "trial_at", "seats"])

        let id = dictionary.attributes[0]
        #expect(id.isRequired && !id.isSigned && id.sites == nil)
        #expect((id.type, id.sensitivity) == (.string, .pseudonymous))
        #expect((id.sourcePath, id.example) == ("id", "9f2c"))
        #expect(id.summary == "The account's primary key.\n\nNever an e-mail address.")
        #expect(id.ranges[.source]?.text == "id")
        #expect(id.ranges[.required]?.text == "Required")
        #expect(dictionary.attributes[1].isSigned)

        let plan = dictionary.attributes[3]
        #expect(plan.type == .enumeration(["free", "pro"]))
        #expect(plan.sites?.map(\.range.text) == ["app", "docs"])
        #expect(plan.summary == "What they pay for" && plan.group == "account-billing")
        #expect(dictionary.attributes[5].summary.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func lineEndsAndByteOrderMarksDoNotMatter(end: String, mark: String) throws {
        let text =
            mark
            + sampleDictionary.split(separator: "\n", omittingEmptySubsequences: false)
            .joined(separator: end)
        for attribute in try read(text).attributes {
            #expect(attribute.name.range.text == attribute.name.value)
        }
    }

    @Test(arguments: [
        "Account\n=======\n\n`plan`\n------\n\n* Type: free | pro\n",
        "# Account #\n\n# `plan` #\n1. **Type**: `free \\| pro`\n",
        "> # Account\n>\n> ###### `plan`\n>\n> + type : `free` | `pro`\n",
        "- # Account\n  - ## `plan`\n    - TYPE: *free* | pro\n",
        "# Account\n\nText\nattribute|TYPE\n-|:-:\nplan|free\\|pro\n",
        "# Account\n- x\n\n  |Type|\tAttribute |\r\n  |-|-|\r\n  |`free \\| pro`|[plan](x)\r\n",
        "# Account\n\n> | Attribute | Type |\n> | - | - |\n> | **plan** | free \\| `pro` | \n",
    ])
    func readsAnyStyle(text: String) throws {
        let attributes = try read(text).attributes
        #expect(attributes.map(\.name.value) == ["plan"])
        #expect(attributes.map(\.group) == ["account"])
        #expect(attributes.map(\.type) == [.enumeration(["free", "pro"])])
    }

    @Test func headingsMakeGroups() throws {
        let text = """
            # Title
            ## One
            ### `a`
            #### History
            Since 2020.
            ### `b`
            ### Sub of one
            | Attribute |
            | --- |
            | c |
            ## `d`
            # Flat ÄÖ, *2*!
            # `e`
            """
        let groups = try read(text).groups
        #expect(groups.map(\.slug) == ["one", "sub-of-one", "flat-äö-2"])
        #expect(groups.map { $0.attributes.map(\.name.value) } == [["a", "b", "d"], ["c"], ["e"]])
        #expect(groups[0].attributes[0].summary == "History\n\nSince 2020.")
    }

    @Test func whatIsNoAttributeIsLeftAlone() throws {
        let text = """
            # Group
            - a list: of text
            | Who | What |
            | --- | ---- |
            | me  | all  |
            ## The `plan` heading
            <!-- | Attribute | -->
            ### `plan`
            | Value | Meaning |
            | ----- | ------- |
            | free  | nothing |
            - Type: free | pro
            """
        let attributes = try read(text).attributes
        #expect(attributes.map(\.type) == [.enumeration(["free", "pro"])])
        #expect(attributes.map(\.group) == ["the-plan-heading"])
    }

    @Test func standardAttributesHaveTheirTypes() throws {
        let names = ["user_id", "created_at", "unsubscribed_from_emails", "avatar", "company"]
        let text = "# G\n" + names.map { "## `\($0)`\n" }.joined()
        #expect(
            try read(text).attributes.map(\.type) == [.string, .date, .boolean, .avatar, .company])
    }

    @Test func valuesOfEachType() throws {
        let examples = [
            ("string", "a: b"), ("integer", "-4"), ("number", "0.5"), ("number", "1e3"),
            ("boolean", "false"), ("url", "https://acme.example/a?b"),
            ("email", "a+b@example.org"), ("email", "a@acme.example"), ("x | y", "y"),
        ]
        for (type, example) in examples {
            let text =
                "# G\n## `a`\n- Type: \(type)\n- Sensitivity: personal\n- Example: `\(example)`\n"
            #expect(try read(text).attributes[0].example == example)
        }
        for date in [
            "2026-02-28", "2024-02-29", "2026-11-22T09:30:00Z", "2026-11-22T09:30",
            "2026-11-22T09:30:00.5+01:00", "0", "99999999999",
        ] {
            _ = try read("# G\n## `a_at`\n- Type: date\n- Example: \(date)\n")
        }
    }

    /// Found by fuzzing: the second `Seats` came through, since only `seats` was remembered.
    @Test func namesAreUniqueWhateverElseIsWrongWithThem() throws {
        var sink = DiagnosticSink()
        let file = SourceFile(
            path: "attributes.md", text: "# G\n## `seats`\n## `Seats`\n## `Seats`\n")
        let dictionary = AttributeDictionaryReader.read(file, reportingTo: &sink)
        #expect(dictionary?.attributes.map(\.name.value) == ["seats", "Seats"])
        #expect(sink.diagnostics.map(\.id) == [.duplicateAttribute, .duplicateAttribute])
    }

    @Test func brokenInputsGiveNothing() {
        let inputs: [([UInt8], DiagnosticID)] = [
            ([], .inputEmpty), (Array(" \r\n".utf8), .inputEmpty),
            (Array("# a\0".utf8), .inputNotText), ([0x23, 0xFF], .inputNotText),
            ([0xFF, 0xFE, 0x23, 0], .inputNotText),
            (Array(repeating: 0x20, count: 5 << 20), .inputTooLarge),
        ]
        for (bytes, id) in inputs {
            var sink = DiagnosticSink()
            let file = SourceFile(path: "attributes.md", bytes: bytes)
            let dictionary = AttributeDictionaryReader.read(file, reportingTo: &sink)
            #expect(dictionary == nil)
            #expect(sink.diagnostics.map(\.id) == [id])
        }
    }
}

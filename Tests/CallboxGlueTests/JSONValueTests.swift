import CallboxGlue
import Foundation
import Testing

/// JSON as it stands in scripts and files.
struct JSONValueTests {
    @Test func literalCanNeitherEndNorOpenAScript() throws {
        // O1: nothing from an input breaks out of a string, a script or a comment.
        let hostile = "</script><!--\u{2028}\u{2029}\"\\\n\r\t\0é😀\u{7F}"
        let literal = JSONValue.object([("a<b", .string(hostile))]).literal
        #expect(literal.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        #expect(!literal.contains("<"))
        let parsed = try JSONDecoder().decode([String: String].self, from: Data(literal.utf8))
        #expect(parsed == ["a<b": hostile])
    }

    @Test func documentIsReadWithItsNumbersAndNullAndWithItsKeysSorted() throws {
        let text = #"{"b": [1, 12.5, -3e40, "1", "null"], "a": {"on": true, "off": null}}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        let literal = #"{"a":{"off":null,"on":true},"b":[1,12.5,-3e+40,"1","null"]}"#
        #expect(value.literal == literal)
    }

    @Test func keysKeepTheirOrderAndNilIsLeftOut() {
        let value = JSONValue.object([
            ("b", .integer(-1)), ("none", nil),
            ("a", .array([.null, .boolean(true), .number(0.5)])),
        ])
        #expect(value.literal == #"{"b":-1,"a":[null,true,0.5]}"#)
        #expect(
            value.document == """
                {
                  "b": -1,
                  "a": [
                    null,
                    true,
                    0.5
                  ]
                }

                """)
        #expect(JSONValue.object([(String, JSONValue?)]()).document == "{}\n")
    }
}

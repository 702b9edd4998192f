internal import CallboxSpec

/// `types/callbox.d.ts`: the user object's shape and the page's commands, for TypeScript.
///
/// Stricter than the runtime, which takes a number for a text and the like: a declaration is there
/// to catch mistakes.
enum TypeDeclarations {
    /// The declarations for the user object of these attributes: LF line ends, final newline.
    static func text(for attributes: [Attribute]) -> String {
        let user = object(UserShape(attributes), indentation: "")
        let hasCompanies = attributes.contains { $0.type == .company || $0.type == .companies }
        let company = hasCompanies ? "\n\(companyDeclaration)" : ""
        return """
            // The shapes of the app's user object and of what a page may call; made by Callbox.

            /** The app's user object: what the dictionary's attributes are taken from. */
            export interface CallboxUser \(user)
            \(company)
            \(commands)
            """
    }

    private static func object(_ shape: UserShape, indentation: String) -> String {
        let inner = indentation + "  "
        let lines = shape.properties.map { property in
            let shape = property.shape
            let mark = shape.isRequired ? "" : "?"
            return documentation(of: shape, inner)
                + "\(inner)\(key(property.name))\(mark): \(type(of: shape, inner));\n"
        }
        return "{\n" + lines.joined() + indentation + "}"
    }

    private static func type(of shape: UserShape, _ indentation: String) -> String {
        let isRequired = shape.isRequired
        let own = shape.attributes.map { "(\(type($0)))" }
        let inner = shape.properties.isEmpty ? [] : [object(shape, indentation: indentation)]
        let all = own + inner
        let text = all.count == 1 && own.count == 1 ? String(own[0].dropFirst().dropLast()) : nil
        return (text ?? all.joined(separator: " & ")) + (isRequired ? "" : " | null")
    }

    private static func type(_ attribute: Attribute) -> String {
        switch attribute.type {
        case .string, .url, .email, .userHash, .token: "string"
        case .integer, .number: "number"
        case .boolean: "boolean"
        case .date: "string | number | Date"
        case .enumeration(let values):
            values.map { JSONValue.string($0).literal }.joined(separator: " | ")
        case .company: "CallboxCompany"
        case .companies: "CallboxCompany[]"
        case .avatar: "string | { image_url: string }"
        }
    }

    private static func documentation(of shape: UserShape, _ indentation: String) -> String {
        shape.attributes.map { attribute in
            let facts: [String?] = [
                "`\(attribute.name.value)`", attribute.type.word, attribute.sensitivity.rawValue,
                attribute.isSigned ? "in the token only" : nil,
            ]
            let line = facts.compactMap(\.self).joined(separator: ", ")
            let text = attribute.summary.isEmpty ? line : "\(attribute.summary)\n\n\(line)"
            let lines = text.replacing("*/", with: "*\u{200B}/").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map { "\(indentation) *\($0.isEmpty ? "" : " ")\($0)\n" }
            return "\(indentation)/**\n" + lines.joined() + "\(indentation) */\n"
        }.joined()
    }

    private static func key(_ name: String) -> String {
        let isName =
            name.utf8.allSatisfy {
                UnicodeScalar($0).properties.isAlphabetic && $0 < 0x80 || $0 == 0x5F || $0 == 0x24
                    || (0x30...0x39).contains($0)
            } && name.utf8.first.map { !(0x30...0x39).contains($0) } == true
        return isName ? name : JSONValue.string(name).literal
    }

    private static let companyDeclaration = """
        /** A company; one without `name`, or without `company_id` and `id`, is left out. */
        export type CallboxCompany = {
          name: string;
          [attribute: string]: string | number | boolean | Date | null;
        } & ({ company_id: string | number } | { id: string | number });

        """

    private static let commands = """
        /** The person is known, or with null: nobody is signed in. */
        export function identify(user: CallboxUser | null): void;
        /** Something about the person has changed. */
        export function update(changes: CallboxChanges<CallboxUser>): void;
        /** The person signs out; with `reboot`, the Messenger starts anew for a visitor. */
        export function logout(options?: { reboot?: boolean }): void;
        /** Tells Intercom of an event. */
        export function track(
          name: string,
          metadata?: { [key: string]: string | number | boolean | null },
        ): void;
        /** Consent was given, or withdrawn. */
        export function consent(given: boolean): void;
        /** Calls `run` when the Messenger shows or hides, and so on. */
        export function on(event: "unreadCountChange", run: (count: number) => void): void;
        export function on(
          event: "show" | "hide" | "userEmailSupplied" | "ready" | "signedout" | "unavailable",
          run: () => void,
        ): void;
        /** Calls `run` once the Messenger is there. */
        export function ready(run: () => void): void;
        /** Opens the Messenger. */
        export function show(): void;
        /** Closes it. */
        export function hide(): void;

        /** An object of which any part may be given. */
        export type CallboxChanges<T> = T extends Date | string | number | boolean | null | unknown[]
          ? T
          : { [K in keyof T]?: CallboxChanges<T[K]> };

        """
}

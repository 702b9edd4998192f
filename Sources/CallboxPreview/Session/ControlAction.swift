#if Preview
    /// What a person does at the workbench's controls.
    struct ControlAction: Decodable, Sendable {
        let action: Name
        /// For `sign-in`: a text by attribute.
        let texts: [String: String]?
        /// For `sign-in`: send what doesn't fit its type, too.
        let anyway: Bool?
        /// For `consent`: absent where it is to be asked again.
        let given: Bool?
        /// For `script`.
        let blocked: Bool?

        enum Name: String, Decodable {
            case signIn = "sign-in"
            case logOut = "log-out"
            /// The app has forgotten its person; a visit to its page for signing out follows.
            case forget
            case expire, consent, script, spend, clean, clear
        }
    }

    /// What came of it: nothing, or what is wrong with the texts.
    struct ControlAnswer: Encodable, Sendable {
        /// A sentence by attribute.
        var problems: [String: String] = [:]
    }
#endif

#if Preview
    package import CallboxDiagnostics
    package import CallboxGlue
    package import CallboxSpec

    /// The two files as they are now, and where the built trees lie.
    package struct PreviewInputs: Sendable {
        /// Everything found, in the order of the files.
        package let diagnostics: [Diagnostic]
        /// Nil where something is an error.
        package let plan: Plan?
        package let templates: TemplateSet
        /// The names of the sites that are meant.
        package let sites: Set<String>
        /// By site; without those that have no tree.
        package let roots: [String: Root]
        /// The files that were read, and those whose change would change the plan.
        package let files: [String]

        /// A built tree.
        package struct Root: Sendable {
            package let path: String
            /// Folders below it that are other sites' roots, each with a slash at the end.
            package let others: [String]

            package init(path: String, others: [String]) {
                self.path = path
                self.others = others
            }
        }

        package init(
            diagnostics: [Diagnostic], plan: Plan?, templates: TemplateSet,
            sites: Set<String>, roots: [String: Root], files: [String]
        ) {
            self.diagnostics = diagnostics
            self.plan = plan
            self.templates = templates
            self.sites = sites
            self.roots = roots
            self.files = files
        }
    }
#endif

#if Preview
    internal import Foundation

    /// The path of a request as names below a root, decoded once.
    struct RequestPath: Sendable {
        /// None of them empty, `.` or `..`, or with a slash, backslash or control character in it.
        let names: [String]
        /// Whether it ends with a slash, so that a folder is meant.
        let isFolder: Bool

        /// Nil for what no browser sends of itself: dot segments, encoded ones too, an encoded slash
        /// or NUL, a backslash, an escape that is none, what isn't UTF-8.
        ///
        /// What is encoded twice is decoded once, and is a name with `%` in it.
        init?(_ target: String) {
            let path = target.prefix { $0 != "?" && $0 != "#" }
            guard path.hasPrefix("/") else { return nil }
            var names: [String] = []
            for segment in path.split(separator: "/") {
                guard let name = segment.removingPercentEncoding, name != ".", name != "..",
                    !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }),
                    !name.contains("/"), !name.contains("\\")
                else { return nil }
                names.append(name)
            }
            self.names = names
            isFolder = path.hasSuffix("/")
        }

        private init(names: [String], isFolder: Bool) {
            self.names = names
            self.isFolder = isFolder
        }

        /// The path below a base; nil where it isn't.
        func below(_ base: [String]) -> RequestPath? {
            names.starts(with: base)
                ? RequestPath(names: Array(names.dropFirst(base.count)), isFolder: isFolder) : nil
        }
    }
#endif

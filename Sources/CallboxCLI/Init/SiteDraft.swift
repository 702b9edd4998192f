internal import CallboxSpec
private import Foundation

/// A site as `init` proposes it.
struct SiteDraft {
    var name: String
    /// Name and port.
    var host: String
    /// Whether the host is made up, and has to be filled in.
    var isHostGuessed = false
    var base = "/"
    /// As typed, from the working directory; nil where no tree is known.
    var root: String?
    /// Whether people sign in on it.
    var hasUsers = false
    /// Whether its pages replace each other without loading anew.
    var navigatesInPlace = false
    /// Paths that look like the page that logs people out.
    var logoutPaths: [String] = []

    /// A site of a tree or a project.
    ///
    /// - Parameters:
    ///   - root: the folder of built pages, which may be missing yet.
    ///   - address: what a configuration says of its address; else the tree is asked.
    init(name: String?, root: String, address: String?) {
        let address = address.flatMap(Self.parse) ?? Self.address(in: root)
        self.name = name ?? Self.name(for: address?.host, root: root)
        host = address?.host ?? "\(self.name).example.com"
        isHostGuessed = address == nil
        base = address?.base ?? "/"
        self.root = root
        let index = Self.text(of: root + "/index.html")
        let isDocC =
            isFolder(root + "/data/documentation")
            && FileManager.default.fileExists(atPath: root + "/metadata.json")
        navigatesInPlace = isDocC || index.contains("\"navigation.instant")
        logoutPaths = ["logout", "signout", "sign-out"].filter { page in
            ["/\(page).html", "/\(page)/index.html"].contains {
                FileManager.default.fileExists(atPath: root + $0)
            }
        }.map { "/" + $0 }
    }

    /// A site without a tree.
    init(name: String, host: String, isHostGuessed: Bool) {
        self.name = name
        self.host = host
        self.isHostGuessed = isHostGuessed
    }

    /// Host and base of an address that a manifest can have; nil for half of one, as a generator's
    /// configuration often has it, and for this machine's.
    static func parse(_ address: String) -> (host: String, base: String)? {
        guard let scheme = address.range(of: "://") else { return nil }
        let rest = address[scheme.upperBound...]
        let host = String(rest.prefix { $0 != "/" }).lowercased()
        guard host.contains("."), Host.problem(with: host) == nil, !Host(host).isLoopback else {
            return nil
        }
        let path = rest.drop { $0 != "/" }.prefix { $0 != "?" && $0 != "#" }.trimming("/")
        return (host, path.isEmpty ? "/" : path)
    }

    /// The address that a built tree speaks of as its own: of `CNAME`, else the first page's
    /// canonical one, else the sitemap's first. That may be any page, so only its host counts.
    private static func address(in root: String) -> (host: String, base: String)? {
        let name = text(of: root + "/CNAME").split(whereSeparator: \.isNewline).first
        let location = text(between: "<loc>", and: "<", in: text(of: root + "/sitemap.xml"))
        let canonical = text(of: root + "/index.html").split(separator: "<")
            .first { $0.hasPrefix("link") && $0.contains("canonical") }
            .flatMap { link in
                link.range(of: "href=").map { range in
                    link[range.upperBound...].drop { "\"'".contains($0) }
                        .prefix { !"\"' >".contains($0) }
                }
            }
        return name.flatMap { parse("https://\($0)/") }
            ?? canonical.flatMap { parse(String($0)) }
            ?? location.flatMap { parse($0) }.map { ($0.host, "/") }
    }

    private static func name(for host: String?, root: String) -> String {
        let first = host?.split(separator: ".").first.map(String.init) ?? ""
        let isDomain = host.flatMap(PublicSuffix.registrableDomain) == host
        let name = first == "www" || (host != nil && isDomain) ? "marketing" : first
        let isName = name.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
        return name.isEmpty || !isName || name.hasPrefix("-") || name == "types" ? "site" : name
    }

    private static func text(of path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private static func text(between start: String, and end: Character, in text: String) -> String?
    {
        text.range(of: start).map { String(text[$0.upperBound...].prefix { $0 != end }) }
    }
}

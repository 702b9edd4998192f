private import Foundation

/// A site generator, as `init` knows it by the files that configure it.
///
/// One setting is read, line by line, from whatever language the file is in: enough for a proposal
/// that a person looks at.
struct Generator {
    let name: String
    /// Paths below the project; the first that is there counts. `*.ext` is any file of the folder
    /// with that ending.
    let files: [String]
    /// A word that the file must have, where two generators name their files alike.
    var marker = ""
    /// The settings with the site's address.
    var address: [String] = []
    /// The setting with the path below the address's host, where it is one of its own.
    var base = ""
    /// The setting with the folder of the built pages.
    var output = ""
    /// Where they lie if nothing else is said; the first that is there counts.
    let folders: [String]

    static let all = [
        Generator(
            name: "Hugo", files: ["hugo.toml", "hugo.yaml", "config.toml", "config.yaml"],
            marker: "baseURL", address: ["baseURL"], output: "publishDir", folders: ["public"]),
        Generator(
            name: "Zola", files: ["config.toml", "zola.toml"], marker: "base_url",
            address: ["base_url"], output: "output_dir", folders: ["public"]),
        Generator(
            name: "Jekyll", files: ["_config.yml"], address: ["url"], base: "baseurl",
            output: "destination", folders: ["_site"]),
        Generator(
            name: "MkDocs", files: ["mkdocs.yml", "mkdocs.yaml"], address: ["site_url"],
            output: "site_dir", folders: ["site"]),
        Generator(
            name: "Zensical", files: ["zensical.toml"], address: ["site_url"], output: "site_dir",
            folders: ["site"]),
        Generator(
            name: "Nikola", files: ["conf.py"], marker: "SITE_URL", address: ["SITE_URL"],
            output: "OUTPUT_FOLDER", folders: ["output"]),
        Generator(
            name: "Sphinx", files: ["conf.py", "source/conf.py", "docs/conf.py"],
            address: ["html_baseurl"],
            folders: ["_build/html", "build/html", "docs/_build/html", "docs/build/html"]),
        Generator(
            name: "Pelican", files: ["publishconf.py", "pelicanconf.py"], address: ["SITEURL"],
            output: "OUTPUT_PATH", folders: ["output"]),
        Generator(
            name: "nanoc", files: ["nanoc.yaml"], address: ["base_url"], output: "output_dir",
            folders: ["output"]),
        Generator(
            name: "Lektor", files: ["*.lektorproject"], address: ["url"], output: "output_path",
            folders: ["public", "htdocs", "build", "output", "_build"]),
        Generator(
            name: "Docusaurus", files: ["docusaurus.config.js", "docusaurus.config.ts"],
            address: ["url"], base: "baseUrl", folders: ["build"]),
        Generator(
            name: "Astro", files: ["astro.config.mjs", "astro.config.ts"], address: ["site"],
            base: "base", output: "outDir", folders: ["dist"]),
        Generator(
            name: "Eleventy", files: ["eleventy.config.js", ".eleventy.js"], folders: ["_site"]),
        Generator(
            name: "VitePress", files: ["docs/.vitepress/config.mts", ".vitepress/config.mts"],
            folders: ["docs/.vitepress/dist", ".vitepress/dist"]),
        Generator(
            name: "Next", files: ["next.config.js", "next.config.mjs", "next.config.ts"],
            folders: ["out"]),
        // Last: another one may take what it makes.
        Generator(
            name: "Doxygen", files: ["Doxyfile", "docs/Doxyfile"],
            folders: ["html", "docs/html", "build/html"]),
    ]

    /// Folders that hold a built site in many a project; that of Swift-DocC, which configures none,
    /// is found besides.
    static let usualFolders = [
        "public", "_site", "dist", "site", "output", "build", "out", "_build", "htdocs", "www",
    ]

    /// A site that a project's configuration speaks of.
    struct Found {
        let generator: String
        /// As in the file: maybe none, maybe half of one.
        let address: String?
        /// The folder of the built pages, below the project.
        let root: String
    }

    /// What the files of a project say; nil where it isn't configured for this generator.
    func find(in project: String) -> Found? {
        for file in files.flatMap({ Self.paths($0, in: project) }) {
            guard let data = FileManager.default.contents(atPath: project + "/" + file) else {
                continue
            }
            let text = String(decoding: data, as: UTF8.self)
            guard marker.isEmpty || text.contains(marker) else { continue }
            var address = address.lazy.compactMap { Self.value(of: $0, in: text) }.first
            if let site = address, !base.isEmpty, let path = Self.value(of: base, in: text) {
                address = site.trimming("/") + "/" + path.drop { $0 == "/" }
            }
            let given = output.isEmpty ? nil : Self.value(of: output, in: text)
            let root =
                given ?? folders.first { isFolder(project + "/" + $0) } ?? folders.first ?? "public"
            return Found(generator: name, address: address, root: root.trimming("/"))
        }
        return nil
    }

    /// The paths that a pattern of ``files`` stands for, sorted.
    private static func paths(_ pattern: String, in project: String) -> [String] {
        guard pattern.hasPrefix("*") else { return [pattern] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: project)) ?? []
        return names.filter { $0.hasSuffix(pattern.dropFirst()) }.sorted()
    }

    /// The text behind `key:` or `key =` at the beginning of a line; nil where there is none.
    static func value(of key: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.drop { $0 == " " || $0 == "\t" || $0 == "\"" || $0 == "'" }
            guard rest.hasPrefix(key) else { continue }
            rest = rest.dropFirst(key.count).drop { " \t\"'".contains($0) }
            guard let sign = rest.first, sign == ":" || sign == "=" else { continue }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            let quote = rest.first.flatMap { "\"'`".contains($0) ? $0 : nil }
            let value =
                quote.map { quote in rest.dropFirst().prefix { $0 != quote } }
                ?? rest.prefix { !" \t#,;".contains($0) }
            if !value.isEmpty { return String(value) }
        }
        return nil
    }
}

/// Whether a folder is at a path.
func isFolder(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
        && isDirectory.boolValue
}

extension StringProtocol {
    /// Without a character at the end, however often it stands there.
    func trimming(_ character: Character) -> String {
        String(self[..<(lastIndex { $0 != character }.map { index(after: $0) } ?? startIndex)])
    }
}

import Foundation
import Testing

/// Holds `Architecture.md` to the sources: who imports whom.
struct ArchitecturePageTests {
    @Test func targetsImportWhatTheTableSays() throws {
        let rows = try DocumentationPage("Architecture").rows(underHeader: "Target")
        let targets = rows.map { $0[0] }
        let folders = try FileManager.default
            .contentsOfDirectory(atPath: Repository.path + "/Sources")
            .filter { $0.lowercased().hasPrefix("callbox") }
        #expect(Set(targets) == Set(folders + ["CallboxTemplates"]))
        for (index, row) in rows.enumerated() {
            let folder = row[0] == "CallboxTemplates" ? "Templates" : "Sources/" + row[0]
            let said = row[2] == "nothing" ? [] : row[2].split(separator: ", ").map(String.init)
            let imported = try Self.imports(below: folder)
            #expect(imported.sorted() == said.sorted(), "\(row[0])")
            let above = imported.intersection(targets[...index])
            #expect(above.sorted() == [], "\(row[0]) imports what stands above it")
        }
    }

    /// The modules that a target's files import, those that come with Swift aside.
    private static func imports(below folder: String) throws -> Set<String> {
        let own: Set<String> = ["Foundation", "Glibc", "Dispatch", "Synchronization"]
        let files = FileManager.default.enumerator(atPath: Repository.path + "/" + folder)
        var modules: Set<String> = []
        for case let file as String in files?.allObjects ?? [] where file.hasSuffix(".swift") {
            for line in try Repository.text(of: folder + "/" + file).split(separator: "\n") {
                let words = line.split(separator: " ")
                guard words.count <= 3, words.dropLast().last == "import" else { continue }
                modules.insert(String(words[words.count - 1]))
            }
        }
        return modules.subtracting(own)
    }
}

import Foundation
import Testing

/// The catalogue as a whole: its links, and what it must not name.
struct CatalogueTests {
    @Test func linksLeadToPagesAndAnchors() throws {
        for name in try DocumentationPage.all() {
            let page = try DocumentationPage(name)
            for link in page.links where !link.contains("://") {
                let parts = link.split(
                    separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let target = parts[0].isEmpty ? "\(name).md" : String(parts[0])
                let path = Repository.catalogue + "/" + target
                #expect(FileManager.default.fileExists(atPath: path), "\(name): \(link)")
                guard parts.count > 1, target.hasSuffix(".md"), !target.contains("/") else {
                    continue
                }
                let anchors = try DocumentationPage(String(target.dropLast(3))).anchors
                #expect(anchors.contains(String(parts[1])), "\(name): \(link)")
            }
        }
    }

    @Test func theFirstPageLeadsToEveryOther() throws {
        let links = Set(try DocumentationPage("Documentation").links)
        for name in try DocumentationPage.all() where name != "Documentation" {
            #expect(links.contains("\(name).md"), "\(name)")
        }
    }

    /// Files that pages name in code spans are there; `NAME` is one's own.
    @Test func filesOfTheRepositoryAreThere() throws {
        for name in try DocumentationPage.all() where name != "Measured" {
            let text = try DocumentationPage(name).text
            let files = text.matches(
                of: #/`((?:Sources|Tests|Templates|examples)/[A-Za-z0-9/.+-]+)`/#)
            for match in files where !match.output.1.contains("NAME") {
                let path = Repository.path + "/" + match.output.1
                #expect(FileManager.default.fileExists(atPath: path), "\(name): \(match.output.1)")
            }
        }
    }
}

#if Preview
    import CallboxBrowserSupport
    import Foundation

    /// The workbench in a browser, and the preview behind it.
    final class Workbench {
        let preview: PreviewProcess
        let browser: Browser
        /// The tab of the workbench.
        let tab: Tab

        init(
            in engine: Engine = .chromium, _ arguments: [String] = [],
            preparing prepare: (String) throws -> Void = { _ in }
        ) throws {
            preview = try PreviewProcess(arguments, preparing: prepare)
            browser = try Browser(engine)
            tab = try browser.tab()
            try browser.resize(width: 1280, height: 900)
            try browser.open(preview.origin)
            try browser.wait(for: "document.querySelector('.choose, .empty') && window.innerWidth")
            // Pages that are being counted: the table is drawn anew once they are.
            try browser.wait(
                for: "!document.querySelector('#route-list').textContent.includes('…')")
        }

        /// What the timeline holds.
        struct Record: Decodable {
            let kind: String
            let site: String?
            let document: String?
            let path: String?
            let method: String?
            let args: [JSON]?
            let rule: String?
            let text: String?
            let event: String?
            let dropped: Bool?
        }

        /// All records, as the workbench's page reads them.
        func records() throws -> [Record] {
            struct Timeline: Decodable { let records: [Record] }
            return try browser.value(
                of: "fetch('/timeline.json').then((answer) => answer.json())", as: Timeline.self
            ).records
        }

        /// Waits, in the workbench's tab, until the timeline holds a record.
        @discardableResult
        func record(_ what: String, where isMeant: (Record) -> Bool) throws -> Record {
            var found: Record?
            try poll {
                found = try records().first(where: isMeant)
                return found != nil
            } otherwise: {
                "no \(what) in \((try? records().map { "\($0.site ?? "") \($0.kind) \($0.method ?? $0.rule ?? $0.event ?? $0.text ?? "")" }) ?? [])"
            }
            return found!
        }

        /// Chooses a route in the table.
        func choose(_ site: String, _ route: String) throws {
            let button = ".choose[data-site='\(site)'][data-route='\(route)']"
            try browser.click(button)
            try browser.wait(
                for: #"document.querySelector("\#(button)").closest("tr").ariaCurrent === "true""#)
        }

        /// Opens a page in a tab of its own.
        func openTab(_ address: String) throws -> Tab {
            let tab = try browser.openTab()
            try browser.open(address)
            return tab
        }

        /// Writes the window, as it is, into the folder `CALLBOX_PICTURES`, where one is named.
        func keepPicture(of name: String) throws {
            guard let folder = ProcessInfo.processInfo.environment["CALLBOX_PICTURES"] else {
                return
            }
            let file = URL(fileURLWithPath: "\(folder)/\(name)-\(browser.engine).png")
            try browser.screenshot().write(to: file)
        }

        /// Signs in as the dictionary's example.
        func signIn() throws {
            try browser.click("#sign-in")
            try browser.wait(for: "document.querySelector('#dialog').open")
            try browser.click("#send")
            try browser.wait(for: "!document.querySelector('#dialog').open")
        }
    }

    extension JSON {
        /// The member of an object; nil for none, and of anything else.
        subscript(key: String) -> JSON? {
            if case .object(let members) = self { members[key] } else { nil }
        }
    }
#endif

internal import CallboxDiagnostics
internal import CallboxMarkdown

/// Attributes in tables.
extension AttributeDictionaryReader {
    /// What a column holds: the names, or a fact; nil for one that nobody knows.
    enum Column: Hashable {
        case name
        case fact(AttributeFact)
    }

    /// The columns of a table of attributes; nil for any other table.
    mutating func columns(ofHeader row: Int) -> [Column?]? {
        let cells = document.children(of: row).map { located(InlineText(of: $0, in: document)) }
        let columns = cells.map { Self.column(named: $0.value) }
        guard columns.contains(.name) else {
            reportMissingNames(cells, columns, row)
            return nil
        }
        var result: [Column?] = []
        for (cell, column) in zip(cells, columns) {
            if column == nil {
                reportUnknown("column", cell, among: Self.columnNames)
            } else if let first = result.firstIndex(of: column) {
                sink.report(
                    .duplicateFact, "two columns are called '\(cell.value)'", at: cell.range,
                    notes: [Diagnostic.Note("the first is here", at: cells[first].range)])
            }
            result.append(result.contains(column) ? nil : column)
        }
        return result
    }

    private static let columnNames =
        [AttributeFact.nameColumn] + AttributeFact.allCases.map(\.rawValue)

    private static func column(named name: String) -> Column? {
        name.lowercased() == AttributeFact.nameColumn.lowercased()
            ? .name : AttributeFact(named: name).map(Column.fact)
    }

    /// A table without a column `Attribute` is documentation, unless it looks as if that were a slip.
    private mutating func reportMissingNames(
        _ cells: [Located<String>], _ columns: [Column?], _ row: Int
    ) {
        for cell in cells where nearest(to: cell.value, among: [AttributeFact.nameColumn]) != nil {
            return reportUnknown("column", cell, among: Self.columnNames)
        }
        guard columns.count(where: { $0 != nil }) > 1 else { return }
        sink.report(
            .misplacedFacts, "a table of attributes has their names in a column 'Attribute'",
            at: file.range(document.nodes[row].range))
    }

    /// A row's attribute; nil for a row that is empty or names none.
    mutating func facts(
        inRow row: Int, _ columns: [Column?]
    ) -> (name: Located<String>, facts: [AttributeFact: Located<String>])? {
        var hasExcess = false
        if case .tableRow(let excess?) = document.nodes[row].kind {
            hasExcess = true
            sink.report(
                .excessCells, "this row has more cells than the table has columns",
                at: file.range(excess), help: "a pipe within a cell is written '\\|'")
        }
        var name: Located<String>?
        var facts: [AttributeFact: Located<String>] = [:]
        for (cell, column) in zip(document.children(of: row), columns) {
            let text = InlineText(of: cell, in: document)
            guard let column, !text.text.isEmpty else { continue }
            switch column {
            case .name:
                name = located(text)
                if !text.isOneCodeSpan, text.text.contains(where: \.isWhitespace) {
                    sink.report(
                        .attributeName,
                        "a name in a table is one word, or one code span: '`plan`'",
                        at: located(text).range)
                    return nil
                }
            // Which cell belongs to which column, nobody knows beside a pipe too many.
            case .fact(let fact) where !hasExcess: facts[fact] = located(text)
            case .fact: break
            }
        }
        guard let name else {
            if !facts.isEmpty {
                sink.report(
                    .attributeName, "this row names no attribute",
                    at: file.range(document.nodes[row].range))
            }
            return nil
        }
        return (name, facts)
    }

    /// Reports a paragraph that was meant to be a table of attributes: `| Attribute | … |` without a
    /// delimiter row of as many cells below it.
    ///
    /// Of rows that a blank line parts from their table, too.
    mutating func reportBrokenTable(_ paragraph: Int) {
        let node = document.nodes[paragraph]
        let lines = file.bytes[node.range].split(separator: UInt8(ascii: "\n"))
        if followsTable, let first = lines.first, first.first == UInt8(ascii: "|") {
            sink.report(
                .brokenTable, "a row stands directly below its table, without an empty line",
                at: file.range(first.startIndex..<first.endIndex))
            return
        }
        for line in lines where line.contains(UInt8(ascii: "|")) {
            let cells = line.split(separator: UInt8(ascii: "|"))
                .map { String(String(decoding: $0, as: UTF8.self).trimmed) }
            guard cells.contains(where: { Self.column(named: $0) == .name }) else { continue }
            sink.report(
                .brokenTable,
                "a table needs a second line with as many cells as the first: '| --- | --- |'",
                at: file.range(line.startIndex..<line.endIndex))
            return
        }
    }
}

extension MarkdownText {
    /// The first table in each paragraph and setext heading, which is where libcmark leaves them.
    func tables(in nodes: [CommonMarkNode]) -> [PipeTable] {
        var containers = Containers(text: self)
        var tables: [PipeTable] = []
        for (index, node) in nodes.enumerated() {
            containers.visit(node, at: index)
            switch node.kind {
            case .paragraph, .heading:
                guard node.startLine < node.endLine else { continue }
                if let table = table(in: node, containers) { tables.append(table) }
            default: break
            }
        }
        return tables
    }

    /// A delimiter row makes the line before it a header, if both have as many cells; if not, the
    /// paragraph holds no table at all (as in cmark-gfm 0.29.0.gfm.13).
    private func table(in node: CommonMarkNode, _ containers: Containers) -> PipeTable? {
        for line in node.startLine + 1...node.endLine {
            guard let delimiter = row(line, node, containers) else { continue }
            if node.kind != .paragraph, isUnderline(delimiter.range) { return nil }
            guard !delimiter.isIndented, let alignments = alignments(in: delimiter.range)
            else { continue }
            guard let header = row(line - 1, node, containers), let cells = cells(in: header.range),
                cells.count == alignments.count
            else { return nil }
            let first = PipeTable.Row(range: header.range, cells: cells, excess: nil)
            var table = PipeTable(
                lines: line - 1...line, alignments: alignments, rows: [first],
                masks: [header.mask, delimiter.mask])
            addRows(to: &table, upTo: node, containers)
            return table
        }
        return nil
    }

    /// Adds the lines that follow the delimiter row until another block starts.
    private func addRows(
        to table: inout PipeTable, upTo node: CommonMarkNode, _ containers: Containers
    ) {
        let columns = table.alignments.count
        var missing = 0
        var line = table.lines.upperBound + 1
        var isOver = false
        while line <= node.endLine, !isOver, missing <= Self.maximumMissingCells,
            let row = row(line, node, containers), !row.isIndented, !startsBlock(row.range),
            let cells = cells(in: row.range)
        {
            let filler = PipeTable.Cell(
                range: row.range.upperBound..<row.range.upperBound, escapes: [])
            let lacking = max(0, columns - cells.count)
            missing += lacking
            let excess =
                cells.count > columns
                ? cells[columns].range.lowerBound..<row.range.upperBound : nil
            table.rows.append(
                PipeTable.Row(
                    range: row.range,
                    cells: cells.prefix(columns) + Array(repeating: filler, count: lacking),
                    excess: excess))
            table.masks.append(row.mask)
            table.lines = table.lines.lowerBound...line
            line += 1
            isOver = node.kind != .paragraph && isUnderline(row.range)
        }
    }

    /// Whether a line of a setext heading ends it; libcmark's own end of such a node is often a line
    /// late.
    private func isUnderline(_ line: Range<Int>) -> Bool {
        let mark = bytes[line.lowerBound]
        guard mark == .dash || mark == UInt8(ascii: "=") else { return false }
        return bytes[line].drop { $0 == mark }.allSatisfy { $0 == .space || $0 == .tab }
    }

    /// How many cells of short rows are filled up before a table ends, against inputs that would make
    /// very many; cmark-gfm's `MAX_AUTOCOMPLETED_CELLS`.
    private static let maximumMissingCells = 0x80000

    private struct RowLine {
        let range: Range<Int>
        let isIndented: Bool
        let mask: Range<Int>
    }

    /// A line of a paragraph without its containers' markers; nil for a lazy continuation.
    private func row(_ line: Int, _ node: CommonMarkNode, _ containers: Containers) -> RowLine? {
        let end = end(ofLine: line)
        if line == node.startLine {
            let start = start(ofLine: line) + node.startColumn - 1
            return start < end
                ? RowLine(range: start..<end, isIndented: false, mask: start..<end) : nil
        }
        guard let content = containers.content(ofLine: line) else { return nil }
        let start = content.skippingSpace(in: self)
        guard start.offset < end else { return nil }
        let isIndented = start.column - content.column >= 4
        return RowLine(
            range: start.offset..<end, isIndented: isIndented,
            mask: (isIndented ? content : start).offset..<end)
    }

    /// Whether a line that continues a paragraph would start a block of its own after a table: such
    /// are lists that are empty or don't begin with 1, some HTML, and a setext underline's dashes.
    /// Others have ended the paragraph already. libcmark itself is asked.
    private func startsBlock(_ line: Range<Int>) -> Bool {
        switch bytes[line.lowerBound] {
        case UInt8(ascii: "<"), UInt8(ascii: "+"), UInt8(ascii: "*"), .dash,
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            let nodes = commonMarkNodes(of: Array(bytes[line]))
            return nodes.count > 1 && nodes[1].kind != .paragraph
        default: return false
        }
    }
}

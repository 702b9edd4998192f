/// Puts the tables into libcmark's tree and turns lines and columns into byte ranges.
struct DocumentBuilder {
    private let text: MarkdownText
    private let tables: [PipeTable]
    private var source: [CommonMarkNode] = []
    private var nodes: [MarkdownNode] = []
    private var containers: Containers
    /// Nodes that aren't complete: where their subtree ends in `source`, and where they are.
    private var open: [(end: Int, index: Int)] = []
    /// The paragraph or heading at hand, and the last of its lines that was asked for.
    private var block: CommonMarkNode?
    private var lineStart: (line: Int, offset: Int)?

    init(text: MarkdownText, tables: [PipeTable]) {
        self.text = text
        self.tables = tables
        containers = Containers(text: text)
    }

    /// The nodes of the document, from those of `MarkdownText.nodes(of:cells:)`.
    mutating func build(_ source: [CommonMarkNode]) -> [MarkdownNode] {
        self.source = source
        nodes.reserveCapacity(source.count)
        let (cellNodes, first) = cellHeadings()
        var firstCells: [Int: (table: PipeTable, cell: Int)] = [:]
        var maskedLines: Set<Int> = []
        var cell = 0
        for table in tables {
            firstCells[table.lines.lowerBound] = (table, cell)
            maskedLines.formUnion(table.lines)
            cell += table.rows.count * table.alignments.count
        }
        append(.document, 0..<text.bytes.count, until: source.count)
        var index = first
        while index < source.count {
            let node = source[index]
            close(before: index)
            containers.visit(node, at: index)
            if case .heading = node.kind, maskedLines.contains(node.startLine) {
                if let (table, cell) = firstCells[node.startLine] {
                    append(table, cells: cellNodes[cell...])
                }
                index = node.end
            } else {
                append(node.kind, range(of: node), until: node.end)
                index += 1
            }
        }
        close(before: .max)
        return nodes
    }

    /// Where the headings that hold the cells' inlines lie, and what follows them.
    private func cellHeadings() -> (cells: [Range<Int>], next: Int) {
        let count = tables.reduce(0) { $0 + $1.rows.count * $1.alignments.count }
        var index = 1
        let cells = (0..<count).map { _ in
            defer { index = source[index].end }
            return index + 1..<source[index].end
        }
        return (cells, index)
    }

    private mutating func append(_ kind: MarkdownNode.Kind, _ range: Range<Int>, until end: Int) {
        open.append((end, nodes.count))
        nodes.append(MarkdownNode(kind: kind, range: range, end: nodes.count + 1))
    }

    private mutating func close(before index: Int) {
        while let last = open.last, last.end <= index {
            nodes[last.index].end = nodes.count
            open.removeLast()
        }
    }

    private mutating func append(_ table: PipeTable, cells: ArraySlice<Range<Int>>) {
        let start = table.rows[0].range.lowerBound
        let tableIndex = nodes.count
        let end = text.end(ofLine: table.lines.upperBound)
        nodes.append(MarkdownNode(kind: .table(table.alignments), range: start..<end, end: 0))
        var cells = cells
        for row in table.rows {
            let rowIndex = nodes.count
            let kind = MarkdownNode.Kind.tableRow(excess: row.excess)
            nodes.append(MarkdownNode(kind: kind, range: row.range, end: 0))
            for cell in row.cells { append(cell, inlines: cells.removeFirst()) }
            nodes[rowIndex].end = nodes.count
        }
        nodes[tableIndex].end = nodes.count
    }

    /// A cell's inlines have libcmark's columns in `# CONTENT #`.
    private mutating func append(_ cell: PipeTable.Cell, inlines: Range<Int>) {
        let cellIndex = nodes.count
        nodes.append(MarkdownNode(kind: .tableCell, range: cell.range, end: 0))
        for index in inlines {
            let node = source[index]
            let lower = cell.offset(ofContent: max(0, node.startColumn - 3))
            let upper = cell.offset(ofContent: max(0, node.endColumn - 2))
            let end = cellIndex + 1 + node.end - inlines.lowerBound
            nodes.append(
                MarkdownNode(kind: node.kind, range: lower..<max(lower, upper), end: end))
        }
        nodes[cellIndex].end = nodes.count
    }

    /// The byte range of a node outside tables, within that of the node around it.
    private mutating func range(of node: CommonMarkNode) -> Range<Int> {
        let isInline: Bool
        switch node.kind {
        case .paragraph, .heading:
            block = node
            lineStart = nil
            isInline = false
        case .text, .softBreak, .lineBreak, .code, .html, .emphasis, .strong, .link, .image:
            isInline = true
        default: isInline = false
        }
        let outer = open.last.map { nodes[$0.index].range } ?? 0..<text.bytes.count
        if node.startColumn == 0 {
            let end = nodes[nodes.count - 1].range.upperBound
            return end..<end
        }
        let start =
            isInline ? self.start(ofLine: node.startLine) : text.start(ofLine: node.startLine)
        let end = isInline ? self.start(ofLine: node.endLine) : text.start(ofLine: node.endLine)
        let lower = min(max(start + node.startColumn - 1, outer.lowerBound), outer.upperBound)
        return lower..<max(lower, min(end + node.endColumn, outer.upperBound))
    }

    /// What columns of inlines count from: libcmark takes the block's first line's indent for all of
    /// them, whatever was taken off the others.
    private mutating func start(ofLine line: Int) -> Int {
        guard let block, line != block.startLine else { return text.start(ofLine: line) }
        if let lineStart, lineStart.line == line { return lineStart.offset }
        let content =
            containers.content(ofLine: line) ?? LineCursor(offset: text.start(ofLine: line))
        let offset = content.skippingSpace(in: text).offset - (block.startColumn - 1)
        lineStart = (line, offset)
        return offset
    }
}

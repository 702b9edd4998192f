extension MarkdownText {
    /// The cells of a table row; nil where a line can't be one. A pipe after a backslash doesn't
    /// part cells, however many backslashes there are.
    ///
    /// - Parameter line: from the first byte that isn't blank to before the line end.
    func cells(in line: Range<Int>) -> [PipeTable.Cell]? {
        var cells: [PipeTable.Cell] = []
        var offset = line.lowerBound
        func passPipe() {
            offset += 1
            while offset < line.upperBound, isTableSpace(bytes[offset]) { offset += 1 }
        }
        if bytes[offset] == .pipe { passPipe() }
        while offset < line.upperBound {
            let start = offset
            var escapes: [Int] = []
            while offset < line.upperBound {
                if bytes[offset] == .pipe {
                    guard offset > start, bytes[offset - 1] == .backslash else { break }
                    escapes.append(offset - 1)
                }
                offset += 1
            }
            var end = offset
            while end > start, isTableSpace(bytes[end - 1]) { end -= 1 }
            cells.append(PipeTable.Cell(range: start..<end, escapes: escapes))
            if offset < line.upperBound { passPipe() }
        }
        return cells.isEmpty ? nil : cells
    }

    /// The columns' alignments if a line is a delimiter row: `:?-+:?` between pipes.
    func alignments(in line: Range<Int>) -> [MarkdownNode.Alignment?]? {
        let isPossible = bytes[line].allSatisfy {
            $0 == .dash || $0 == .pipe || $0 == .colon || isTableSpace($0)
        }
        guard isPossible, let cells = cells(in: line) else { return nil }
        var alignments: [MarkdownNode.Alignment?] = []
        for cell in cells {
            guard !cell.range.isEmpty else { return nil }
            let isLeft = bytes[cell.range.lowerBound] == .colon
            let isRight = bytes[cell.range.upperBound - 1] == .colon
            let dashes = bytes[cell.range].dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
            guard !dashes.isEmpty, dashes.allSatisfy({ $0 == .dash }) else { return nil }
            alignments.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : nil)
        }
        return alignments
    }

    private func isTableSpace(_ byte: UInt8) -> Bool {
        byte == .space || byte == .tab || byte == 0x0B || byte == 0x0C
    }
}

#if Hummingbird
    import TxKitTestSupport

    /// The table of one engine's four rows.
    struct MatrixTable: Sendable {
        private static let columns = [
            "case", "atomic requests", "the test reads", "another connection reads", "the assertion \"still 100\"",
        ]

        let rows: [MatrixRow]
        let palette: Palette

        /// The heading, the rows, and under a row that is not as expected what was expected.
        var lines: [String] {
            [palette.dim(Self.line(Self.columns))] + rows.flatMap(lines)
        }

        private func lines(_ row: MatrixRow) -> [String] {
            let hasPassed = row.assertion == .passed
            let verdict = hasPassed ? palette.green("passes") : palette.red("fails")
            let cells = [
                row.strategy.rawValue, row.atomicRequests ? "on" : "off", String(row.seenByTest),
                row.seenByOtherConnection.map(String.init) ?? "nothing",
            ]
            let line = Self.line(cells) + "  " + verdict
            guard !row.isAsExpected else { return [line] }
            let expected = MatrixCase(strategy: row.strategy, atomicRequests: row.atomicRequests)
            let outside = expected.expectedByOtherConnection.map(String.init) ?? "nothing"
            return [
                line,
                palette.red("    not as expected: \(expected.expectedByTest), and by another connection \(outside)"),
            ]
        }

        /// Cells in their columns; numbers to the right.
        private static func line(_ cells: [String]) -> String {
            let aligned = zip(cells, columns).enumerated().map { position, cell in
                let isNumber = position == 2 || position == 3
                return isNumber
                    ? TextLayout.right(cell.0, cell.1.count)
                    : TextLayout.left(cell.0, max(cell.1.count, "rollback".count))
            }
            return "  " + aligned.joined(separator: "  ")
        }
    }
#endif

#if Hummingbird
    /// The matrix of one engine for people: the table, then what was sent in each combination.
    struct MatrixText: Sendable {
        let results: [MatrixResult]
        let palette: Palette

        var text: String {
            guard let engine = results.first?.row.engine else { return "" }
            var lines = [palette.bold(engine.title), ""]
            lines += MatrixTable(rows: results.map(\.row), palette: palette).lines
            for result in results {
                let combination = MatrixCase(strategy: result.row.strategy, atomicRequests: result.row.atomicRequests)
                lines += ["", "  " + palette.bold(combination.title)]
                lines += TimelineText(timeline: result.timeline, palette: palette).lines
            }
            return lines.joined(separator: "\n") + "\n"
        }
    }
#endif

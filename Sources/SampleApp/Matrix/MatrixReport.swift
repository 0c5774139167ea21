#if Hummingbird
    import Foundation

    /// The results of all targets.
    struct MatrixReport: Sendable {
        /// One entry for each engine.
        let engines: [[MatrixResult]]

        var rows: [MatrixRow] { engines.flatMap { $0.map(\.row) } }

        /// Whether each row is what the demonstration claims.
        var isAsExpected: Bool { !rows.isEmpty && rows.allSatisfy(\.isAsExpected) }

        func text(_ palette: Palette) -> String {
            engines.map { MatrixText(results: $0, palette: palette).text }.joined(separator: "\n")
        }

        func json() throws -> String { try MatrixJSON(rows: rows).text() }

        /// Runs the matrix at the addresses; without any, on SQLite, and on PostgreSQL when a server can be had.
        ///
        /// - Parameter leavingOut: Is told why PostgreSQL was left out.
        static func make(_ addresses: [DatabaseAddress], leavingOut: (any Error) -> Void) async throws -> MatrixReport {
            var engines: [[MatrixResult]] = []
            for address in addresses {
                engines.append(try await MatrixTarget(address).results())
            }
            guard addresses.isEmpty else { return MatrixReport(engines: engines) }
            engines.append(try await MatrixTarget.sqlite.results())
            do {
                engines.append(try await MatrixTarget.postgresql.results())
            } catch {
                leavingOut(error)
            }
            return MatrixReport(engines: engines)
        }
    }
#endif

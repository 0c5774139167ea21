package import TxKit

extension SQLiteConnection {
    package func beginRows(
        _ statement: DriverStatement,
        after control: [DriverStatement],
        cancellation: StatementCancellation?
    ) -> DriverOutcome {
        var stream: RowStream?
        let outcome = perform(cancellation, first: control.first ?? statement) {
            handle,
            results throws(DatabaseError) in
            for statement in control {
                results.append(try handle.execute(statement))
            }
            stream = RowStream(prepared: try handle.prepare(statement), statement: statement)
        }
        if let stream { rowStream = stream }
        return outcome
    }

    package func nextRows(limit: Int, cancellation: StatementCancellation?) -> DriverOutcome {
        guard var stream = rowStream else {
            return perform(nil, first: nil) { _, _ throws(DatabaseError) in throw Self.noQuery }
        }
        let outcome = perform(cancellation, first: stream.statement, duringRows: true) {
            handle,
            results throws(DatabaseError) in
            let rows = try stream.next(max(1, limit), from: handle)
            if !rows.isEmpty { results.append(DriverResult(columns: stream.prepared.columns, rows: rows)) }
        }
        rowStream = stream
        return outcome
    }

    package func endRows() -> DriverOutcome {
        rowStream?.finish()
        rowStream = nil
        return perform(nil, first: nil) { _, _ throws(DatabaseError) in }
    }

    private static var noQuery: DatabaseError {
        DatabaseError(.statementFailed, "No query is giving rows on this connection. Begin one first.")
    }
}

extension RowStream {
    /// The next rows, at most so many; none at the end.
    ///
    /// A failure and the end both let the query's locks go at once, before anyone calls `endRows`.
    mutating func next(_ limit: Int, from handle: SQLiteHandle) throws(DatabaseError) -> [[DatabaseValue]] {
        guard !isAtEnd else { return [] }
        if handle.monitor.isCancelled { throw SQLiteHandle.cancelled(statement.text, statement.values) }
        var rows: [[DatabaseValue]] = []
        do throws(DatabaseError) {
            while rows.count < limit {
                guard try handle.step(prepared, statement) else {
                    finish()
                    break
                }
                rows.append(prepared.row())
            }
        } catch {
            finish()
            throw error
        }
        return rows
    }
}

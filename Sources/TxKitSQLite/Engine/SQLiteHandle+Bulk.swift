import CSQLite3
import TxKit

extension SQLiteHandle {
    /// The values in one INSERT: more make it no faster, but the statement longer to compile.
    private static let bulkValues = 1000

    /// Inserts rows, all of them or none.
    func insert(_ rows: BulkRows) throws(DatabaseError) -> DriverResult {
        try check(rows)
        guard !rows.rows.isEmpty else { return DriverResult(tag: "INSERT") }
        _ = try execute(DriverStatement("SAVEPOINT txkit_bulk"))
        do throws(DatabaseError) {
            let count = try insertChunks(rows)
            _ = try execute(DriverStatement("RELEASE txkit_bulk"))
            return DriverResult(rowsAffected: count, tag: "INSERT")
        } catch {
            // What undoes the rows must not be cancelled with them.
            monitor.end()
            undo()
            throw error
        }
    }

    private func insertChunks(_ rows: BulkRows) throws(DatabaseError) -> Int {
        let chunkSize = max(1, min(parameterLimit, Self.bulkValues) / rows.columns.count)
        var count = 0
        var prepared: PreparedStatement?
        var text = ""
        for start in stride(from: 0, to: rows.rows.count, by: chunkSize) {
            if monitor.isCancelled { throw Self.cancelled("INSERT INTO \(rows.target)") }
            let chunk = rows.rows[start..<min(start + chunkSize, rows.rows.count)]
            if prepared == nil || chunk.count < chunkSize {
                text = Self.insertText(rows, count: chunk.count)
                prepared = try compile(SQLText(text), flags: SQLITE_PREPARE_PERSISTENT)?.statement
            }
            guard let prepared else { break }
            let statement = DriverStatement(text, Array(chunk.joined()))
            try bind(statement, to: prepared)
            defer { prepared.reset() }
            count += try finish(prepared, statement).rowsAffected
        }
        return count
    }

    private static func insertText(_ rows: BulkRows, count: Int) -> String {
        let columns = rows.columns.map(SQLStatement.quoted).joined(separator: ", ")
        let row = "(" + repeatElement("?", count: rows.columns.count).joined(separator: ",") + ")"
        return "INSERT INTO \(rows.target) (\(columns)) VALUES "
            + repeatElement(row, count: count).joined(separator: ",")
    }

    /// Takes back what was inserted.
    ///
    /// SQLite may have ended the transaction itself, and then nothing is left to undo.
    private func undo() {
        guard state == .inTransaction else { return }
        do throws(DatabaseError) {
            _ = try execute(DriverStatement("ROLLBACK TO txkit_bulk"))
            _ = try execute(DriverStatement("RELEASE txkit_bulk"))
        } catch {
            // Rather no transaction than one with half of the rows; the outcome's state tells the kernel.
            _ = try? execute(DriverStatement("ROLLBACK"))
        }
    }

    private func check(_ rows: BulkRows) throws(DatabaseError) {
        if rows.columns.isEmpty {
            throw DatabaseError(
                .statementFailed,
                "A bulk insert into \(rows.target) names no columns. Name at least one."
            )
        }
        if rows.columns.count > parameterLimit {
            throw DatabaseError(
                .tooManyParameters,
                "A bulk insert into \(rows.target) has \(rows.columns.count) columns, but SQLite takes "
                    + "\(parameterLimit) values at most. Name fewer columns."
            )
        }
        if let ragged = rows.rows.firstIndex(where: { $0.count != rows.columns.count }) {
            throw DatabaseError(
                .statementFailed,
                "Row \(ragged + 1) of a bulk insert into \(rows.target) has \(rows.rows[ragged].count) values for "
                    + "\(rows.columns.count) columns. Give each row one value for each column."
            )
        }
    }
}

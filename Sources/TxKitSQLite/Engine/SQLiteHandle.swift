import CSQLite3
import TxKit

/// An open SQLite connection and its prepared statements; closed when it is let go.
///
/// It is not Sendable: the actor that owns it uses it on its own queue only.
final class SQLiteHandle {
    let database: OpaquePointer
    let monitor: StatementMonitor
    let interrupter: Interrupter
    var cache: StatementCache
    private var isClosed = false

    init(_ database: OpaquePointer, options: SQLiteOptions) {
        self.database = database
        monitor = StatementMonitor(busyTimeout: options.busyTimeout)
        interrupter = Interrupter(database)
        cache = StatementCache(capacity: options.statementCacheSize)
        monitor.install(on: database)
    }

    deinit {
        close()
    }

    /// Closes the connection, which rolls back an open transaction.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        interrupter.retire()
        cache.removeAll()
        sqlite3_close_v2(database)
    }

    /// What SQLite says of the transaction; it can end one by itself, so nothing of ours remembers it.
    var state: ServerState {
        sqlite3_get_autocommit(database) == 0 ? .inTransaction : .idle
    }

    /// The most values one statement can have.
    var parameterLimit: Int {
        Int(sqlite3_limit(database, SQLITE_LIMIT_VARIABLE_NUMBER, -1))
    }

    /// Runs one statement to its end.
    func execute(_ statement: DriverStatement) throws(DatabaseError) -> DriverResult {
        let prepared = try prepare(statement)
        defer { prepared.reset() }
        return try finish(prepared, statement)
    }

    /// Steps a bound statement to its end and collects what it gives.
    func finish(_ prepared: PreparedStatement, _ statement: DriverStatement) throws(DatabaseError) -> DriverResult {
        var rows: [[DatabaseValue]] = []
        while try step(prepared, statement) { rows.append(prepared.row()) }
        return DriverResult(
            columns: prepared.columns,
            rows: rows,
            rowsAffected: prepared.countsChanges ? Int(sqlite3_changes64(database)) : 0,
            tag: prepared.keyword
        )
    }

    /// Goes on to the next row; false at the end.
    func step(_ prepared: PreparedStatement, _ statement: DriverStatement) throws(DatabaseError) -> Bool {
        switch prepared.step() {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(statement.text, statement.values)
        }
    }
}

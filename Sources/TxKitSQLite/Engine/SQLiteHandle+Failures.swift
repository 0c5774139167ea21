import CSQLite3
import TxKit

extension SQLiteHandle {
    /// The error of the call that just failed; to be made before the statement is reset.
    func failure(_ statement: String?, _ values: [DatabaseValue] = []) -> DatabaseError {
        let result = ResultCode(extended: sqlite3_extended_errcode(database))
        let text = String(cString: sqlite3_errmsg(database))
        if monitor.isCancelled, [SQLITE_BUSY, SQLITE_INTERRUPT].contains(result.primary) {
            return Self.cancelled(statement, values, engineCode: Int(result.extended))
        }
        let isUpgrade = result.extended == ResultCode.busySnapshot || isReadingInTransaction
        let sentences = [Self.sentence(text), result.advice(isUpgrade: isUpgrade)].compactMap { $0 }
        return DatabaseError(
            result.code(text: text),
            sentences.joined(separator: " "),
            engineCode: Int(result.extended),
            statement: statement,
            values: values
        )
    }

    /// The error of a statement whose task was cancelled.
    static func cancelled(
        _ statement: String?,
        _ values: [DatabaseValue] = [],
        engineCode: Int? = nil
    ) -> DatabaseError {
        DatabaseError(
            .statementCancelled,
            "The statement was cancelled before it ended; run it again if it is still wanted.",
            engineCode: engineCode,
            statement: statement,
            values: values
        )
    }

    /// The error of any use of a closed connection.
    static func closed(_ statement: String?) -> DatabaseError {
        DatabaseError(
            .connectionLost,
            "The SQLite connection is closed. Take another one from the pool and run the transaction again.",
            statement: statement
        )
    }

    /// SQLite's message as a sentence.
    static func sentence(_ text: String) -> String {
        "SQLite says: \(text)."
    }

    private var isReadingInTransaction: Bool {
        state == .inTransaction && sqlite3_txn_state(database, nil) == SQLITE_TXN_READ
    }
}

import CSQLite3
package import TxKit

extension SQLiteConnection {
    /// Copies the whole database into a file, replacing what that file holds.
    ///
    /// - Throws: A `DatabaseError`: `connectionFailed` when the file cannot be opened, `busy` when this connection is
    ///   writing or another one keeps the file locked. The file is of no use then.
    package func backup(to path: String) throws(DatabaseError) {
        let source = try openHandle(for: nil)
        // SQLite would call this busy too, and waiting for ourselves would not end.
        guard sqlite3_txn_state(source.database, "main") != SQLITE_TXN_WRITE else {
            throw DatabaseError(
                .busy,
                "The database cannot be copied to \(path) in the middle of a writing transaction. End it first."
            )
        }
        let target = SQLiteLocation.file(path)
        let copy = try SQLiteHandle.openDatabase(target)
        defer { sqlite3_close_v2(copy) }
        guard let backup = sqlite3_backup_init(copy, "main", source.database, "main") else {
            throw Self.backupFailure(sqlite3_extended_errcode(copy), target)
        }
        var result = SQLITE_OK
        var isFirstTry = true
        repeat {
            result = sqlite3_backup_step(backup, -1)
            let isBusy = result & 0xFF == SQLITE_BUSY
            guard isBusy, source.monitor.waitsOn(isFirstTry: isFirstTry) else { break }
            isFirstTry = false
        } while true
        sqlite3_backup_finish(backup)
        guard result == SQLITE_DONE else { throw Self.backupFailure(result, target) }
    }

    private static func backupFailure(_ result: Int32, _ target: SQLiteLocation) -> DatabaseError {
        let code = ResultCode(extended: result)
        let text = String(cString: sqlite3_errstr(result))
        let advice = code.advice(isUpgrade: false)
        return DatabaseError(
            code.code(text: text),
            ["The database could not be copied to \(target).", SQLiteHandle.sentence(text), advice].compactMap { $0 }
                .joined(separator: " "),
            engineCode: Int(result)
        )
    }
}

import CSQLite3
import TxKit

extension SQLiteHandle {
    /// Opens a database and sets the connection up.
    static func open(_ location: SQLiteLocation, _ options: SQLiteOptions) throws(DatabaseError) -> SQLiteHandle {
        guard sqlite3_threadsafe() != 0 else {
            throw DatabaseError(
                .connectionFailed,
                "This build of SQLite is not safe to use in a program with threads. Link one that is compiled with "
                    + "SQLITE_THREADSAFE=1 or 2."
            )
        }
        let handle = SQLiteHandle(try openDatabase(location), options: options)
        do throws(DatabaseError) {
            try handle.setUp(location, options)
        } catch {
            handle.close()
            throw location.openingFailure(error)
        }
        return handle
    }

    /// Opens the database itself, for one thread at a time, which its owner's queue makes sure of.
    static func openDatabase(_ location: SQLiteLocation) throws(DatabaseError) -> OpaquePointer {
        if location.name.utf8.contains(0) {
            throw DatabaseError(
                .connectionFailed,
                "The path of the SQLite database holds a NUL character. Give the path of a file."
            )
        }
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
            | SQLITE_OPEN_PRIVATECACHE
        var database: OpaquePointer?
        let result = sqlite3_open_v2(location.name, &database, flags, nil)
        guard result == SQLITE_OK, let database else {
            let extended = database.map { sqlite3_extended_errcode($0) } ?? result
            let text = String(cString: database.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(result))
            sqlite3_close_v2(database)
            let cause = DatabaseError(.connectionFailed, Self.sentence(text), engineCode: Int(extended))
            throw location.openingFailure(cause)
        }
        sqlite3_extended_result_codes(database, 1)
        return database
    }

    private func setUp(_ location: SQLiteLocation, _ options: SQLiteOptions) throws(DatabaseError) {
        // Opening does not look into the file; reading the schema's version does.
        _ = try pragma("schema_version")
        _ = try pragma("foreign_keys = \(options.foreignKeys ? 1 : 0)")
        if !location.isPrivate, location.path != nil, sqlite3_db_readonly(database, "main") == 0 {
            try setJournalMode(options.journalMode)
        }
        _ = try pragma("synchronous = \(options.effectiveSynchronous.rawValue)")
    }

    private func setJournalMode(_ mode: SQLiteJournalMode) throws(DatabaseError) {
        let wanted = DatabaseValue.text(mode.rawValue.lowercased())
        var isFirstTry = true
        while try pragma("journal_mode") != wanted {
            do throws(DatabaseError) {
                guard try pragma("journal_mode = \(mode.rawValue)") != wanted else { return }
                throw DatabaseError(
                    .connectionFailed,
                    "The journal mode \(mode.rawValue) cannot be had for this file. Choose another one in "
                        + "SQLiteOptions.journalMode; WAL needs a local disk."
                )
            } catch {
                // The switch needs the whole file for a moment, and SQLite does not ask the busy handler then.
                guard error.code == .busy, monitor.waitsOn(isFirstTry: isFirstTry) else { throw error }
                isFirstTry = false
            }
        }
    }

    /// Runs a pragma and gives the first value it answers.
    func pragma(_ text: String) throws(DatabaseError) -> DatabaseValue {
        try execute(DriverStatement("PRAGMA " + text)).rows.first?.first ?? .null
    }
}

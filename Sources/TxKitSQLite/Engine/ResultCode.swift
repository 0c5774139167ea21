import CSQLite3
import TxKit

/// What an extended result code of SQLite means for the person who reads the error.
///
/// Source: SQLite documentation, "Result and Error Codes".
struct ResultCode {
    /// The extended code.
    let extended: Int32

    /// The code without its extension.
    var primary: Int32 { extended & 0xFF }

    /// Another connection wrote since this transaction first read (SQLITE_BUSY_SNAPSHOT).
    static let busySnapshot = SQLITE_BUSY | (2 << 8)
    /// The file is a folder (SQLITE_CANTOPEN_ISDIR).
    static let isFolder = SQLITE_CANTOPEN | (2 << 8)

    /// The kernel's code for this one; `text` is SQLite's message, which tells apart what shares SQLITE_ERROR.
    func code(text: String) -> DatabaseError.Code {
        switch primary {
        case SQLITE_CONSTRAINT: constraintCode
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_READONLY: .readOnly
        case SQLITE_INTERRUPT: .statementCancelled
        case SQLITE_TOOBIG: .valueOutOfRange
        case SQLITE_ERROR where text.hasPrefix("too many SQL variables"): .tooManyParameters
        default: .statementFailed
        }
    }

    private var constraintCode: DatabaseError.Code {
        switch extended >> 8 {
        case 6, 8, 10: .uniqueViolation  // PRIMARYKEY, UNIQUE, ROWID
        case 3: .foreignKeyViolation
        case 5: .notNullViolation
        case 1 where extended & 0xFF == SQLITE_CONSTRAINT: .checkViolation
        default: .constraintViolation
        }
    }

    /// What to do about it, as a sentence; nil where SQLite's message says it all.
    func advice(isUpgrade: Bool) -> String? {
        switch primary {
        case SQLITE_BUSY where isUpgrade:
            "The transaction has read before its first write, and meanwhile another connection wrote or holds the "
                + "write lock; waiting cannot help. Begin it in immediate mode, or run the whole transaction again."
        case SQLITE_BUSY, SQLITE_PROTOCOL:
            "Another connection holds the lock and did not release it within the busy timeout. Keep writing "
                + "transactions short, raise SQLiteOptions.busyTimeout, or run the transaction again."
        case SQLITE_LOCKED:
            "Another statement of this connection still uses the table. Finish reading its rows first."
        case SQLITE_READONLY:
            "The transaction was opened read-only, or the database is. Open a transaction that may write, or look at "
                + "the location's mode and the file's permissions."
        case SQLITE_INTERRUPT: "The statement was interrupted before it ended; run it again if it is still wanted."
        case SQLITE_TOOBIG: "Split the value: SQLite holds at most about one billion bytes in one text, blob or row."
        case SQLITE_FULL: "The disk, or the limit that PRAGMA max_page_count sets, is full. Make room and run it again."
        case SQLITE_IOERR: "The disk could not be read or written. Look at the system's log and at the free space."
        case SQLITE_CORRUPT: "The file is damaged. Run PRAGMA integrity_check, and restore the file from a backup."
        case SQLITE_NOTADB: "Give the path of a SQLite database, or of a file that does not exist yet."
        case SQLITE_CANTOPEN: "Check that the file's folder exists and that this process may read and write in it."
        case SQLITE_NOMEM: "The process has no memory left for SQLite. Fetch the rows in smaller portions."
        default: nil
        }
    }
}

/// How SQLite keeps a transaction undoable until it commits.
///
/// Source: SQLite documentation, "Write-Ahead Logging" and "PRAGMA journal_mode".
public enum SQLiteJournalMode: String, Sendable, Hashable, CaseIterable {
    /// A write-ahead log: readers go on while one connection writes.
    case wal = "WAL"
    /// A rollback journal that is deleted after each transaction: a writer that commits keeps readers out.
    case delete = "DELETE"
}

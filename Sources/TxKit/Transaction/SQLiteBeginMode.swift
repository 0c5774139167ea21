/// When a SQLite transaction takes its locks.
///
/// Source: SQLite documentation, "Transactions", section 2.2. A deferred transaction that has read and then writes while
/// another connection has written fails at once with SQLITE_BUSY, whatever the busy timeout says; that is why
/// ``immediate`` is TxKit's default for transactions that may write.
public enum SQLiteBeginMode: String, Sendable, Hashable, CaseIterable {
    /// No lock until the first statement that needs one.
    case deferred = "DEFERRED"
    /// The write lock at once; readers go on.
    case immediate = "IMMEDIATE"
    /// The write lock at once; in a rollback journal mode other than WAL readers are kept out too.
    case exclusive = "EXCLUSIVE"
}

/// What a transaction is asked to be.
///
/// ```swift
/// try await database.withTransaction(options: .init(isolation: .serializable, retry: .onConflict(attempts: 3))) { … }
/// ```
///
/// Isolation, `deferrable` and the begin mode belong to the transaction as a whole: a block inside another block that
/// asks for them throws ``DatabaseError/Code/optionNotPossible`` and never ignores them.
public struct TransactionOptions: Sendable, Hashable {
    /// The isolation level; nil for the engine's default.
    public var isolation: IsolationLevel?
    /// Whether writes are refused by the engine (PostgreSQL `READ ONLY`, SQLite `PRAGMA query_only`).
    public var readOnly: Bool
    /// PostgreSQL: whether a serializable read-only transaction may wait for a snapshot that cannot fail.
    public var deferrable: Bool
    /// SQLite: when the write lock is taken; nil for ``SQLiteBeginMode/immediate``, or ``SQLiteBeginMode/deferred``
    /// when the transaction is read-only. Other engines have no such choice and do not look at it.
    public var beginMode: SQLiteBeginMode?
    /// Whether the block runs again after a conflict. Only the outermost block can do so: from a block inside it the
    /// conflict travels outwards.
    public var retry: RetryPolicy

    /// Makes options; the defaults are the engine's.
    public init(
        isolation: IsolationLevel? = nil,
        readOnly: Bool = false,
        deferrable: Bool = false,
        beginMode: SQLiteBeginMode? = nil,
        retry: RetryPolicy = .never
    ) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.deferrable = deferrable
        self.beginMode = beginMode
        self.retry = retry
    }
}

/// How connections to a SQLite database are set up.
public struct SQLiteOptions: Sendable, Hashable {
    /// How long a statement waits for a lock that another connection holds before it fails with
    /// `DatabaseError.Code.busy`; zero for not at all.
    public var busyTimeout: Duration
    /// Whether foreign keys are enforced, which SQLite itself does not do unless told to.
    public var foreignKeys: Bool
    /// The journal mode; not applied to databases in memory or opened read-only.
    public var journalMode: SQLiteJournalMode
    /// When to wait for the disk; nil for ``SQLiteSynchronous/normal`` with ``SQLiteJournalMode/wal`` and
    /// ``SQLiteSynchronous/full`` otherwise.
    public var synchronous: SQLiteSynchronous?
    /// How many prepared statements each connection keeps; zero for none.
    public var statementCacheSize: Int

    /// Makes options; the defaults suit a server that reads and writes a file of its own.
    public init(
        busyTimeout: Duration = .seconds(10),
        foreignKeys: Bool = true,
        journalMode: SQLiteJournalMode = .wal,
        synchronous: SQLiteSynchronous? = nil,
        statementCacheSize: Int = 64
    ) {
        self.busyTimeout = busyTimeout
        self.foreignKeys = foreignKeys
        self.journalMode = journalMode
        self.synchronous = synchronous
        self.statementCacheSize = statementCacheSize
    }

    /// The value of `PRAGMA synchronous`, with the default filled in.
    var effectiveSynchronous: SQLiteSynchronous {
        synchronous ?? (journalMode == .wal ? .normal : .full)
    }
}

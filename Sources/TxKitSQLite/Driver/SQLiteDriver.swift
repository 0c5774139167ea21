public import Logging
public import TxKit

/// Opens connections to one SQLite database.
///
/// ```swift
/// let driver = SQLiteDriver(location: .file("app.db"))
/// ```
///
/// Each connection works on a dispatch queue of its own, so that a statement that takes long, or waits for a lock,
/// never holds up a thread of Swift's cooperative pool.
public final class SQLiteDriver: Driver {
    /// Where the database is.
    public let location: SQLiteLocation
    /// How connections are set up.
    public let options: SQLiteOptions

    /// Makes a driver; nothing is opened yet.
    public init(location: SQLiteLocation, options: SQLiteOptions = SQLiteOptions()) {
        self.location = location
        self.options = options
    }

    /// SQLite's dialect.
    public var dialect: SQLDialect { .sqlite }

    /// The path or URI of the database.
    public var displayName: String { location.description }

    /// 1 for a database that only its one connection sees, such as one in memory; nil otherwise.
    public var connectionLimit: Int? { location.isPrivate ? 1 : nil }

    /// The `BEGIN` that fits the options: `IMMEDIATE`, or `DEFERRED` for what only reads.
    ///
    /// - Throws: A `DatabaseError` with `optionNotPossible` for `deferrable`, which only PostgreSQL has.
    public func beginStatements(_ options: TransactionOptions) throws(DatabaseError) -> [String] {
        if options.deferrable {
            throw DatabaseError(
                .optionNotPossible,
                "SQLite has no deferrable transactions. Leave deferrable out: a read-only SQLite transaction never "
                    + "fails for the sake of a concurrent one."
            )
        }
        let onlyReads = options.readOnly || location.isReadOnly
        let mode = options.beginMode ?? (onlyReads ? .deferred : .immediate)
        let begin = "BEGIN \(mode.rawValue)"
        return options.readOnly ? [begin, "PRAGMA query_only = 1"] : [begin]
    }

    /// Lets the connection write again after a read-only transaction.
    public func afterEndStatements(_ options: TransactionOptions) -> [String] {
        options.readOnly ? ["PRAGMA query_only = 0"] : []
    }

    /// Opens a connection, on its own queue.
    public func connect(logger: Logger) async throws(DatabaseError) -> any DriverConnection {
        try await open(logger: logger)
    }

    /// Opens a connection and gives it as what it is, for what only SQLite can do.
    package func open(logger: Logger) async throws(DatabaseError) -> SQLiteConnection {
        let connection = SQLiteConnection()
        try await connection.open(location, options)
        logger.debug("Opened a SQLite connection", metadata: ["database": "\(location)"])
        return connection
    }
}

public import Logging
public import TxKit

/// Opens connections to a PostgreSQL database by libpq.
///
/// ```swift
/// let driver = PostgresDriver("postgresql://app@db.example.com/shop?sslmode=verify-full")
/// ```
///
/// The connection string is a URL, a list such as `host=localhost dbname=shop`, or empty. What it leaves out comes from
/// where libpq looks for it: the environment (`PGHOST`, `PGUSER`, …), a service file, `~/.pgpass`. Servers from
/// PostgreSQL 12 on are supported. A session speaks UTF-8 and `DateStyle` ISO, in the time zone
/// ``PostgresOptions/timeZone``.
public final class PostgresDriver: Driver {
    let connectionString: ConnectionString
    let options: PostgresOptions

    /// The database's address for messages, without a password.
    public let displayName: String

    /// Makes a driver; nothing is connected or checked until the first connection is opened.
    public init(_ connectionString: String, options: PostgresOptions = .init()) {
        self.connectionString = ConnectionString(connectionString)
        self.options = options
        displayName = self.connectionString.displayName
    }

    /// PostgreSQL's dialect: `$1`, `$2`, ….
    public var dialect: SQLDialect { .postgresql }

    /// No limit of the engine's; the server has one (`max_connections`).
    public var connectionLimit: Int? { nil }

    /// The `BEGIN` with its modes; `beginMode` is SQLite's and not looked at.
    ///
    /// - Throws: A ``DatabaseError`` with ``DatabaseError/Code/optionNotPossible`` for `deferrable` without
    ///   serializable isolation and `readOnly`, where PostgreSQL would ignore it.
    public func beginStatements(_ options: TransactionOptions) throws(DatabaseError) -> [String] {
        var text = "BEGIN"
        if let isolation = options.isolation { text += " ISOLATION LEVEL " + isolation.rawValue }
        if options.readOnly { text += " READ ONLY" }
        if options.deferrable {
            guard options.isolation == .serializable, options.readOnly else {
                throw DatabaseError(
                    .optionNotPossible,
                    "PostgreSQL defers only transactions that are serializable and read-only. "
                        + "Set isolation to .serializable and readOnly to true, or leave deferrable off."
                )
            }
            text += " DEFERRABLE"
        }
        return [text]
    }

    /// Nothing: what `BEGIN` sets ends with the transaction.
    public func afterEndStatements(_ options: TransactionOptions) -> [String] { [] }

    /// Opens a connection, on a thread of its own while libpq looks up names and greets the server.
    public func connect(logger: Logger) async throws(DatabaseError) -> any DriverConnection {
        try await openConnection(logger: logger)
    }

    /// Opens a connection of this driver's own type.
    package func openConnection(logger: Logger) async throws(DatabaseError) -> PostgresConnection {
        PostgresConnection(try await ConnectionOpener(string: connectionString, options: options).open(logger: logger))
    }
}

public import Logging

/// What opens connections to one database of one engine.
///
/// TxKit has two, `TxKitSQLite` and `TxKitPostgres`. A driver is small on purpose: everything about blocks, savepoints,
/// hooks and the pool is the kernel's.
public protocol Driver: Sendable {
    /// How the engine wants its statements written.
    var dialect: SQLDialect { get }

    /// The database's address for messages, without a password.
    var displayName: String { get }

    /// The most connections that make sense; 1 for a private in-memory database, nil for no limit of the engine's.
    var connectionLimit: Int? { get }

    /// The statements that open a transaction with these options, or an error for options the engine does not have.
    func beginStatements(_ options: TransactionOptions) throws(DatabaseError) -> [String]

    /// The statements to run after the transaction of ``beginStatements(_:)`` has ended, to undo what outlives it.
    func afterEndStatements(_ options: TransactionOptions) -> [String]

    /// The statements that make a savepoint read-only from here on, and those to send after it has ended.
    var readOnlySavepointStatements: (begin: [String], end: [String]) { get }

    /// Whether a transaction opened without options has at least this isolation.
    func alwaysGives(_ isolation: IsolationLevel) -> Bool

    /// Opens a connection.
    ///
    /// - Throws: A ``DatabaseError`` with ``DatabaseError/Code/connectionFailed``, or
    ///   ``DatabaseError/Code/tooManyConnections`` when the server has no free slot.
    func connect(logger: Logger) async throws(DatabaseError) -> any DriverConnection
}

/// What the engine itself says about the transaction of a connection.
public enum ServerState: Sendable, Hashable {
    /// No transaction is open.
    case idle
    /// A transaction is open and can go on.
    case inTransaction
    /// A transaction is open and a statement in it failed, so that only a rollback is possible (PostgreSQL).
    case failed
    /// The connection is broken.
    case lost
}

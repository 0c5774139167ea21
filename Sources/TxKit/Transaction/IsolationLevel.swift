/// The isolation levels of the SQL standard.
///
/// SQLite always gives serializable isolation, which the standard allows for each weaker request. PostgreSQL treats
/// `readUncommitted` as `readCommitted` (PostgreSQL manual, "Transaction Isolation").
public enum IsolationLevel: String, Sendable, Hashable, CaseIterable {
    case readUncommitted = "READ UNCOMMITTED"
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
}

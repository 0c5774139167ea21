/// A message that another session sent by `NOTIFY` or `pg_notify`.
public struct PostgresNotification: Sendable, Hashable {
    /// The channel it was sent on.
    public let channel: String
    /// The text sent with it; empty when there was none.
    public let payload: String
    /// The server process of the session that sent it.
    public let processID: Int32
}

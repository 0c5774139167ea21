/// A hook that runs.
public struct HookEvent: Sendable {
    /// What the hook waited for.
    public enum Kind: String, Sendable, Hashable {
        case afterCommit
        case afterRollback
    }

    /// The number of the session, unique in the process.
    public let session: Int
    /// The name of the database.
    public let database: String
    /// What it waited for.
    public let kind: Kind
    /// The line that registered it.
    public let place: SourcePlace
}

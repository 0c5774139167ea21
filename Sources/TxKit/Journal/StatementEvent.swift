/// A statement on its way to the server.
public struct StatementEvent: Sendable {
    /// Whose statement it is.
    public enum Role: String, Sendable, Hashable {
        /// A statement somebody wrote.
        case user
        /// BEGIN, COMMIT, SAVEPOINT and the like, sent by the kernel for a frame.
        case control
    }

    /// The number of the session, unique in the process.
    public let session: Int
    /// The name of the database.
    public let database: String
    /// The frame the statement stands in; for a control statement, the frame it opens or ends.
    public let frame: FrameID
    /// How many frames lie outside that frame.
    public let depth: Int
    /// Who opened that frame; nil when the statement stands in none.
    public let opener: FrameOpener?
    /// Whose statement it is.
    public let role: Role
    /// The text, as it is sent.
    public let text: String
    /// The bound values.
    public let values: [DatabaseValue]
    /// The line that ran it; for a control statement, the line that opened the frame.
    public let place: SourcePlace
}

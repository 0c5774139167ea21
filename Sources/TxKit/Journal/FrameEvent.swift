/// A frame that is opened or ends.
public struct FrameEvent: Sendable {
    /// How a frame ended.
    public enum Outcome: String, Sendable, Hashable {
        /// COMMIT, or RELEASE into the enclosing frame.
        case committed
        /// ROLLBACK, or ROLLBACK TO and RELEASE.
        case rolledBack
        /// The engine had ended it before.
        case endedByServer
        /// The connection broke.
        case lost
    }

    /// The number of the session, unique in the process.
    public let session: Int
    /// The name of the database.
    public let database: String
    /// The frame.
    public let frame: FrameID
    /// The frame it stands on; nil for the outermost.
    public let parent: FrameID?
    /// How many frames lie outside it.
    public let depth: Int
    /// Who opened it.
    public let opener: FrameOpener
    /// The savepoint's name; nil for a transaction and for a joined block.
    public let savepoint: String?
    /// Whether it is only part of the frame it stands on.
    public let isJoined: Bool
    /// The line that opened it.
    public let place: SourcePlace
    /// How it ended; nil while it is open.
    public let outcome: Outcome?
}

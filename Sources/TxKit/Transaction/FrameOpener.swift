/// Who opened a frame.
public enum FrameOpener: String, Sendable, Hashable {
    /// The test harness: invisible to the application.
    case harness
    /// A block of the application's own.
    case application
    /// A single statement outside any block, inside a rollback test.
    case statement
}

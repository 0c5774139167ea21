/// How often SQLite waits until data is safely on the disk.
///
/// Source: SQLite documentation, "PRAGMA synchronous".
public enum SQLiteSynchronous: String, Sendable, Hashable, CaseIterable {
    /// Waits at every commit: nothing committed is lost in a power failure.
    case full = "FULL"
    /// Waits at checkpoints only: in WAL a power failure may undo the last commits, but the file stays whole.
    case normal = "NORMAL"
    /// Never waits: a power failure may destroy the file. For throw-away databases.
    case off = "OFF"
}

import TxKit

/// A database lent to a test or a lane.
struct DatabaseCopy: Sendable {
    /// What opens connections to it.
    let driver: any Driver
    /// Gives it back: brings the baseline back, or removes it.
    let dispose: @Sendable () async throws -> Void
}

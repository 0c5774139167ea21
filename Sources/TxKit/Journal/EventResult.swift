/// What came of an event.
public struct EventResult: Sendable {
    /// How long it took. Statements that share a round trip share its time.
    public let duration: Duration
    /// Rows inserted, updated or deleted by a statement.
    public let rowsAffected: Int
    /// Rows given back by a statement.
    public let rowsReturned: Int
    /// Why it failed, if it did.
    public let error: (any Error)?

    package init(
        duration: Duration = .zero,
        rowsAffected: Int = 0,
        rowsReturned: Int = 0,
        error: (any Error)? = nil
    ) {
        self.duration = duration
        self.rowsAffected = rowsAffected
        self.rowsReturned = rowsReturned
        self.error = error
    }
}

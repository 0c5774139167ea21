/// What became of a batch of statements.
public struct DriverOutcome: Sendable {
    /// The results of the statements that succeeded, from the first on. When there is a failure, it belongs to the
    /// statement at index `results.count`, and no later statement has had an effect.
    public var results: [DriverResult]
    /// Why the batch stopped, if it did.
    public var failure: DatabaseError?
    /// What the engine says of the connection now.
    public var state: ServerState

    /// Makes an outcome.
    public init(results: [DriverResult], failure: DatabaseError? = nil, state: ServerState) {
        self.results = results
        self.failure = failure
        self.state = state
    }
}

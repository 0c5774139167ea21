/// A request that went through the atomic-request middleware.
public struct AtomicRequestRecord: Sendable, Hashable {
    /// The request, such as `POST /api/transfers`.
    public let request: String
    /// What became of its transaction; nil when its route opted out.
    public let outcome: AtomicRequestOutcome?

    /// Makes a record.
    public init(request: String, outcome: AtomicRequestOutcome?) {
        self.request = request
        self.outcome = outcome
    }
}

/// When an atomic request is rolled back, as data.
///
/// What a handler throws always rolls back. What it returns commits, unless its status is in ``rollbackStatuses``.
public struct AtomicRequestPolicy: Sendable, Hashable {
    /// What becomes of the transaction while the body of a response is written.
    ///
    /// A handler may return before its body exists: a streaming body is written after the handler has returned.
    public enum Body: Sendable, Hashable {
        /// The transaction ends when the handler returns; a body that queries does so outside of it.
        case commitBeforeBody
        /// The transaction stays open until the body is written, and rolls back when writing fails.
        case holdOpen
        /// The transaction ends when the handler returns; a body that queries does so in a read-only transaction, in
        /// which the engine refuses writes.
        case forbidWrites
    }

    /// The statuses of *returned* responses that roll back.
    public var rollbackStatuses: [ClosedRange<Int>]
    /// What becomes of the transaction while the body is written.
    public var body: Body
    /// The options of the request's transaction.
    public var options: TransactionOptions

    /// Makes a policy; by default statuses from 500 on roll back, and all others commit.
    public init(
        rollbackStatuses: [ClosedRange<Int>] = [500...599],
        body: Body = .commitBeforeBody,
        options: TransactionOptions = .init()
    ) {
        self.rollbackStatuses = rollbackStatuses
        self.body = body
        self.options = options
    }

    /// Returned 4xx roll back as well as 5xx.
    public static let rollbackOnClientErrors = AtomicRequestPolicy(rollbackStatuses: [400...599])

    /// Whether a returned status rolls back.
    public func rollsBack(_ status: Int) -> Bool { rollbackStatuses.contains { $0.contains(status) } }
}

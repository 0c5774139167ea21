/// A block that is opened in one place and closed in another, where no closure can span both.
///
/// Whoever opens it must close it exactly once; the connection is held until then.
struct HeldBlock: Sendable {
    private let session: Session
    private let frame: FrameID
    private let lease: SessionLease

    /// Opens an outermost block on a connection of its own.
    static func open(_ database: Database, _ options: TransactionOptions, at place: SourcePlace) async throws
        -> HeldBlock
    {
        // Inside another block of the task this fails as a durable block must, and leases nothing.
        if let transaction = database.target.currentTransaction {
            _ = try await transaction.session.openBlock(
                through: transaction.frame, .durable, options, as: .application, at: place
            )
        }
        let lease = try await database.source.lease(at: place)
        do {
            let frame = try await lease.session.openBlock(
                through: lease.base, .durable, options, as: .application, at: place
            )
            return HeldBlock(session: lease.session, frame: frame, lease: lease)
        } catch {
            await lease.end()
            throw error
        }
    }

    /// Runs an operation inside the block.
    func inside<Result>(_ operation: () async throws -> Result) async rethrows -> Result {
        try await SessionContext.inside(frame, of: session, operation)
    }

    /// Makes the block roll back at its end.
    func markForRollback(at place: SourcePlace) { session.doom(frame, .marked(place)) }

    /// Ends the block, gives the connection back, and runs the hooks. `thrown` rolls back.
    ///
    /// - Throws: What COMMIT fails with, or ``HookFailures`` after it; nothing when `thrown` is not nil.
    func close(thrown: (any Error)?) async throws {
        let end = await session.closeBlock(frame, thrown: thrown)
        await lease.end()
        if let error = end.error {
            try? await session.runHooks(end)
            throw error
        }
        try await session.runHooks(end)
    }
}

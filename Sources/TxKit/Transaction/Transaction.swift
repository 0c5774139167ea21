/// An open block: what runs through it is committed or rolled back with it.
///
/// The value is valid inside the closure of ``DatabaseExecutor/withTransaction(_:options:fileID:line:_:)`` that it was
/// passed to.
///
/// - Warning: Do not let it escape the closure. A call through it afterwards throws
///   ``DatabaseError/Code/transactionEnded`` and is not sent.
public struct Transaction: DatabaseExecutor {
    let session: Session
    let frame: FrameID

    public var target: ExecutorTarget { ExecutorTarget(.transaction(session, frame)) }

    /// Runs work when the outermost block has committed, in the order of registration.
    ///
    /// It is dropped when this block, or one around it, rolls back. It runs outside of the transaction, after the
    /// connection was given back. One hook that throws does not stop the others: all run, then ``HookFailures`` is
    /// thrown, and the commit stands. On a block that has ended the hook is refused, which is logged as an error.
    public func afterCommit(
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ work: @escaping @Sendable () async throws -> Void
    ) {
        register(Hook(body: work, place: SourcePlace(fileID: fileID, line: line)), .afterCommit)
    }

    /// Runs work when this block, or one around it, has rolled back; dropped when the outermost block commits.
    public func afterRollback(
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ work: @escaping @Sendable () async -> Void
    ) {
        register(Hook(body: work, place: SourcePlace(fileID: fileID, line: line)), .afterRollback)
    }

    /// Makes the block roll back at its end although its closure returns; no error is thrown.
    ///
    /// On a joined block it marks the block that one is part of.
    public func markForRollback(fileID: StaticString = #fileID, line: UInt = #line) {
        session.doom(frame, .marked(SourcePlace(fileID: fileID, line: line)))
    }

    private func register(_ hook: Hook, _ kind: HookLedger<Hook>.Kind) {
        session.addHook(hook, kind, to: frame)
    }
}

/// How a block ends: decided from the frame, what its closure did and what the server says. Pure.
package enum BlockEnding: Sendable, Hashable {
    /// Nothing is on the server: the frame is dropped, and counts as committed (or rolled back).
    case nothing(committed: Bool)
    /// COMMIT or RELEASE.
    case commit
    /// ROLLBACK, or ROLLBACK TO and RELEASE, because the closure threw or asked for it.
    case rollBack
    /// The same, because a statement of the block failed and PostgreSQL cannot commit it.
    case rollBackAborted
    /// The same, because a block inside is still open although this one's closure has returned.
    case rollBackNestedOpen
    /// The engine has ended the transaction already.
    case endedByServer
    /// The connection is broken.
    case lost

    /// Decides the ending of the frame `id`.
    package static func decide(
        _ id: FrameID,
        in stack: FrameStack,
        closureReturned: Bool,
        state: ServerState
    ) -> BlockEnding {
        guard let frame = stack.frame(id) else { return .nothing(committed: false) }
        let nestedOpen = !stack.frames(above: id).isEmpty
        let wantsCommit = closureReturned && frame.doom == nil
        if state == .lost { return .lost }
        if stack.endedByServer != nil { return .endedByServer }
        if frame.kind == .joined || frame.begun == 0 {
            return closureReturned && nestedOpen ? .rollBackNestedOpen : .nothing(committed: wantsCommit)
        }
        if closureReturned && nestedOpen { return .rollBackNestedOpen }
        if closureReturned && state == .failed, frame.doom == nil { return .rollBackAborted }
        return wantsCommit ? .commit : .rollBack
    }
}

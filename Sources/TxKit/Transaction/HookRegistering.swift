/// The handles that may stand outside of any block: a ``Database`` and a ``DatabaseConnection``.
public protocol HookRegistering: DatabaseExecutor {}

extension Database: HookRegistering {}
extension DatabaseConnection: HookRegistering {}

extension HookRegistering {
    /// Runs work after the outermost block has committed; at once when no block is open.
    ///
    /// - Throws: What the work throws, when it runs at once.
    public func afterCommit(
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws {
        guard let transaction = target.currentTransaction else { return try await work() }
        transaction.afterCommit(fileID: fileID, line: line, work)
    }

    /// Runs work when the current block, or one around it, has rolled back; never when no block is open.
    public func afterRollback(
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ work: @escaping @Sendable () async -> Void
    ) {
        target.currentTransaction?.afterRollback(fileID: fileID, line: line, work)
    }
}

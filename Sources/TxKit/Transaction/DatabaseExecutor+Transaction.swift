extension DatabaseExecutor {
    /// Runs a closure in a block: a transaction when it is outermost, a savepoint inside another block.
    ///
    /// | | outermost | inside another block |
    /// |---|---|---|
    /// | opens with | `BEGIN` | `SAVEPOINT txkit_1` |
    /// | the closure returns | `COMMIT` | `RELEASE txkit_1` |
    /// | the closure throws | `ROLLBACK` | `ROLLBACK TO txkit_1`, `RELEASE txkit_1` |
    /// | with `.join` | as above | nothing is sent; a throw marks the enclosing block for rollback |
    /// | with `.durable` | as above | throws ``DatabaseError/Code/mustBeOutermost`` |
    ///
    /// The opening statement rides with the first statement of the block; a block without statements sends nothing. The
    /// calls of this block's tasks through the database itself are inside it too. A cancelled task still rolls back.
    ///
    /// - Parameters:
    ///   - nesting: What to do inside another block.
    ///   - options: Isolation level, read-only, retry and the like.
    ///   - body: The work. It keeps the caller's isolation.
    /// - Throws: What the closure throws, unchanged. ``DatabaseError/Code/transactionAborted`` when the closure returned
    ///   although a statement had failed and the engine cannot commit, ``DatabaseError/Code/commitFailed`` when COMMIT
    ///   failed, ``HookFailures`` when hooks failed after the commit.
    /// - Warning: Do not let the transaction escape the closure.
    @discardableResult
    public func withTransaction<Result>(
        _ nesting: Nesting = .savepoint,
        options: TransactionOptions = .init(),
        fileID: StaticString = #fileID,
        line: UInt = #line,
        _ body: (Transaction) async throws -> Result
    ) async throws -> Result {
        try await target.withRetriedBlock(nesting, options, at: SourcePlace(fileID: fileID, line: line), body)
    }

    /// The transaction the current task is inside.
    ///
    /// - Throws: ``DatabaseError/Code/mustBeInside`` when no application block is open: a harness's block satisfies nothing.
    @discardableResult
    public func requireTransaction(fileID: StaticString = #fileID, line: UInt = #line) throws -> Transaction {
        if let transaction = target.currentTransaction { return transaction }
        throw DatabaseError(
            .mustBeInside,
            "This code must run inside a transaction, and no block is open. Call it inside withTransaction { }.",
            place: SourcePlace(fileID: fileID, line: line)
        )
    }

    /// Whether the current task is inside an application block.
    public var isInTransaction: Bool { target.currentTransaction != nil }
}

extension ExecutorTarget {
    /// The innermost application block of the current task.
    var currentTransaction: Transaction? {
        let session: Session
        let handle: FrameID
        switch kind {
        case .database(let database):
            guard let context = database.context else { return nil }
            (session, handle) = (context.session, context.frame)
        case .connection(let own, let frame), .transaction(let own, let frame): (session, handle) = (own, frame)
        }
        let frame = session.effectiveFrame(for: handle)
        guard session.isOpen(frame), let block = session.applicationFrame(at: frame) else { return nil }
        return Transaction(session: session, frame: block.id)
    }

    /// Runs a closure in a block, again after a conflict where that was asked for and the block is outermost.
    func withRetriedBlock<Value>(
        _ nesting: Nesting,
        _ options: TransactionOptions,
        at place: SourcePlace,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await withBlock(nesting, options, at: place, body)
            } catch let error as DatabaseError
                where error.isConflict && attempt < options.retry.attempts && currentTransaction == nil
            {
                try await Task.sleep(for: .milliseconds(min(100, 1 << min(attempt, 7))))
                attempt += 1
            }
        }
    }

    /// Runs a closure in a block, and the hooks the block leaves after its connection was given back.
    func withBlock<Value>(
        _ nesting: Nesting,
        _ options: TransactionOptions,
        at place: SourcePlace,
        _ body: (Transaction) async throws -> Value
    ) async throws -> Value {
        let block = try await withSession(at: place) { session, handle in
            let frame = try await session.openBlock(through: handle, nesting, options, as: .application, at: place)
            let outcome = await Self.outcome {
                try await SessionContext.inside(frame, of: session) {
                    try await body(Transaction(session: session, frame: frame))
                }
            }
            return EndedBlock(
                session: session,
                outcome: outcome,
                end: await session.closeBlock(frame, thrown: outcome.error)
            )
        }
        switch block.outcome {
        case .failure(let error):
            try? await block.session.runHooks(block.end)
            throw error
        case .success(let result):
            if let error = block.end.error {
                try? await block.session.runHooks(block.end)
                throw error
            }
            try await block.session.runHooks(block.end)
            return result
        }
    }

    private static func outcome<Value>(_ body: () async throws -> Value) async -> Result<Value, any Error> {
        do {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
}

/// What a block has left when its closure and its end are done with.
private struct EndedBlock<Value> {
    let session: Session
    let outcome: Result<Value, any Error>
    let end: Session.BlockEnd
}

extension Result {
    fileprivate var error: Failure? {
        if case .failure(let error) = self { return error }
        return nil
    }
}

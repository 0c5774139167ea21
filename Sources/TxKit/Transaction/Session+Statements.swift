import Synchronization

extension Session {
    /// Runs statements in the block the handle stands in.
    ///
    /// Inside a block they are sent as they are. Outside of one a single statement is sent as it is too, and several are
    /// a transaction of their own; where the harness holds the session, they get a savepoint, so that a failure harms
    /// nothing, as in production.
    func run(
        _ statements: [DriverStatement],
        through handle: FrameID,
        at place: SourcePlace
    ) async throws -> [DriverResult] {
        let frame = effectiveFrame(for: handle)
        return try await withTurn(on: frame, at: place) {
            guard let (kind, beginning) = try statementFrame(on: frame, count: statements.count) else {
                return try await runPlain(statements, in: frame, at: place)
            }
            return try await runFramed(statements, kind, beginning, at: place)
        }
    }

    /// Takes a turn for a use of the connection, once it is known to be usable.
    func withTurn<Result>(
        on frame: FrameID,
        at place: SourcePlace,
        _ operation: () async throws -> Result
    ) async throws -> Result {
        if let stream = Streaming.place[ObjectIdentifier(self)] { throw Self.busyStreaming(stream, at: place) }
        try Task.checkCancellation()
        try await takeTurn(on: frame, .use, at: place)
        defer { endTurn() }
        try checkUsable(at: place)
        return try await operation()
    }

    /// Sends what a person asked for, after the opening statements still pending, and turns what came into results.
    func transmit(
        _ items: [Outgoing],
        at place: SourcePlace,
        _ call: (([DriverStatement], any DriverConnection, StatementCancellation) async -> DriverOutcome)? = nil
    ) async throws -> [DriverResult] {
        let control = pendingControl()
        let cancellation = StatementCancellation()
        let sent = await withTaskCancellationHandler {
            if let call {
                await exchange(control + items) { await call(control.map(\.statement), $0, cancellation) }
            } else {
                await send(control + items, cancellation: cancellation)
            }
        } onCancel: {
            cancellation.cancel()
        }
        noteIfServerEndedTransaction(sent.failure, items.first?.statement.text ?? "", at: place)
        if let failure = sent.failure {
            if Task.isCancelled, (failure as? DatabaseError)?.code == .statementCancelled { throw CancellationError() }
            throw failure
        }
        return Array(sent.results.dropFirst(control.count))
    }

    private func runPlain(
        _ statements: [DriverStatement],
        in frame: FrameID,
        at place: SourcePlace
    ) async throws -> [DriverResult] {
        try await transmit(
            statements.map { Outgoing(statement: $0, role: .user, frame: frame, place: place) },
            at: place
        )
    }

    private func runFramed(
        _ statements: [DriverStatement],
        _ kind: Frame.Kind,
        _ beginning: [String],
        at place: SourcePlace
    ) async throws -> [DriverResult] {
        let id = state.withLock { state in
            state.stack.push(.statement, kind, at: place, beginning: beginning, afterEnd: [], readOnly: false)
        }
        let ending = [endingStatements(kind, commit: true)].flatMap { $0 }.map {
            Outgoing(statement: DriverStatement($0), role: .control, frame: id, place: place)
        }
        do {
            let items = statements.map { Outgoing(statement: $0, role: .user, frame: id, place: place) }
            let results = try await transmit(items + ending, at: place)
            state.withLock { _ = $0.stack.pop(through: id) }
            return Array(results.prefix(statements.count))
        } catch {
            await undo(id)
            state.withLock { _ = $0.stack.pop(through: id) }
            throw error
        }
    }

    /// The frame that statements outside any block get; nil when they are sent as they are.
    private func statementFrame(on frame: FrameID, count: Int) throws -> (Frame.Kind, [String])? {
        let (opener, isOutside, name) = state.withLock { state in
            // A transaction opened by hand has no frame.
            let isOutside = state.stack.isEmpty && state.server == .idle
            return (state.stack.frame(frame)?.opener, isOutside, state.stack.nextSavepointName)
        }
        if isOutside, count > 1 { return (.transaction, try driver.beginStatements(TransactionOptions())) }
        if opener == .harness { return (.savepoint(name), ["SAVEPOINT \(name)"]) }
        return nil
    }

    private func checkUsable(at place: SourcePlace) throws {
        let (server, ended) = state.withLock { ($0.server, $0.stack.endedByServer) }
        if let ended { throw Self.endedByServer(ended, at: place) }
        guard server != .lost else {
            throw DatabaseError(
                .connectionLost,
                "The connection broke earlier, so the statement was not sent and the open transaction is gone. "
                    + "Let the error leave the block and run the whole block again.",
                place: place
            )
        }
    }

    /// Inside a block the server must say that a transaction is open; if not, the engine has ended it by itself, as
    /// SQLite's INSERT OR ROLLBACK does.
    private func noteIfServerEndedTransaction(_ failure: (any Error)?, _ text: String, at place: SourcePlace) {
        state.withLock { state in
            guard state.server == .idle,
                state.stack.frames.contains(where: { $0.opener != .statement && $0.isOnServer })
            else { return }
            state.stack.noteEndedByServer(
                (failure as? DatabaseError)
                    ?? DatabaseError(
                        .statementFailed,
                        "The statement ended the transaction.",
                        statement: text,
                        place: place
                    )
            )
        }
    }

    static func endedByServer(_ cause: DatabaseError, at place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .transactionEndedByServer,
            "The engine has rolled the whole transaction back in the middle of the block, at the statement in `cause`; "
                + "nothing of the block is kept. Avoid statements that end a transaction, such as INSERT OR ROLLBACK.",
            cause: cause,
            place: place
        )
    }
}

import Logging
import Synchronization

extension Session {
    /// What came of statements that were sent: the results up to the first failure.
    struct Sent {
        var results: [DriverResult] = []
        /// What the engine or an observer refused, unchanged.
        var failure: (any Error)?
    }

    /// A statement with what observers are told of it.
    struct Outgoing {
        var statement: DriverStatement
        var role: StatementEvent.Role
        var frame: FrameID
        var place: SourcePlace
    }

    /// Sends statements in one round trip, tells the observers, and reads the state from the outcome.
    ///
    /// The caller has the turn. Never throws: nothing on the way of a rollback may.
    /// A batch that `mayBeRefused` is not sent when an observer throws; what it throws is logged otherwise.
    func send(
        _ batch: [Outgoing],
        cancellation: StatementCancellation? = nil,
        mayBeRefused: Bool = true
    ) async -> Sent {
        await exchange(batch, mayBeRefused: mayBeRefused) { connection in
            await connection.run(batch.map(\.statement), cancellation: cancellation)
        }
    }

    /// As ``send(_:cancellation:)``, by another call of the driver.
    func exchange(
        _ batch: [Outgoing],
        mayBeRefused: Bool = true,
        _ call: (any DriverConnection) async -> DriverOutcome
    ) async -> Sent {
        guard !observers.isEmpty else { return received(await call(connection), batch) }
        let events = state.withLock { state in batch.map { event(for: $0, state.stack) } }
        for event in events {
            do {
                for observer in observers { try await observer.before(.statement(event)) }
            } catch {
                if mayBeRefused { return Sent(results: [], failure: error) }
                logger.warning("An observer cannot refuse \(event.text): \(error)")
            }
        }
        let start = ContinuousClock.now
        let sent = received(await call(connection), batch)
        let duration = start.duration(to: .now)
        // A script, or a query whose rows are yet to come, succeeds without a result of its own.
        for (index, event) in events.enumerated() where sent.failure == nil || index <= sent.results.count {
            let result = index < sent.results.count ? sent.results[index] : nil
            let outcome = EventResult(
                duration: duration,
                rowsAffected: result?.rowsAffected ?? 0,
                rowsReturned: result?.rows.count ?? 0,
                error: result == nil ? sent.failure : nil
            )
            for observer in observers { await observer.after(.statement(event), outcome) }
        }
        return sent
    }

    private func received(_ outcome: DriverOutcome, _ batch: [Outgoing]) -> Sent {
        var failure = outcome.failure
        if failure != nil, outcome.results.count < batch.count {
            failure?.place = batch[outcome.results.count].place
        }
        state.withLock { state in
            state.server = outcome.state
            for (item, _) in zip(batch, outcome.results) where item.role == .control {
                state.stack.noteBegun(item.frame)
            }
            guard let error = failure else { return }
            if error.code == .transactionAborted, let first = state.stack.firstFailure {
                failure = Self.aborted(by: first, error)
            } else {
                state.stack.noteFailure(error)
            }
        }
        return Sent(results: outcome.results, failure: failure)
    }

    /// The opening statements that the server does not know yet, to ride with the next statement.
    func pendingControl() -> [Outgoing] {
        state.withLock { state in
            state.stack.pendingControl.compactMap { id, text in
                state.stack.frame(id).map { frame in
                    Outgoing(statement: DriverStatement(text), role: .control, frame: id, place: frame.place)
                }
            }
        }
    }

    private func event(for item: Outgoing, _ stack: FrameStack) -> StatementEvent {
        let depth = stack.frames.firstIndex { $0.id == item.frame }
        return StatementEvent(
            session: number,
            database: databaseName,
            frame: item.frame,
            depth: depth ?? 0,
            opener: depth.map { stack.frames[$0].opener },
            role: item.role,
            text: item.statement.text,
            values: item.statement.values,
            place: item.place
        )
    }

    private static func aborted(by first: DatabaseError, _ error: DatabaseError) -> DatabaseError {
        var error = error
        let where_ = first.place.map { " at \($0)" } ?? ""
        error.message =
            "The transaction is aborted, because a statement failed earlier\(where_): \(first.statement ?? "?"). Wrap a "
            + "statement that may fail in a nested withTransaction { }: its savepoint keeps the outer block alive."
        error.cause = first
        return error
    }
}

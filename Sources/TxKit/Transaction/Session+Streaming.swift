import Synchronization

extension Session {
    /// The session whose rows the current task is going through, if any: it can do nothing else until then.
    enum Streaming {
        @TaskLocal static var place: [ObjectIdentifier: SourcePlace] = [:]
    }

    /// How many rows are fetched at a time.
    private static let portionSize = 256

    func withRows<Result>(
        _ statement: DriverStatement,
        through handle: FrameID,
        at place: SourcePlace,
        _ body: (RowStream) async throws -> Result
    ) async throws -> Result {
        let frame = effectiveFrame(for: handle)
        return try await inOwnFrame(on: frame, at: place) { frame in
            try await withTurn(on: frame, at: place) {
                let item = Outgoing(statement: statement, role: .user, frame: frame, place: place)
                let first = try await transmit([item], at: place) { control, connection, cancellation in
                    await connection.beginRows(statement, after: control, cancellation: cancellation)
                }
                let cursor = RowCursor(place: place)
                if let columns = first.first?.columns { cursor.state.withLock { $0.columns = columns } }
                var places = Streaming.place
                places[ObjectIdentifier(self)] = place
                state.withLock { $0.isStreaming = true }
                defer { state.withLock { $0.isStreaming = false } }
                do {
                    let result = try await Streaming.$place.withValue(places) {
                        try await body(RowStream(session: self, cursor: cursor))
                    }
                    try await endRows(cursor)
                    return result
                } catch {
                    try? await endRows(cursor)
                    throw error
                }
            }
        }
    }

    func nextRow(_ cursor: RowCursor) async throws -> Row? {
        if let row = cursor.take() { return row }
        guard !cursor.state.withLock({ $0.isAtEnd }) else { return nil }
        try Task.checkCancellation()
        let cancellation = StatementCancellation()
        let outcome = await withTaskCancellationHandler {
            await connection.nextRows(limit: Self.portionSize, cancellation: cancellation)
        } onCancel: {
            cancellation.cancel()
        }
        state.withLock { state in
            state.server = outcome.state
            state.lastActivity = .now
        }
        if let failure = noted(outcome.failure, at: cursor.place) {
            cursor.state.withLock { $0.isAtEnd = true }
            if Task.isCancelled, failure.code == .statementCancelled { throw CancellationError() }
            throw failure
        }
        cursor.state.withLock { state in
            state.isAtEnd = outcome.results.isEmpty
            if let result = outcome.results.first {
                state.columns = result.columns
                state.portion = result.rows[...]
                state.rowsReturned += result.rows.count
            }
        }
        return cursor.take()
    }

    private func endRows(_ cursor: RowCursor) async throws {
        cursor.state.withLock { $0.isAtEnd = true }
        let outcome = await connection.endRows()
        state.withLock { $0.server = outcome.state }
        if let failure = noted(outcome.failure, at: cursor.place) { throw failure }
    }

    static func busyStreaming(_ stream: SourcePlace, at place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .connectionBusy,
            "The call cannot be sent while the rows of the query at \(stream) are being gone through on the same "
                + "connection. Collect what is needed first, or fetch the rows with query().",
            place: place
        )
    }

    private func noted(_ failure: DatabaseError?, at place: SourcePlace) -> DatabaseError? {
        guard var failure else { return nil }
        failure.place = place
        state.withLock { $0.stack.noteFailure(failure) }
        return failure
    }
}

import Synchronization

extension Session {
    func runScript(_ text: String, through handle: FrameID, at place: SourcePlace) async throws {
        let frame = effectiveFrame(for: handle)
        try await inOwnFrame(on: frame, at: place, isScript: true) { frame in
            try await withTurn(on: frame, at: place) {
                let item = Outgoing(statement: DriverStatement(text), role: .user, frame: frame, place: place)
                _ = try await transmit([item], at: place) { control, connection, cancellation in
                    if let failed = await Self.failed(control, on: connection) { return failed }
                    let outcome = await connection.runScript(text, cancellation: cancellation)
                    return outcome.following(control)
                }
            }
        }
    }

    func insertRows(_ rows: BulkRows, through handle: FrameID, at place: SourcePlace) async throws -> Int {
        let frame = effectiveFrame(for: handle)
        return try await inOwnFrame(on: frame, at: place) { frame in
            try await withTurn(on: frame, at: place) {
                let statement = DriverStatement("INSERT INTO \(rows.target) /* \(rows.rows.count) rows in bulk */")
                let item = Outgoing(statement: statement, role: .user, frame: frame, place: place)
                let results = try await transmit([item], at: place) { control, connection, cancellation in
                    if let failed = await Self.failed(control, on: connection) { return failed }
                    return await connection.insertRows(rows, cancellation: cancellation).following(control)
                }
                return results.first?.rowsAffected ?? 0
            }
        }
    }

    /// Runs an operation in a frame of its own where the harness holds the session, so that its failure harms nothing.
    ///
    /// A script has one on the ground too, and in any block of SQLite, so that it takes effect as a whole: PostgreSQL
    /// undoes what a failed script has done with its block.
    func inOwnFrame<Result>(
        on frame: FrameID,
        at place: SourcePlace,
        isScript: Bool = false,
        _ operation: (FrameID) async throws -> Result
    ) async throws -> Result {
        let (opener, isEmpty) = state.withLock { ($0.stack.frame(frame)?.opener, $0.stack.isEmpty) }
        let needsFrame = isEmpty ? serverState == .idle : driver.dialect == .sqlite
        guard opener == .harness || (isScript && needsFrame) else {
            return try await operation(frame)
        }
        let id = try await openBlock(through: frame, .savepoint, TransactionOptions(), as: .statement, at: place)
        do {
            let result = try await operation(id)
            if let error = await closeBlock(id, thrown: nil).error { throw error }
            return result
        } catch {
            _ = await closeBlock(id, thrown: error)
            throw error
        }
    }

    private static func failed(
        _ control: [DriverStatement],
        on connection: any DriverConnection
    ) async -> DriverOutcome? {
        guard !control.isEmpty else { return nil }
        let outcome = await connection.run(control, cancellation: nil)
        return outcome.failure == nil ? nil : outcome
    }
}

extension DriverOutcome {
    /// This outcome with empty results for the control statements that ran before.
    fileprivate func following(_ control: [DriverStatement]) -> DriverOutcome {
        let results = control.map { _ in DriverResult() } + self.results
        return DriverOutcome(results: results, failure: failure, state: state)
    }
}

import CLibPQ
package import TxKit

extension PostgresConnection {
    /// Starts a query whose rows are fetched in portions.
    ///
    /// The outcome has the results of `control` and one more: the query's column names, without rows.
    package func beginRows(
        _ statement: DriverStatement,
        after control: [DriverStatement],
        cancellation: StatementCancellation?
    ) async -> DriverOutcome {
        await exchange(cancellation, statement: statement) { link in
            let wasInTransaction = link.state != .idle
            let queued = link.queue(control + [statement])
            guard queued.count > 0 else {
                return DriverOutcome(results: [], failure: queued.failure, state: link.state)
            }
            // libpq reads row by row only the query it is at, so that the mode is set as soon as it is its turn.
            if control.isEmpty { PQsetSingleRowMode(link.pointer) }
            link.queueSync()
            await send(link, cancellation)
            var outcome = await readControl(link, control, count: min(queued.count, control.count))
            if outcome.failure == nil, let failure = queued.failure {
                PQclear(await link.drainToSync())
                outcome.failure = failure
                outcome.state = link.state
            }
            guard outcome.failure == nil else { return outcome }
            if !control.isEmpty { PQsetSingleRowMode(link.pointer) }
            let opened = isInTransaction(wasInTransaction, after: control, outcome.results)
            return await readFirst(
                link,
                RowStream(statement: statement, isInTransaction: opened, firstRows: [], hasEnded: false),
                outcome
            )
        }
    }

    /// The next rows of the query, or an outcome without results when there are no more.
    package func nextRows(limit: Int, cancellation: StatementCancellation?) async -> DriverOutcome {
        guard let stream, let link, !link.isLost else {
            guard let link, !link.isLost else { return closedOutcome(self.stream?.statement) }
            return DriverOutcome(results: [], state: link.state)
        }
        let canceller = link.canceller
        let wasCancelled = cancellation.map { !$0.start { canceller.cancel() } } ?? false
        defer { if !wasCancelled { cancellation?.finish() } }
        return await exchange(nil, statement: stream.statement) { link in
            var stream = stream
            // The query is running already, so a cancellation that came between two portions is the server's to do.
            if wasCancelled { await link.canceller.cancelWithoutBlocking() }
            var outcome = await nextPortion(link, &stream, limit: wasCancelled ? .max : max(1, limit))
            if wasCancelled, outcome.failure == nil {
                outcome = DriverOutcome(results: [], failure: cancelledBetween(stream.statement), state: link.state)
            }
            let isOver = stream.hasEnded && stream.firstRows.isEmpty
            if self.stream != nil { self.stream = isOver ? nil : stream }
            outcome.state = state(link, stream)
            if let rows = outcome.results.first?.rows, rows.isEmpty { outcome.results = [] }
            return outcome
        }
    }

    /// Ends the query, dropping the rows not fetched.
    ///
    /// In a transaction they are read to the end, since a cancelled query would fail the transaction; outside one the
    /// query is cancelled.
    package func endRows() async -> DriverOutcome {
        guard let link, !link.isLost else { return DriverOutcome(results: [], state: .lost) }
        guard let stream, !stream.hasEnded else {
            self.stream = nil
            return DriverOutcome(results: [], state: link.state)
        }
        return await exchange(nil, statement: stream.statement) { link in
            if !stream.isInTransaction { await link.canceller.cancelWithoutBlocking() }
            let failed = await link.drainToSync()
            defer { PQclear(failed) }
            self.stream = nil
            var failure = failed.map { link.error($0, statement: stream.statement) }
            if !stream.isInTransaction, failure?.code == .statementCancelled { failure = nil }
            if failure == nil, link.isLost { failure = link.lostError(statement: stream.statement) }
            return DriverOutcome(results: [], failure: failure, state: link.state)
        }
    }
}

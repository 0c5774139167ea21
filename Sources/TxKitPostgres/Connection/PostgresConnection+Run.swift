import CLibPQ
package import TxKit

extension PostgresConnection {
    /// Runs statements in one round trip, up to the first that fails.
    package func run(_ batch: [DriverStatement], cancellation: StatementCancellation?) async -> DriverOutcome {
        await exchange(cancellation, statement: batch.first) { link in
            guard !batch.isEmpty else { return DriverOutcome(results: [], state: link.state) }
            let queued = link.queue(batch)
            guard queued.count > 0 else {
                return DriverOutcome(results: [], failure: queued.failure, state: link.state)
            }
            link.queueSync()
            await send(link, cancellation)
            var (results, failure) = await collect(link, batch, count: queued.count)
            // A statement that could not be sent counts as the first failure when those before it succeeded.
            if failure == nil { failure = queued.failure }
            return DriverOutcome(results: results, failure: failure, state: link.state)
        }
    }

    /// Reads the answers to `count` statements and the end of the pipeline.
    private func collect(
        _ link: Link,
        _ batch: [DriverStatement],
        count: Int
    ) async -> (results: [DriverResult], failure: DatabaseError?) {
        var results: [DriverResult] = []
        results.reserveCapacity(count)
        var failure: DatabaseError?
        while true {
            let statement = batch[min(results.count, count - 1)]
            switch await link.nextAnswer() {
            case .sync:
                return (results, failure)
            case .lost:
                // What the server said before it went is a better reason than that it went.
                return (results, failure ?? link.lostError(statement: statement))
            case .result(let result):
                defer { PQclear(result) }
                guard failure == nil else { continue }
                switch PQresultStatus(result) {
                case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                    results.append(link.read(result))
                case PGRES_PIPELINE_ABORTED:
                    continue
                default:
                    failure =
                        link.refuseCopy(result) ? Self.copyRefused(statement) : link.error(result, statement: statement)
                }
            }
        }
    }

    /// The failure of a COPY that was given as a statement.
    static func copyRefused(_ statement: DriverStatement) -> DatabaseError {
        DatabaseError(
            .unsupported,
            "COPY to or from the client cannot be run as a statement. Use insertRows to copy rows in, and a query "
                + "whose rows are fetched in portions to copy rows out.",
            statement: statement.text
        )
    }
}

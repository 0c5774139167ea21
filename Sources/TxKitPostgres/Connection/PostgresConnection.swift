import CLibPQ
import TxKit

/// A connection to a PostgreSQL server.
///
/// It stays in libpq's pipeline mode: the statements of a batch go out together and the answers come back together, in
/// one round trip. Only `COPY` and scripts leave that mode for as long as they take.
package actor PostgresConnection: DriverConnection {
    /// The process of the server that serves this connection.
    package nonisolated let processID: Int32

    /// Nil once the connection is closed.
    var link: Link?
    /// The query whose rows are being fetched.
    var stream: RowStream?
    private var runningCalls = 0

    init(_ link: sending Link) {
        processID = PQbackendPID(link.pointer)
        self.link = link
    }

    /// Closes the connection; the server rolls back what is open.
    package func close() {
        if runningCalls > 0, let link, PQsocket(link.pointer) >= 0 {
            // The call that is waiting holds the link. It wakes up, finds the connection broken and lets go of it.
            link.markLost()
            SocketPoll.shutDown(PQsocket(link.pointer))
        }
        stream = nil
        link = nil
    }

    /// Runs one exchange with the server, from the check that the connection is open to the end of the cancellation.
    func exchange(
        _ cancellation: StatementCancellation?,
        statement: DriverStatement?,
        _ body: (Link) async -> DriverOutcome
    ) async -> DriverOutcome {
        guard let link, !link.isLost else { return closedOutcome(statement) }
        let canceller = link.canceller
        if let cancellation, !cancellation.start({ canceller.cancel() }) {
            return DriverOutcome(
                results: [],
                failure: Self.cancelledBeforeSending(statement),
                state: currentState(link)
            )
        }
        runningCalls += 1
        let outcome = await body(link)
        runningCalls -= 1
        cancellation?.finish()
        return outcome
    }

    /// Sends what is buffered, and asks again for a cancellation that may have come before the statement did.
    func send(_ link: Link, _ cancellation: StatementCancellation?) async {
        await link.flush()
        // The server ignores a cancel request while it has nothing to run.
        if let cancellation, cancellation.isCancelled { await link.canceller.cancelWithoutBlocking() }
    }

    /// The state, also in the middle of a query whose rows are being fetched.
    func currentState(_ link: Link) -> ServerState {
        guard let stream, !link.isLost else { return link.state }
        return stream.isInTransaction ? .inTransaction : .idle
    }

    func closedOutcome(_ statement: DriverStatement?) -> DriverOutcome {
        let failure = DatabaseError(
            .connectionLost,
            "The connection is closed or broken; nothing was sent. Run the transaction again on another connection.",
            statement: statement?.text,
            values: statement?.values ?? []
        )
        return DriverOutcome(results: [], failure: failure, state: .lost)
    }

    private static func cancelledBeforeSending(_ statement: DriverStatement?) -> DatabaseError {
        DatabaseError(
            .statementCancelled,
            "The statement was cancelled before it was sent, so it has had no effect. Run it again if it is still wanted.",
            statement: statement?.text,
            values: statement?.values ?? []
        )
    }
}

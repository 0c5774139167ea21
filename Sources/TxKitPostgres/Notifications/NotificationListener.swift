import CLibPQ
import TxKit

/// Waits for notifications on a connection of its own.
actor NotificationListener {
    private var link: Link?

    init(_ link: sending Link) { self.link = link }

    /// Listens on channels; it has taken effect when this returns.
    func listen(to channels: [String]) async throws(DatabaseError) {
        guard let link else { return }
        let text = channels.map { "LISTEN " + SQLStatement.quoted($0) }.joined(separator: "; ")
        let statement = DriverStatement(text)
        guard !text.utf8.contains(0) else { throw Link.nulInText(statement) }
        guard PQexitPipelineMode(link.pointer) == 1, PQsendQuery(link.pointer, text) == 1 else {
            throw link.lostError(statement: statement)
        }
        await link.flush()
        var failure: DatabaseError?
        while let result = await link.nextSimpleResult() {
            defer { PQclear(result) }
            if PQresultStatus(result) != PGRES_COMMAND_OK, failure == nil {
                failure = link.error(result, statement: statement)
            }
        }
        if failure == nil, link.isLost { failure = link.lostError(statement: statement) }
        if let failure { throw failure }
    }

    /// The next notification; nil after ``close()``.
    func next() async throws -> PostgresNotification? {
        while let link {
            try Task.checkCancellation()
            if let notification = PQnotifies(link.pointer) {
                defer { PQfreemem(notification) }
                return PostgresNotification(
                    channel: String(cString: notification.pointee.relname),
                    payload: String(cString: notification.pointee.extra),
                    processID: notification.pointee.be_pid
                )
            }
            let socket = PQsocket(link.pointer)
            guard socket >= 0, !link.isLost else { throw Self.lost(link) }
            // Another reader may have taken what woke this one, so that reading must not be waited for.
            if SocketPoll.poll(socket, orWritable: false, nanoseconds: 0).isNone {
                await SocketWait().waitCancellably(for: socket)
            }
            if PQconsumeInput(link.pointer) != 1 { link.markLost() }
        }
        return nil
    }

    /// Closes the connection.
    func close() { link = nil }

    private static func lost(_ link: Link) -> DatabaseError {
        DatabaseError(
            .connectionLost,
            "The connection that listens for notifications was closed by the server or the network: "
                + "\(link.errorMessage.trimmed.asSentence) Listen again, and look at the tables for what was missed."
        )
    }
}

public import Logging
import TxKit

extension PostgresDriver {
    /// Listens on channels while a block runs, on a connection of its own.
    ///
    /// ```swift
    /// try await driver.withNotifications(on: ["jobs"], logger: logger) { notifications in
    ///     for try await notification in notifications { await work(notification.payload) }
    /// }
    /// ```
    ///
    /// `LISTEN` has taken effect when the block starts, so nothing sent from then on is missed. Waiting takes no thread
    /// and no polling. Channel names are taken as they are; `NOTIFY jobs` without quotes sends to `jobs`, in lower case.
    ///
    /// - Throws: What the block throws; before it, a ``DatabaseError`` when the connection cannot be opened.
    public func withNotifications<Value>(
        on channels: [String],
        logger: Logger,
        _ body: (PostgresNotifications) async throws -> Value
    ) async throws -> Value {
        guard !channels.isEmpty, !channels.contains(where: \.isEmpty) else {
            throw DatabaseError(
                .invalidConfiguration,
                "There is no channel to listen on, or one without a name. Name the channels."
            )
        }
        let opener = ConnectionOpener(string: connectionString, options: options)
        let listener = NotificationListener(try await opener.open(logger: logger))
        do {
            try await listener.listen(to: channels)
            let value = try await body(PostgresNotifications(listener: listener))
            await listener.close()
            return value
        } catch {
            await listener.close()
            throw error
        }
    }
}

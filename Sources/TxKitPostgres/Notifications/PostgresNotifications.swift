import TxKit

/// The notifications that arrive on the channels listened to, for one reader.
///
/// The sequence has no end of its own. It throws `CancellationError` when the task is cancelled, and a
/// ``DatabaseError`` with ``DatabaseError/Code/connectionLost`` when the connection breaks: what was sent meanwhile is
/// missed, so listen again and look at the tables.
public struct PostgresNotifications: AsyncSequence, Sendable {
    let listener: NotificationListener

    /// Gives the notifications, waiting for each.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let listener: NotificationListener

        /// The next notification; nil only after the block of `withNotifications` has ended.
        public mutating func next() async throws -> PostgresNotification? {
            try await listener.next()
        }
    }

    /// An iterator; all iterators share the notifications between them.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(listener: listener) }
}

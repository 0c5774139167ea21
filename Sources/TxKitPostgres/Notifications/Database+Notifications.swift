public import TxKit

extension Database {
    /// Listens on channels while a closure runs, on a connection of its own outside of the pool.
    ///
    /// ```swift
    /// try await database.withNotifications(on: ["orders"]) { notifications in
    ///     for try await notification in notifications { print(notification.payload) }
    /// }
    /// ```
    ///
    /// Sends `LISTEN` for each channel before the closure starts. What a transaction notifies arrives when it commits; in
    /// a rollback test nothing does.
    ///
    /// - Throws: What the closure throws; a ``TxKit/DatabaseError`` with code `unsupported` on another engine.
    public func withNotifications<Result>(
        on channels: [String], _ body: (PostgresNotifications) async throws -> Result
    ) async throws -> Result {
        guard let driver = try driver() as? PostgresDriver else {
            throw DatabaseError(
                .unsupported, "Only PostgreSQL has LISTEN and NOTIFY. Use a database opened with Database.postgres(…)."
            )
        }
        return try await driver.withNotifications(on: channels, logger: configuration.logger, body)
    }
}

import TxKit

/// A session-level advisory lock on a PostgreSQL server, held through a connection of its own, so that it is gone when
/// the process is. Source: PostgreSQL manual, "Advisory Locks".
struct ServerLock: Sendable {
    private let connection: any DriverConnection
    private let key: String

    /// `key` is any text; the connection is used for nothing else while a lock is waited for.
    init(_ connection: any DriverConnection, key: String) {
        self.connection = connection
        self.key = key
    }

    func lock(_ mode: SharedExclusiveQueue.Mode) async throws { try await run("pg_advisory_lock", mode) }

    func unlock(_ mode: SharedExclusiveQueue.Mode) async throws { try await run("pg_advisory_unlock", mode) }

    private func run(_ function: String, _ mode: SharedExclusiveQueue.Mode) async throws {
        let name = mode == .shared ? function + "_shared" : function
        let statement = DriverStatement("SELECT \(name)(hashtextextended($1, 0))", [.text(key)])
        if let failure = await connection.run([statement], cancellation: nil).failure { throw failure }
    }
}

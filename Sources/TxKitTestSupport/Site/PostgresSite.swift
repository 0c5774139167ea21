import TxKit

/// A PostgreSQL test database: one for all processes of a test run; rollback cases share it, truncate cases have it alone.
final class PostgresSite: TestSite {
    let lanes: BoundedPool<RollbackLane>
    private let name: String
    private let driver: any Driver
    private let janitor: Database
    private let lock: SharedExclusiveLock
    /// Marks the database as used, and carries the lock; open as long as the process lives.
    private let presence: any DriverConnection

    init(
        _ name: String, _ engine: DatabaseEngine, lanes limit: Int,
        schema: @escaping @Sendable (Database) async throws -> Void
    ) async throws {
        let provisioning = PostgresProvisioning(name: name, engine: engine, schema: schema)
        let presence = try await provisioning.run()
        let driver = try engine.makeDriver(try await TestPostgres.url(database: provisioning.databaseName))
        self.name = name
        self.driver = driver
        self.presence = presence
        lock = SharedExclusiveLock(ServerLock(presence, key: "txkit tests: \(provisioning.databaseName)"))
        janitor = try await Database(
            driver, configuration: DatabaseConfiguration(name: "\(name) (reset)", maximumConnections: 1)
        )
        lanes = RollbackLane.pool(named: name, limit: limit) { DatabaseCopy(driver: driver) {} }
    }

    func laneCopy() async throws -> DatabaseCopy { DatabaseCopy(driver: driver) {} }

    func holdShared(at place: SourcePlace) async throws -> Hold {
        try await lock.acquire(.shared)
        return Hold { [lock] in await lock.release(.shared) }
    }

    func exclusiveCopy(at place: SourcePlace) async throws -> DatabaseCopy {
        try await lock.acquire(.exclusive)
        do {
            // A run that was killed may have left rows, and rollback cases move sequences.
            try await reset()
        } catch {
            await lock.release(.exclusive)
            throw error
        }
        return DatabaseCopy(driver: driver) {
            do {
                try await self.reset()
            } catch {
                await self.lock.release(.exclusive)
                throw error
            }
            await self.lock.release(.exclusive)
        }
    }

    /// Restores the baseline. A session that still holds locks is named, ended, and makes the test fail.
    private func reset() async throws {
        do {
            try await janitor.execute(["SET LOCAL lock_timeout = '5s'", "SELECT txkit.reset()"])
        } catch let error as DatabaseError where error.code == .lockTimeout {
            let blockers = try await endOtherSessions()
            try await janitor.execute("SELECT txkit.reset()")
            throw BoundaryError(
                message:
                    "The baseline of the test database '\(name)' could not be restored for 5 s, because other sessions "
                    + "were still in a transaction; they were ended: \(blockers). Await the work that uses them inside the "
                    + "test.",
                cause: error, place: nil
            )
        }
    }

    private func endOtherSessions() async throws -> String {
        let rows = try await janitor.query(
            """
            SELECT pid, coalesce(application_name, '') AS application, state, left(query, 200) AS query,
                round(extract(epoch FROM now() - xact_start))::int AS age, pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
            """
        )
        return try rows.map { row in
            let age = try row.get("age", as: Int.self)
            return "process \(try row.get("pid", as: Int.self)) '\(try row.get("application", as: String.self))' "
                + "\(try row.get("state", as: String.self)) for \(age) s: \(try row.get("query", as: String.self))"
        }.joined(separator: "; ")
    }
}

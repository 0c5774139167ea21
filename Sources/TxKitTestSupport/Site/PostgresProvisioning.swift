import TxKit

/// Makes a test database on a PostgreSQL server, once for a test run, whichever of its processes comes first.
struct PostgresProvisioning: Sendable {
    /// A comment on the database that says its schema is complete.
    private static let ready = "txkit: ready"

    let name: String
    let engine: DatabaseEngine
    let schema: @Sendable (Database) async throws -> Void

    /// The database's name on the server.
    var databaseName: String { "txkit_\(name.lowercased())_\(RunIdentity.current)" }

    /// Makes the database when it is not there yet, and gives the connection that marks it as used.
    func run() async throws -> any DriverConnection {
        let maintenance = try engine.makeDriver(try await TestPostgres.url(database: "postgres"))
        let configuration = DatabaseConfiguration(name: "postgres", maximumConnections: 1)
        let presence = try await maintenance.connect(logger: configuration.logger)
        let server = try await Database(maintenance, configuration: configuration)
        do {
            try await server.withConnection { connection in
                try await connection.execute("SELECT pg_advisory_lock(hashtextextended('txkit provisioning', 0))")
                try await ServerLock(presence, key: Self.presenceKey(databaseName)).lock(.shared)
                try await dropLeftovers(connection)
                if try await !isReady(connection) { try await make(connection) }
                try await connection.execute("SELECT pg_advisory_unlock(hashtextextended('txkit provisioning', 0))")
            }
        } catch {
            await server.close()
            await presence.close()
            throw error
        }
        await server.close()
        return presence
    }

    private func isReady(_ connection: DatabaseConnection) async throws -> Bool {
        let comment = try await connection.scalar(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = \(databaseName)",
            as: String.self
        )
        return comment == Self.ready
    }

    private func make(_ connection: DatabaseConnection) async throws {
        // A process that was killed may have left a half-made one.
        if try await connection.queryOne("SELECT 1 FROM pg_database WHERE datname = \(databaseName)") != nil {
            try await connection.execute("DROP DATABASE \(identifier: databaseName) WITH (FORCE)")
        }
        try await connection.execute("CREATE DATABASE \(identifier: databaseName)")
        let database = try await Database(
            engine.makeDriver(try await TestPostgres.url(database: databaseName)),
            configuration: DatabaseConfiguration(name: name, maximumConnections: 2)
        )
        do {
            try await schema(database)
            try await database.executeScript(PostgresReset.installation)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        try await connection.execute(
            "COMMENT ON DATABASE \(identifier: databaseName) IS \(raw: "'" + Self.ready + "'")"
        )
    }

    /// Drops the databases of earlier runs on this server that no process uses any more.
    private func dropLeftovers(_ connection: DatabaseConnection) async throws {
        let others = try await connection.query(
            """
            SELECT datname FROM pg_database
            WHERE datname LIKE 'txkit\\_%' AND datname <> \(databaseName)
              AND shobj_description(oid, 'pg_database') = \(Self.ready)
            """
        )
        for row in others {
            let other = try row.get("datname", as: String.self)
            let key = Self.presenceKey(other)
            guard
                try await connection.scalar(
                    "SELECT pg_try_advisory_lock(hashtextextended(\(key), 0))", as: Bool.self
                ) == true
            else { continue }
            // Somebody may be looking into it by hand: then it stays.
            _ = try? await connection.execute("DROP DATABASE \(identifier: other)")
            try await connection.execute("SELECT pg_advisory_unlock(hashtextextended(\(key), 0))")
        }
    }

    private static func presenceKey(_ databaseName: String) -> String { "txkit in use: \(databaseName)" }
}

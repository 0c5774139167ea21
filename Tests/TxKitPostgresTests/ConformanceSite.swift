import Foundation
import Synchronization
import TxKit
import TxKitConformance
import TxKitPostgres

/// A schema of its own in the database of the tests.
final class PostgresSite: ConformanceSite {
    private let server: String
    private let schema: String
    private let databases = Mutex<[Database]>([])

    private init(server: String, schema: String) {
        self.server = server
        self.schema = schema
    }

    var dialect: SQLDialect { .postgresql }

    /// Makes a schema with the tables.
    static func make() async throws -> PostgresSite {
        let name = "conformance_" + UUID().uuidString.prefix(12).lowercased().filter { $0 != "-" }
        let site = PostgresSite(server: try await Server.connectionString(), schema: name)
        let database = try await site.open(DatabaseConfiguration(maximumConnections: 1), lockTimeout: nil)
        try await database.execute("CREATE SCHEMA \(identifier: name)")
        try await database.executeScript(ConformanceSchema.script(.postgresql))
        await database.close()
        return site
    }

    func open(_ configuration: DatabaseConfiguration, lockTimeout: Duration?) async throws -> Database {
        let separator = server.contains("?") ? "&" : "?"
        let options = "options=-csearch_path%3D\(schema)%20-cclient_min_messages%3Derror"
        let driver = PostgresDriver(server + separator + options)
        let database = try await Database(driver, configuration: configuration)
        databases.withLock { $0.append(database) }
        return database
    }

    /// Closes the handles the promise opened, and drops the schema.
    func close() async throws {
        for database in databases.withLock({ $0 }) { await database.close() }
        let database = try await open(DatabaseConfiguration(maximumConnections: 1), lockTimeout: nil)
        try await database.execute("DROP SCHEMA \(identifier: schema) CASCADE")
        await database.close()
    }
}

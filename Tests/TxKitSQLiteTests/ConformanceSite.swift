import Synchronization
import TxKit
import TxKitConformance
import TxKitSQLite

/// A database file of its own, in WAL mode.
final class SQLiteSite: ConformanceSite {
    private let path: String
    private let databases = Mutex<[Database]>([])

    init(path: String) { self.path = path }

    var dialect: SQLDialect { .sqlite }

    /// Makes the tables.
    func make() async throws {
        let database = try await Database.sqlite(path: path)
        try await database.executeScript(ConformanceSchema.script(.sqlite))
        await database.close()
    }

    func open(_ configuration: DatabaseConfiguration, lockTimeout: Duration?) async throws -> Database {
        var options = SQLiteOptions(busyTimeout: .seconds(60))
        if let lockTimeout { options.busyTimeout = lockTimeout }
        let database = try await Database.sqlite(path: path, options: options, configuration: configuration)
        databases.withLock { $0.append(database) }
        return database
    }

    /// Closes the handles the promise opened.
    func close() async {
        for database in databases.withLock({ $0 }) { await database.close() }
    }
}

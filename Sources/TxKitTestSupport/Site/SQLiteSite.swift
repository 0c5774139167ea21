import Foundation
import TxKit

/// A SQLite test database: a file made once in this process, and a copy of it for each lane and each truncate case.
final class SQLiteSite: TestSite {
    let lanes: BoundedPool<RollbackLane>
    private let name: String
    private let engine: DatabaseEngine
    private let folder: TemporaryFolder
    private let template: String

    init(
        _ name: String, _ engine: DatabaseEngine, lanes limit: Int, schema: @Sendable (Database) async throws -> Void
    ) async throws {
        self.name = name
        self.engine = engine
        let folder = try TemporaryFolder.forThisProcess()
        let template = folder.path(name + "-template.db")
        self.folder = folder
        self.template = template
        let database = try await Database(
            engine.makeDriver(template), configuration: DatabaseConfiguration(name: name, maximumConnections: 1)
        )
        do {
            try await schema(database)
        } catch {
            await database.close()
            throw error
        }
        // The last connection to close writes the log back into the file.
        await database.close()
        lanes = RollbackLane.pool(named: name, limit: limit) {
            try Self.copy(template, name, engine, folder)
        }
    }

    func laneCopy() async throws -> DatabaseCopy { try Self.copy(template, name, engine, folder) }

    func holdShared(at place: SourcePlace) async throws -> Hold { .nothing }

    func exclusiveCopy(at place: SourcePlace) async throws -> DatabaseCopy {
        try Self.copy(template, name, engine, folder)
    }

    private static func copy(
        _ template: String, _ name: String, _ engine: DatabaseEngine, _ folder: TemporaryFolder
    ) throws -> DatabaseCopy {
        let path = folder.path("\(name)-\(UUID().uuidString).db")
        try FileManager.default.copyItem(atPath: template, toPath: path)
        return DatabaseCopy(driver: try engine.makeDriver(path)) {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
    }
}

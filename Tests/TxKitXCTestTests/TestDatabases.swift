import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport

extension TestDatabase {
    static let sqlite = TestDatabase("xctest", .sqlite) { try await itemSchema($0) }
    static let postgres = TestDatabase("xctest", .postgresql) { try await itemSchema($0) }

    private static func itemSchema(_ database: Database) async throws {
        try await database.executeScript(
            "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE); INSERT INTO items VALUES (1, 'seed')"
        )
    }
}

func names(_ executor: some DatabaseExecutor) async throws -> [String] {
    try await executor.query("SELECT name FROM items ORDER BY id").map { try $0.get("name", as: String.self) }
}

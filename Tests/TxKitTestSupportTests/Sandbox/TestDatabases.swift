import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport

extension TestDatabase {
    static let sqlite = TestDatabase("support", .sqlite) { try await supportSchema($0) }
    static let postgres = TestDatabase("support", .postgresql) { try await supportSchema($0) }
    static let both = [sqlite, postgres]

    private static func supportSchema(_ database: Database) async throws {
        let identity =
            switch try database.dialect {
            case .sqlite: "INTEGER PRIMARY KEY AUTOINCREMENT"
            case .postgresql: "integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY"
            }
        try await database.executeScript(
            """
            CREATE TABLE parents (id \(identity), name TEXT NOT NULL UNIQUE, favourite INTEGER);
            CREATE TABLE children (
                id \(identity),
                parent_id INTEGER NOT NULL REFERENCES parents (id) ON DELETE RESTRICT,
                name TEXT NOT NULL
            );
            CREATE TABLE "Odd name" (id \(identity), note TEXT);
            INSERT INTO parents (name) VALUES ('first'), ('second');
            INSERT INTO children (parent_id, name) VALUES (1, 'seed');
            """
        )
        if try database.dialect == .postgresql {
            // A cycle: parents refer to children and children to parents.
            try await database.execute(
                "ALTER TABLE parents ADD CONSTRAINT favourite FOREIGN KEY (favourite) REFERENCES children (id)"
            )
        }
    }
}

/// All rows of the tables above, as text, and the next key: what the baseline must give back.
func dump(_ executor: some DatabaseExecutor) async throws -> String {
    var lines: [String] = []
    for table in ["parents", "children", "Odd name"] {
        for row in try await executor.query("SELECT * FROM \(identifier: table) ORDER BY id") {
            lines.append("\(table): \(row.debugDescription)")
        }
    }
    return lines.joined(separator: "\n")
}

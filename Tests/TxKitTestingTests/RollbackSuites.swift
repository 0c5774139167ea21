import Synchronization
import Testing
import TxKit
import TxKitPostgres
import TxKitSQLite
import TxKitTestSupport
import TxKitTesting

/// How often the suites' data was made.
private let loads = Mutex<[String: Int]>([:])

private func load(_ database: TestDatabase, _ suite: String) async throws {
    loads.withLock { $0[suite, default: 0] += 1 }
    try await database.database.execute("INSERT INTO items VALUES (2, 'suite data')")
}

@Suite(.rollback(.sqlite) { try await load(.sqlite, "SQLite") })
struct SQLiteRollbackSuite {
    @Test(arguments: 1...6) func seesTheDataOnce(_ number: Int) async throws {
        try await checkSuiteData(.sqlite, "SQLite", number)
    }
}

@Suite(.rollback(.postgres) { try await load(.postgres, "PostgreSQL") })
struct PostgresRollbackSuite {
    @Test(arguments: 1...6) func seesTheDataOnce(_ number: Int) async throws {
        try await checkSuiteData(.postgres, "PostgreSQL", number)
    }
}

private func checkSuiteData(_ database: TestDatabase, _ suite: String, _ number: Int) async throws {
    #expect(loads.withLock { $0[suite] } == 1)
    #expect(try await names(database.database) == ["seed", "suite data"])
    try await database.database.withTransaction { transaction in
        try await transaction.execute("INSERT INTO items VALUES (3, 'mine')")
        try await transaction.execute("UPDATE items SET name = \("changed \(number)") WHERE id = 2")
    }
    #expect(try await names(database.database) == ["seed", "changed \(number)", "mine"])
    let sandbox = try #require(Sandbox.current)
    let outside = try await sandbox.withOutsideConnection(to: database) { try await names($0) }
    #expect(outside == ["seed"])
}

/// Forty tests that write the same rows beside one another.
@Suite(.rollback(.sqlite, .postgres))
struct ParallelRollbackSuite {
    let atStart: Sandbox?

    /// The suite's own properties are made inside the sandbox.
    init() { atStart = Sandbox.current }

    @Test(arguments: 1...40) func neverSeesAnother(_ number: Int) async throws {
        #expect(atStart === Sandbox.current && atStart != nil)
        for database in [TestDatabase.sqlite, .postgres] {
            #expect(try await names(database.database) == ["seed"])
            try await database.database.withTransaction { transaction in
                try await transaction.execute("INSERT INTO items VALUES (\(100 + number), \("test \(number)"))")
            }
            #expect(try await names(database.database) == ["seed", "test \(number)"])
        }
    }
}

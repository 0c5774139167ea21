import Testing
import TxKit
import TxKitSQLite

@Suite struct StatementTests {
    @Test func countsTheRowsThatChange() async throws {
        let connection = try await connect()
        #expect(try await connection.query("CREATE TABLE t (id INTEGER PRIMARY KEY, v)").rowsAffected == 0)
        #expect(try await connection.query("INSERT INTO t (v) VALUES (1), (2), (3)").rowsAffected == 3)
        for text in ["BEGIN", "CREATE TABLE u AS SELECT * FROM t", "DROP TABLE u", "SELECT * FROM t", "COMMIT"] {
            #expect(try await connection.query(text).rowsAffected == 0, "\(text)")
        }
        #expect(try await connection.query("UPDATE t SET v = 0 WHERE id > 1").rowsAffected == 2)
        #expect(try await connection.query("UPDATE t SET v = 0 WHERE id > 9").rowsAffected == 0)
        #expect(try await connection.query("INSERT OR IGNORE INTO t (id) VALUES (1)").rowsAffected == 0)
        #expect(try await connection.query("REPLACE INTO t (id) VALUES (1)").rowsAffected == 1)
        let common = try await connection.query("WITH x(n) AS (VALUES (8), (9)) INSERT INTO t (id) SELECT n FROM x")
        #expect(common.rowsAffected == 2)
        #expect(try await connection.query("WITH x(n) AS (VALUES (8)) SELECT n FROM x").rowsAffected == 0)
        let returning = try await connection.query("DELETE FROM t WHERE id > 7 RETURNING id")
        #expect(returning.rowsAffected == 2)
        #expect(returning.rows == [[.integer(8)], [.integer(9)]])
    }

    @Test func tagsWithTheFirstWord() async throws {
        let connection = try await connect()
        #expect(try await connection.query("  -- say\n/* * / */ select 1").tag == "SELECT")
        #expect(try await connection.query("begin").tag == "BEGIN")
    }

    @Test(arguments: [
        "SELECT 1; SELECT 2", "SELECT 1;;SELECT 2", "SELECT 1; -- c\n x", "SELECT 1; /* a */ /* b */ SELECT",
    ])
    func refusesMoreThanOneStatement(text: String) async throws {
        let connection = try await connect()
        let failure = await connection.failure(text)
        #expect(failure?.code == .statementFailed)
        #expect(failure?.message.contains("more than one statement: use executeScript or pass a list") == true)
    }

    @Test(arguments: [
        "SELECT 1;", "SELECT 1 ; \n\t;", "SELECT 1; -- SELECT 2", "SELECT 1; /* SELECT 2; */ /*", ";SELECT 1",
    ])
    func allowsAnEndThatSaysNothing(text: String) async throws {
        let connection = try await connect()
        #expect(try await connection.value(text) == .integer(1))
    }

    @Test(arguments: ["", "  \n", "-- only a comment", "/* one */;", ";"])
    func refusesTextWithoutStatement(text: String) async throws {
        let connection = try await connect()
        let failure = await connection.failure(text)
        #expect(failure?.code == .statementFailed)
        #expect(failure?.message.contains("no SQL statement") == true)
    }

    @Test func refusesTextBehindAZero() async throws {
        let connection = try await connect()
        #expect(await connection.failure("SELECT 1\0; DROP TABLE t")?.message.contains("NUL") == true)
    }

    @Test func stopsABatchAtTheFirstFailure() async throws {
        let connection = try await connect()
        let batch = ["BEGIN", "CREATE TABLE t (v)", "INSERT INTO missing VALUES (1)", "INSERT INTO t VALUES (1)"]
        let outcome = await connection.run(batch.map { DriverStatement($0) }, cancellation: nil)
        #expect(outcome.results.map(\.tag) == ["BEGIN", "CREATE"])
        #expect(outcome.failure?.statement == "INSERT INTO missing VALUES (1)")
        #expect(outcome.state == .inTransaction)
        #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
    }

    @Test func keepsPreparedStatementsUpToTheLimit() async throws {
        let connection = try await connect(.memory, SQLiteOptions(statementCacheSize: 2))
        try await connection.query("SELECT 1")
        try await connection.query("SELECT 2")
        try await connection.query("SELECT 1")
        try await connection.query("SELECT 3")
        #expect(await connection.cachedTexts == ["SELECT 1", "SELECT 3"])
        #expect(try await connection.value("SELECT 2") == .integer(2))
        try await connection.query("PRAGMA foreign_keys")
        #expect(await connection.cachedTexts == ["SELECT 3", "SELECT 2"])
        let without = try await connect(.memory, SQLiteOptions(statementCacheSize: 0))
        #expect(try await without.value("SELECT 1") == .integer(1))
        #expect(await without.cachedTexts.isEmpty)
    }

    @Test func seesAChangedSchemaThroughACachedStatement() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (a)")
        #expect(try await connection.query("SELECT * FROM t").columns.names == ["a"])
        try await connection.query("ALTER TABLE t ADD COLUMN b DEFAULT 5")
        try await connection.query("INSERT INTO t (a) VALUES (1)")
        let result = try await connection.query("SELECT * FROM t")
        #expect(result.columns.names == ["a", "b"])
        #expect(result.rows == [[.integer(1), .integer(5)]])
    }

    @Test func doesPragmasAnewEachTime() async throws {
        let connection = try await connect()
        for value in [0, 1, 0, 1] as [Int64] {
            try await connection.query("PRAGMA query_only = \(value)")
            #expect(try await connection.value("PRAGMA query_only") == .integer(value))
        }
    }
}

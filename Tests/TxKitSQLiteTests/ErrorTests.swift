import FoundationEssentials
import Testing
import TxKit
import TxKitSQLite

@Suite struct ErrorTests {
    private static let schema = """
        CREATE TABLE p (id INTEGER PRIMARY KEY, u UNIQUE, n NOT NULL DEFAULT 0, c CHECK (c > 0));
        CREATE TABLE w (k PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE f (p REFERENCES p (id));
        CREATE TABLE s (i INTEGER) STRICT;
        CREATE TABLE r (v);
        CREATE TRIGGER refuse BEFORE INSERT ON r BEGIN SELECT RAISE(ABORT, 'not here'); END;
        INSERT INTO p (id, u) VALUES (1, 1);
        INSERT INTO w VALUES (1);
        """

    @Test(arguments: [
        ("INSERT INTO p (u) VALUES (1)", DatabaseError.Code.uniqueViolation, 2067),
        ("INSERT INTO p (id) VALUES (1)", .uniqueViolation, 1555),
        ("INSERT INTO w VALUES (1)", .uniqueViolation, 1555),
        ("INSERT INTO f VALUES (9)", .foreignKeyViolation, 787),
        ("INSERT INTO p (n) VALUES (NULL)", .notNullViolation, 1299),
        ("INSERT INTO p (c) VALUES (0)", .checkViolation, 275),
        ("INSERT INTO s VALUES ('x')", .constraintViolation, 3091),
        ("INSERT INTO r VALUES (1)", .constraintViolation, 1811),
        ("SELECT * FROM missing", .statementFailed, 1),
        ("SELEC 1", .statementFailed, 1),
        ("SELECT zeroblob(2000000000)", .valueOutOfRange, 18),
        ("ATTACH '/no/such/folder/a.db' AS x", .statementFailed, 14),
    ])
    func mapsResultCodes(text: String, code: DatabaseError.Code, engineCode: Int) async throws {
        let connection = try await connect()
        #expect(await connection.runScript(Self.schema, cancellation: nil).failure == nil)
        let failure = await connection.failure(text)
        #expect(failure?.code == code)
        #expect(failure?.engineCode == engineCode)
        #expect(failure?.statement == text)
        #expect(failure?.sqlState == nil)
        #expect(failure?.message.hasPrefix("SQLite says: ") == true)
    }

    @Test func tellsValuesToDebuggersOnly() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v UNIQUE)")
        try await connection.query("INSERT INTO t VALUES (?)", [.text("secret")])
        let failure = try #require(await connection.failure("INSERT INTO t VALUES (?)", [.text("secret")]))
        #expect(failure.values == [.text("secret")])
        #expect(!failure.description.contains("secret"))
        #expect(failure.message == "SQLite says: UNIQUE constraint failed: t.v.")
    }

    @Test func saysWhenTheDiskIsFull() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v)")
        try await connection.query("PRAGMA max_page_count = 3")
        let failure = await connection.failure("INSERT INTO t VALUES (zeroblob(100000))")
        #expect(failure?.engineCode == 13)
        #expect(failure?.message.contains("Make room") == true)
    }

    @Test func saysWhenTheFileIsDamaged() async throws {
        try await withFolder { folder in
            let path = folder + "/a.db"
            let writer = try await connect(.file(path), SQLiteOptions(journalMode: .delete))
            try await writer.query("CREATE TABLE t (v)")
            try await writer.query("INSERT INTO t VALUES (zeroblob(20000))")
            await writer.close()
            var bytes = try Data(contentsOf: URL(filePath: path))
            for index in 4096..<bytes.count { bytes[index] = 0x55 }
            try bytes.write(to: URL(filePath: path))
            let reader = try await connect(.file(path), SQLiteOptions(journalMode: .delete))
            let failure = await reader.failure("SELECT * FROM t")
            #expect(failure?.engineCode.map { $0 & 0xFF } == 11)
            #expect(failure?.message.contains("backup") == true)
            await reader.close()
        }
    }

    @Test func leavesADeferredForeignKeyToTheCommit() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        try await connection.query("CREATE TABLE b (a REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)")
        try await connection.query("BEGIN IMMEDIATE")
        try await connection.query("INSERT INTO b VALUES (1)")
        let outcome = await connection.run([DriverStatement("COMMIT")], cancellation: nil)
        #expect(outcome.failure?.code == .foreignKeyViolation)
        #expect(outcome.state == .inTransaction)
    }
}

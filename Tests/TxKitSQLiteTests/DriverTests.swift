import Testing
import TxKit
import TxKitSQLite

@Suite struct DriverTests {
    @Test(arguments: [
        (TransactionOptions(), ["BEGIN IMMEDIATE"]),
        (TransactionOptions(isolation: .readCommitted), ["BEGIN IMMEDIATE"]),
        (TransactionOptions(beginMode: .deferred), ["BEGIN DEFERRED"]),
        (TransactionOptions(beginMode: .exclusive), ["BEGIN EXCLUSIVE"]),
        (TransactionOptions(readOnly: true), ["BEGIN DEFERRED", "PRAGMA query_only = 1"]),
        (TransactionOptions(readOnly: true, beginMode: .immediate), ["BEGIN IMMEDIATE", "PRAGMA query_only = 1"]),
    ])
    func beginsAsAsked(options: TransactionOptions, statements: [String]) throws {
        let driver = SQLiteDriver(location: .memory)
        #expect(try driver.beginStatements(options) == statements)
        #expect(driver.afterEndStatements(options) == (options.readOnly ? ["PRAGMA query_only = 0"] : []))
    }

    @Test func refusesDeferrable() {
        let error = #expect(throws: DatabaseError.self) {
            try SQLiteDriver(location: .memory).beginStatements(TransactionOptions(deferrable: true))
        }
        #expect(error?.code == .optionNotPossible)
    }

    @Test func writesNothingInAReadOnlyTransactionAndAgainAfterIt() async throws {
        let driver = SQLiteDriver(location: .memory)
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v)")
        for _ in 0..<2 {
            let options = TransactionOptions(readOnly: true)
            for text in try driver.beginStatements(options) { try await connection.query(text) }
            let failure = await connection.failure("INSERT INTO t VALUES (1)")
            #expect(failure?.code == .readOnly)
            try await connection.query("COMMIT")
            for text in driver.afterEndStatements(options) { try await connection.query(text) }
            #expect(try await connection.query("INSERT INTO t VALUES (1)").rowsAffected == 1)
        }
    }

    @Test func beginsDeferredWhereTheDatabaseIsOnlyRead() async throws {
        try await withFolder { folder in
            let writer = try await connect(.file(folder + "/a.db"), SQLiteOptions(journalMode: .delete))
            try await writer.query("CREATE TABLE t (v)")
            await writer.close()
            for parameter in ["mode=ro", "immutable=1"] {
                let location = try SQLiteLocation.uri("file:\(folder)/a.db?\(parameter)")
                let begin = try SQLiteDriver(location: location).beginStatements(TransactionOptions())
                #expect(begin == ["BEGIN DEFERRED"])
                let reader = try await connect(location)
                #expect(try await reader.query(begin[0]).tag == "BEGIN")
                await reader.close()
            }
        }
    }

    @Test(arguments: [
        ("file::memory:", 1), ("file:x?mode=memory", 1), ("file:", 1), ("file:?mode=rwc", 1), ("file:x?vfs=memdb", 1),
        ("file:/x?vfs=memdb", nil), ("file:/data/a.db", nil), ("file:a.db?mode=ro", nil), ("file:memory", nil),
    ])
    func limitsPrivateDatabasesToOneConnection(uri: String, limit: Int?) throws {
        #expect(try SQLiteDriver(location: .uri(uri)).connectionLimit == limit)
    }

    @Test func limitsPlainLocations() {
        #expect(SQLiteDriver(location: .memory).connectionLimit == 1)
        #expect(SQLiteDriver(location: .file("")).connectionLimit == 1)
        #expect(SQLiteDriver(location: .file(":memory:")).connectionLimit == 1)
        #expect(SQLiteDriver(location: .file("a.db")).connectionLimit == nil)
        #expect(SQLiteDriver(location: .file("a.db")).displayName == "a.db")
        #expect(SQLiteDriver(location: .memory).dialect == .sqlite)
    }

    @Test(arguments: ["file:a.db?cache=shared", "file:a?mode=memory&cache=shared", "file:a.db?%63ache=share%64"])
    func refusesASharedCache(uri: String) {
        let error = #expect(throws: DatabaseError.self) { try SQLiteLocation.uri(uri) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.message.contains("use a file") == true)
    }

    @Test func refusesAURIOfAnotherKind() {
        let error = #expect(throws: DatabaseError.self) { try SQLiteLocation.uri("/data/a.db") }
        #expect(error?.code == .invalidConfiguration)
    }
}

import Testing
import TxKit
import TxKitSQLite

@Suite struct StateTests {
    @Test func saysWhatSQLiteSays() async throws {
        let connection = try await connect()
        func state(_ text: String) async -> ServerState {
            await connection.run([DriverStatement(text)], cancellation: nil).state
        }
        #expect(await state("CREATE TABLE t (v UNIQUE)") == .idle)
        #expect(await state("BEGIN") == .inTransaction)
        #expect(await state("INSERT INTO t VALUES (1)") == .inTransaction)
        #expect(await state("INSERT INTO t VALUES (1)") == .inTransaction)
        #expect(await state("COMMIT") == .idle)
        #expect(await state("SAVEPOINT a") == .inTransaction)
        #expect(await state("RELEASE a") == .idle)
    }

    @Test func isIdleAfterAFailureThatRolledBack() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v UNIQUE)")
        try await connection.query("BEGIN IMMEDIATE")
        try await connection.query("INSERT INTO t VALUES (1)")
        let statement = DriverStatement("INSERT OR ROLLBACK INTO t VALUES (1)")
        let outcome = await connection.run([statement], cancellation: nil)
        #expect(outcome.failure?.code == .uniqueViolation)
        #expect(outcome.state == .idle)
        #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
    }

    @Test func isLostOnceClosed() async throws {
        let connection = try await connect()
        await connection.close()
        await connection.close()
        let outcomes = [
            await connection.run([DriverStatement("SELECT 1")], cancellation: nil),
            await connection.runScript("SELECT 1", cancellation: nil),
            await connection.beginRows(DriverStatement("SELECT 1"), after: [], cancellation: nil),
            await connection.nextRows(limit: 1, cancellation: nil),
            await connection.insertRows(BulkRows(table: "t", columns: ["v"], rows: [[.null]]), cancellation: nil),
        ]
        for outcome in outcomes {
            #expect(outcome.failure?.code == .connectionLost)
            #expect(outcome.state == .lost)
        }
        await #expect(throws: DatabaseError.self) { try await connection.backup(to: "never.db") }
    }

    @Test func rollsBackWhatIsOpenWhenClosed() async throws {
        try await withFolder { folder in
            let first = try await connect(.file(folder + "/a.db"))
            try await first.query("CREATE TABLE t (v)")
            try await first.query("BEGIN IMMEDIATE")
            try await first.query("INSERT INTO t VALUES (1)")
            _ = await first.beginRows(DriverStatement("SELECT * FROM t"), after: [], cancellation: nil)
            _ = await first.nextRows(limit: 1, cancellation: nil)
            await first.close()
            let second = try await connect(.file(folder + "/a.db"), SQLiteOptions(busyTimeout: .zero))
            try await second.query("BEGIN IMMEDIATE")
            #expect(try await second.value("SELECT count(*) FROM t") == .integer(0))
            await second.close()
        }
    }

    @Test func closesWhenLetGo() async throws {
        try await withFolder { folder in
            let path = folder + "/a.db"
            do {
                let first = try await connect(.file(path))
                try await first.query("CREATE TABLE t (v)")
                try await first.query("BEGIN IMMEDIATE")
            }
            let second = try await connect(.file(path), SQLiteOptions(busyTimeout: .seconds(2)))
            #expect(await second.failure("BEGIN IMMEDIATE") == nil)
            await second.close()
        }
    }
}

import Testing
import TxKit
import TxKitSQLite

@Suite struct BulkTests {
    private func connectionWithTable() async throws -> SQLiteConnection {
        let connection = try await connect()
        let columns = #"(id INTEGER PRIMARY KEY, "a b" TEXT CHECK ("a b" <> 'bad'))"#
        try await connection.query(#"CREATE TABLE "odd ""name" "# + columns)
        return connection
    }

    private func rows(_ count: Int, badAt bad: Int? = nil) -> BulkRows {
        let rows = (0..<count).map { [DatabaseValue.integer(Int64($0)), .text($0 == bad ? "bad" : "good")] }
        return BulkRows(table: #"odd "name"#, schema: "main", columns: ["id", "a b"], rows: rows)
    }

    private func count(_ connection: SQLiteConnection) async throws -> DatabaseValue? {
        try await connection.value(#"SELECT count(*) FROM "odd ""name""#)
    }

    @Test(arguments: [1, 499, 500, 501, 2345])
    func insertsAllRows(number: Int) async throws {
        let connection = try await connectionWithTable()
        let outcome = await connection.insertRows(rows(number), cancellation: nil)
        #expect(outcome.failure == nil)
        #expect(outcome.results.map(\.rowsAffected) == [number])
        #expect(outcome.state == .idle)
        #expect(try await count(connection) == .integer(Int64(number)))
        let sum = try await connection.value(#"SELECT sum(id) FROM "odd ""name""#)
        #expect(sum == .integer(Int64(number * (number - 1) / 2)))
    }

    @Test(arguments: [false, true])
    func leavesNothingWhenARowFails(inTransaction: Bool) async throws {
        let connection = try await connectionWithTable()
        if inTransaction { try await connection.query("BEGIN IMMEDIATE") }
        try await connection.query(#"INSERT INTO "odd ""name" VALUES (-1, 'before')"#)
        let outcome = await connection.insertRows(rows(2000, badAt: 1700), cancellation: nil)
        #expect(outcome.failure?.code == .checkViolation)
        #expect(outcome.results.isEmpty)
        #expect(outcome.state == (inTransaction ? .inTransaction : .idle))
        #expect(try await count(connection) == .integer(1))
        #expect(await connection.failure("RELEASE txkit_bulk")?.message.contains("no such savepoint") == true)
    }

    @Test func leavesNothingWhenAValueIsRefused() async throws {
        let connection = try await connectionWithTable()
        var bulk = rows(1200)
        bulk.rows[1100][1] = .double(.nan)
        #expect(await connection.insertRows(bulk, cancellation: nil).failure?.code == .valueOutOfRange)
        #expect(try await count(connection) == .integer(0))
    }

    @Test(.timeLimit(.minutes(1)))
    func leavesNothingWhenCancelled() async throws {
        let connection = try await connectionWithTable()
        try await connection.query(
            #"""
            CREATE TRIGGER slow AFTER INSERT ON "odd ""name" WHEN new.id = 1500 BEGIN
              SELECT count(*) FROM (
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000000)
                SELECT 1 FROM n);
            END
            """#
        )
        let cancellation = StatementCancellation()
        let rows = rows(2000)
        async let inserting = connection.insertRows(rows, cancellation: cancellation)
        try await Task.sleep(for: .milliseconds(50))
        cancellation.cancel()
        let outcome = await inserting
        #expect(outcome.failure?.code == .statementCancelled)
        #expect(outcome.state == .idle)
        #expect(try await count(connection) == .integer(0))
    }

    @Test func leavesNothingOrAllWheneverItIsCancelled() async throws {
        let connection = try await connectionWithTable()
        let rows = rows(10_000)
        var cancelled = 0
        for round in 0..<20 {
            let cancellation = StatementCancellation()
            async let inserting = connection.insertRows(rows, cancellation: cancellation)
            try await Task.sleep(for: .microseconds(300 * round))
            cancellation.cancel()
            let outcome = await inserting
            if outcome.failure?.code == .statementCancelled { cancelled += 1 }
            #expect(outcome.state == .idle)
            #expect(try await count(connection) == .integer(outcome.failure == nil ? 10_000 : 0))
            try await connection.query(#"DELETE FROM "odd ""name""#)
        }
        #expect(cancelled > 0)
    }

    @Test func endsWithTheTransactionThatATriggerRolledBack() async throws {
        let connection = try await connectionWithTable()
        try await connection.query(
            #"""
            CREATE TRIGGER away BEFORE INSERT ON "odd ""name" WHEN new.id = 600
              BEGIN SELECT RAISE(ROLLBACK, 'gone'); END
            """#
        )
        try await connection.query("BEGIN IMMEDIATE")
        let outcome = await connection.insertRows(rows(700), cancellation: nil)
        #expect(outcome.failure?.code == .constraintViolation)
        #expect(outcome.state == .idle)
        #expect(try await count(connection) == .integer(0))
    }

    @Test func checksTheShapeOfTheRows() async throws {
        let connection = try await connectionWithTable()
        var ragged = rows(3)
        ragged.rows[1].removeLast()
        let failure = await connection.insertRows(ragged, cancellation: nil).failure
        #expect(failure?.code == .statementFailed)
        #expect(failure?.message.contains("Row 2") == true)
        let nothing = BulkRows(table: "t", columns: [], rows: [[]])
        #expect(await connection.insertRows(nothing, cancellation: nil).failure?.code == .statementFailed)
        let empty = await connection.insertRows(rows(0), cancellation: nil)
        #expect(empty.failure == nil)
        #expect(empty.results.map(\.rowsAffected) == [0])
        let wide = BulkRows(table: "t", columns: [String](repeating: "c", count: 300_000), rows: [])
        #expect(await connection.insertRows(wide, cancellation: nil).failure?.code == .tooManyParameters)
    }
}

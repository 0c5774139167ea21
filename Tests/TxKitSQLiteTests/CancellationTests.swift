import Testing
import TxKit
import TxKitSQLite

@Suite struct CancellationTests {
    /// Takes some seconds when nothing cancels it, so that a test fails rather than hangs.
    private static let endless = """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000000) SELECT count(*) FROM n
        """

    private func cancelling<Result>(
        after delay: Duration,
        _ work: (StatementCancellation) async throws -> Result
    ) async throws -> Result {
        let cancellation = StatementCancellation()
        let canceller = Task {
            try? await Task.sleep(for: delay)
            cancellation.cancel()
        }
        defer { canceller.cancel() }
        return try await work(cancellation)
    }

    @Test(.timeLimit(.minutes(1)))
    func stopsALongStatement() async throws {
        let connection = try await connect()
        try await connection.query("BEGIN")
        let outcome = try await cancelling(after: .milliseconds(30)) { cancellation in
            await connection.run([DriverStatement(Self.endless)], cancellation: cancellation)
        }
        #expect(outcome.failure?.code == .statementCancelled)
        #expect(outcome.failure?.engineCode == 9)
        #expect(outcome.failure?.statement == Self.endless)
        #expect(outcome.state == .inTransaction)
        #expect(try await connection.value("SELECT 1") == .integer(1))
    }

    @Test(.timeLimit(.minutes(1)))
    func losesNoCancellationThatComesJustBeforeTheFirstStep() async throws {
        let connection = try await connect()
        for round in 0..<2000 {
            let cancellation = StatementCancellation()
            async let cancelled: Void = Self.cancel(cancellation, afterSpinning: round % 100 * 50)
            let outcome = await connection.run([DriverStatement(Self.endless)], cancellation: cancellation)
            try #require(outcome.failure?.code == .statementCancelled, "round \(round)")
            await cancelled
        }
    }

    @concurrent
    private static func cancel(_ cancellation: StatementCancellation, afterSpinning turns: Int) async {
        for _ in 0..<turns where cancellation.isCancelled { return }
        cancellation.cancel()
    }

    @Test func stopsAStatementWhoseStepsAreLong() async throws {
        let connection = try await connect()
        let slow = """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400)
            SELECT max(length(hex(zeroblob(8000000 + i)))) FROM n
            """
        let outcome = try await cancelling(after: .milliseconds(20)) { cancellation in
            await connection.run([DriverStatement(slow)], cancellation: cancellation)
        }
        #expect(outcome.failure?.code == .statementCancelled)
    }

    @Test func runsNothingWhenCancelledBefore() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v)")
        let cancellation = StatementCancellation()
        cancellation.cancel()
        let insert = DriverStatement("INSERT INTO t VALUES (?)", [.integer(1)])
        let rows = BulkRows(table: "t", columns: ["v"], rows: [[.integer(1)]])
        let outcomes = [
            await connection.run([insert], cancellation: cancellation),
            await connection.runScript("INSERT INTO t VALUES (1)", cancellation: cancellation),
            await connection.insertRows(rows, cancellation: cancellation),
            await connection.beginRows(insert, after: [], cancellation: cancellation),
        ]
        for outcome in outcomes {
            #expect(outcome.failure?.code == .statementCancelled)
            #expect(outcome.failure?.statement?.hasPrefix("INSERT INTO") == true)
            #expect(outcome.state == .idle)
        }
        #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
    }

    @Test(.timeLimit(.minutes(1)))
    func stopsAScriptAndABatch() async throws {
        let connection = try await connect()
        let script = try await cancelling(after: .milliseconds(150)) { cancellation in
            await connection.runScript("CREATE TABLE t (v); \(Self.endless); DROP TABLE t", cancellation: cancellation)
        }
        #expect(script.failure?.code == .statementCancelled)
        let texts = ["INSERT INTO t VALUES (1)", Self.endless, "DROP TABLE t"]
        let batch = try await cancelling(after: .milliseconds(150)) { cancellation in
            await connection.run(texts.map { DriverStatement($0) }, cancellation: cancellation)
        }
        #expect(batch.failure?.code == .statementCancelled)
        #expect(batch.results.count == 1)
        #expect(try await connection.value("SELECT count(*) FROM t") == .integer(1))
    }

    @Test(.timeLimit(.minutes(1)))
    func stopsAStreamInTheMiddle() async throws {
        let connection = try await connect()
        let endless = DriverStatement(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000000) SELECT i FROM n WHERE i < 5
            """
        )
        #expect(await connection.beginRows(endless, after: [], cancellation: nil).failure == nil)
        #expect(await connection.nextRows(limit: 4, cancellation: nil).results.first?.rows.count == 4)
        let outcome = try await cancelling(after: .milliseconds(10)) { cancellation in
            await connection.nextRows(limit: 1, cancellation: cancellation)
        }
        #expect(outcome.failure?.code == .statementCancelled)
        #expect(await connection.endRows().failure == nil)
        #expect(try await connection.value("SELECT 1") == .integer(1))
    }

    @Test(.timeLimit(.minutes(1)))
    func givesUpWaitingForALock() async throws {
        try await withFolder { folder in
            let holder = try await connect(.file(folder + "/a.db"))
            let waiter = try await connect(.file(folder + "/a.db"), SQLiteOptions(busyTimeout: .seconds(10)))
            try await holder.query("BEGIN IMMEDIATE")
            let outcome = try await cancelling(after: .milliseconds(20)) { cancellation in
                await waiter.run([DriverStatement("BEGIN IMMEDIATE")], cancellation: cancellation)
            }
            #expect(outcome.failure?.code == .statementCancelled)
            #expect(outcome.state == .idle)
            await holder.close()
            await waiter.close()
        }
    }
}

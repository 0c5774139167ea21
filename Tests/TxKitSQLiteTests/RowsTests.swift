import Testing
import TxKit
import TxKitSQLite

@Suite struct RowsTests {
    private func connectionWithRows(_ count: Int) async throws -> SQLiteConnection {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v INTEGER PRIMARY KEY)")
        let rows = (0..<count).map { [DatabaseValue.integer(Int64($0))] }
        _ = await connection.insertRows(BulkRows(table: "t", columns: ["v"], rows: rows), cancellation: nil)
        return connection
    }

    @Test func givesRowsInPortionsUpToTheEnd() async throws {
        let connection = try await connectionWithRows(7)
        let control = [DriverStatement("BEGIN DEFERRED"), DriverStatement("SELECT 5")]
        let query = DriverStatement("SELECT v FROM t WHERE v >= ? ORDER BY v", [.integer(1)])
        let begun = await connection.beginRows(query, after: control, cancellation: nil)
        #expect(begun.failure == nil)
        #expect(begun.results.map(\.tag) == ["BEGIN", "SELECT"])
        #expect(begun.state == .inTransaction)
        var portions: [[[DatabaseValue]]] = []
        while true {
            let outcome = await connection.nextRows(limit: 4, cancellation: nil)
            #expect(outcome.failure == nil)
            guard let result = outcome.results.first else { break }
            #expect(result.columns.names == ["v"])
            portions.append(result.rows)
        }
        #expect(portions.map(\.count) == [4, 2])
        #expect(portions.joined().map { $0[0] } == (1...6).map { .integer($0) })
        #expect(await connection.nextRows(limit: 4, cancellation: nil).results.isEmpty)
        #expect(await connection.endRows().failure == nil)
        #expect(await connection.endRows().state == .inTransaction)
    }

    @Test func stepsOnlyAsFarAsAsked() async throws {
        let connection = try await connect()
        let endless = DriverStatement("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n")
        #expect(await connection.beginRows(endless, after: [], cancellation: nil).failure == nil)
        #expect(await connection.nextRows(limit: 3, cancellation: nil).results.first?.rows.count == 3)
        #expect(await connection.endRows().state == .idle)
    }

    @Test func letsTheLocksGoWhenEndedEarly() async throws {
        let connection = try await connectionWithRows(100)
        let query = DriverStatement("SELECT v FROM t")
        _ = await connection.beginRows(query, after: [], cancellation: nil)
        #expect(await connection.nextRows(limit: 2, cancellation: nil).results.first?.rows.count == 2)
        #expect(await connection.endRows().failure == nil)
        #expect(await connection.failure("DROP TABLE t") == nil)
        #expect(await connection.nextRows(limit: 1, cancellation: nil).failure?.code == .statementFailed)
    }

    @Test func reportsAFailureWhereItHappens() async throws {
        let connection = try await connectionWithRows(5)
        let control = [DriverStatement("SELECT 1"), DriverStatement("SELECT * FROM missing")]
        let first = await connection.beginRows(DriverStatement("SELECT 2"), after: control, cancellation: nil)
        #expect(first.results.count == 1)
        #expect(first.failure?.statement == "SELECT * FROM missing")
        let unknown = DriverStatement("SELECT missing FROM t")
        #expect(await connection.beginRows(unknown, after: [], cancellation: nil).failure?.code == .statementFailed)
        let overflow = DriverStatement("SELECT abs(-9223372036854775807 - (v = 2)) FROM t ORDER BY v")
        #expect(await connection.beginRows(overflow, after: [], cancellation: nil).failure == nil)
        #expect(await connection.nextRows(limit: 2, cancellation: nil).results.first?.rows.count == 2)
        let failed = await connection.nextRows(limit: 2, cancellation: nil)
        #expect(failed.failure?.message.contains("integer overflow") == true)
        #expect(failed.failure?.statement == overflow.text)
        #expect(await connection.nextRows(limit: 2, cancellation: nil).results.isEmpty)
        #expect(await connection.endRows().failure == nil)
    }
}

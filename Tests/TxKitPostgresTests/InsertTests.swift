import Foundation
import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct InsertTests {
        @Test func everyKindOfValueIsCopied() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows(
                    """
                    CREATE TEMP TABLE "t ""1" (b bool, i int8, d float8, n numeric, s text, y bytea, u uuid, t timestamptz,
                        ts timestamp, j jsonb, a text[], x int[])
                    """
                )
                let columns = ["b", "i", "d", "n", "s", "y", "u", "t", "ts", "j", "a", "x"]
                let first: [DatabaseValue] = [
                    .bool(true), .integer(-5), .double(0.1), .decimal("1.50"), .text("a\tb\nc\rd\\N \\. é"),
                    .bytes([0, 92, 9, 10]), .uuid(PostgresTests.ValueTests.uuid),
                    .timestamp(PostgresTests.ValueTests.date),
                    .timestamp(PostgresTests.ValueTests.date), .json(#"{"k": "a\\b\"c"}"#),
                    .array([.text("x\\y\"z\t"), .null, .text("")]), .array([.integer(1)]),
                ]
                let empty: [DatabaseValue] = columns.map { _ in .null }
                let rows = BulkRows(table: "t \"1", schema: "pg_temp", columns: columns, rows: [first, empty])
                let outcome = await connection.insertRows(rows, cancellation: nil)
                #expect(outcome.failure == nil)
                #expect(outcome.results.first?.rowsAffected == 2)
                #expect(outcome.state == .idle)
                #expect(try await connection.rows("SELECT * FROM \"t \"\"1\" ORDER BY i NULLS LAST") == [first, empty])
            }
        }

        @Test func manyRowsInATransaction() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP TABLE t (a int, b text)")
                _ = await connection.run("BEGIN")
                let rows = (0..<50_000).map { [DatabaseValue.integer($0), .text("row number \($0) of many")] }
                let outcome = await connection.insertRows(
                    BulkRows(table: "t", columns: ["a", "b"], rows: rows),
                    cancellation: nil
                )
                #expect(outcome.results.first?.rowsAffected == 50_000)
                #expect(outcome.state == .inTransaction)
                #expect(try await connection.value("SELECT count(DISTINCT a) FROM t") == .integer(50_000))
                _ = await connection.run("ROLLBACK")
                #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
            }
        }

        @Test func aFailureInTheMiddleLeavesNothing() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP TABLE t (a int PRIMARY KEY, b text)")
                var rows = (0..<20_000).map { [DatabaseValue.integer($0), .text("filler filler filler")] }
                rows[15_000][0] = .integer(7)
                let columns = ["a", "b"]
                let double = await connection.insertRows(
                    BulkRows(table: "t", columns: columns, rows: rows),
                    cancellation: nil
                )
                #expect(double.failure?.code == .uniqueViolation)
                #expect(double.results.isEmpty)
                #expect(double.state == .idle)
                rows[15_000] = [.integer(15_000), .text("a\0b")]
                let nul = await connection.insertRows(
                    BulkRows(table: "t", columns: columns, rows: rows),
                    cancellation: nil
                )
                #expect(nul.failure?.code == .valueOutOfRange)
                #expect(nul.failure?.message.contains("Row 15000") == true)
                #expect(nul.state == .idle)
                rows[15_000] = [.integer(15_000)]
                let ragged = await connection.insertRows(
                    BulkRows(table: "t", columns: columns, rows: rows),
                    cancellation: nil
                )
                #expect(ragged.failure?.message.contains("Row 15000") == true)
                #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
                _ = await connection.run("BEGIN")
                let unknown = await connection.insertRows(
                    BulkRows(table: "no_such", columns: ["a"], rows: [[.null]]),
                    cancellation: nil
                )
                #expect(unknown.failure?.sqlState == "42P01")
                #expect(unknown.state == .failed)
            }
        }

        @Test func noRowsAndNoColumns() async throws {
            try await Server.withConnection { connection async throws in
                let none = await connection.insertRows(
                    BulkRows(table: "t", columns: ["a"], rows: []),
                    cancellation: nil
                )
                #expect(none.failure == nil)
                #expect(none.results.first?.rowsAffected == 0)
                let columns = await connection.insertRows(
                    BulkRows(table: "t", columns: [], rows: [[]]),
                    cancellation: nil
                )
                #expect(columns.failure?.code == .statementFailed)
            }
        }

        @Test func aWaitingCopyIsCancelled() async throws {
            try await Server.withConnection { holder async throws in
                try await holder.rows("CREATE SCHEMA IF NOT EXISTS txkit_copy")
                try await holder.rows("CREATE TABLE IF NOT EXISTS txkit_copy.t (a int)")
                _ = await holder.run(
                    [DriverStatement("BEGIN"), DriverStatement("LOCK TABLE txkit_copy.t")],
                    cancellation: nil
                )
                try await Server.withConnection { connection async throws in
                    let cancellation = StatementCancellation()
                    async let outcome = connection.insertRows(
                        BulkRows(table: "t", schema: "txkit_copy", columns: ["a"], rows: [[.integer(1)]]),
                        cancellation: cancellation
                    )
                    try await Task.sleep(for: .milliseconds(30))
                    cancellation.cancel()
                    #expect(await outcome.failure?.code == .statementCancelled)
                    #expect(await outcome.state == .idle)
                    #expect(try await connection.value("SELECT 1") == .integer(1))
                }
                _ = await holder.run("ROLLBACK")
                try await holder.rows("DROP SCHEMA txkit_copy CASCADE")
            }
        }
    }
}

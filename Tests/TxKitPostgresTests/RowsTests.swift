import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct RowsTests {
        /// Two long rows, since the server keeps up to 8 KB back: the first arrives at once.
        private static let slowFromTheThirdRow = DriverStatement(
            """
            SELECT a, repeat('x', 9000), pg_sleep(CASE WHEN a > 2 THEN 10 ELSE 0 END) FROM generate_series(1, 9) a
            """
        )

        private func series(_ count: Int) -> DriverStatement {
            DriverStatement("SELECT a AS n FROM generate_series(1, $1) a", [.integer(Int64(count))])
        }

        @Test(arguments: [1, 7, 1000, 5000]) func rowsComeInPortions(_ limit: Int) async throws {
            try await Server.withConnection { connection async throws in
                let control = ["BEGIN", "SELECT 42 AS x"].map { DriverStatement($0) }
                let begun = await connection.beginRows(series(3000), after: control, cancellation: nil)
                #expect(begun.failure == nil)
                #expect(begun.results.count == 3)
                #expect(begun.results[1].rows == [[.integer(42)]])
                #expect(begun.results[2].columns.names == ["n"])
                #expect(begun.results[2].rows.isEmpty)
                #expect(begun.state == .inTransaction)
                var numbers: [DatabaseValue] = []
                while true {
                    let portion = await connection.nextRows(limit: limit, cancellation: nil)
                    #expect(portion.failure == nil)
                    guard let result = portion.results.first else { break }
                    #expect((1...limit).contains(result.rows.count))
                    #expect(result.columns.names == ["n"])
                    numbers += result.rows.map { $0[0] }
                }
                #expect(numbers == (1...3000).map { .integer($0) })
                #expect(await connection.endRows().state == .inTransaction)
                #expect(await connection.run("ROLLBACK").state == .idle)
            }
        }

        @Test func columnsAreThereWithoutRows() async throws {
            try await Server.withConnection { connection async throws in
                let begun = await connection.beginRows(series(0), after: [], cancellation: nil)
                #expect(begun.results.map(\.columns.names) == [["n"]])
                #expect(await connection.nextRows(limit: 10, cancellation: nil).results.isEmpty)
                #expect(await connection.endRows().state == .idle)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func anEarlyEndOutsideATransactionCancels() async throws {
            try await Server.withConnection { connection async throws in
                let slow = DriverStatement(
                    "SELECT a, repeat('x', 9000), pg_sleep(0.01) FROM generate_series(1, 1000) a"
                )
                _ = await connection.beginRows(slow, after: [], cancellation: nil)
                #expect(await connection.nextRows(limit: 2, cancellation: nil).results.first?.rows.isEmpty == false)
                let ended = await connection.endRows()
                #expect(ended.failure == nil)
                #expect(ended.state == .idle)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func anEarlyEndInATransactionKeepsIt() async throws {
            try await Server.withConnection { connection async throws in
                _ = await connection.run("BEGIN")
                _ = await connection.beginRows(series(200_000), after: [], cancellation: nil)
                _ = await connection.nextRows(limit: 2, cancellation: nil)
                let ended = await connection.endRows()
                #expect(ended.failure == nil)
                #expect(ended.state == .inTransaction)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func failuresComeWhereTheyHappen() async throws {
            try await Server.withConnection { connection async throws in
                let control = ["BEGIN", "SELECT nothing"].map { DriverStatement($0) }
                let early = await connection.beginRows(series(3), after: control, cancellation: nil)
                #expect(early.results.count == 1)
                #expect(early.failure?.sqlState == "42703")
                #expect(early.state == .failed)
                #expect(await connection.endRows().state == .failed)
                #expect(await connection.run("ROLLBACK").state == .idle)

                let query = DriverStatement("SELECT nothing")
                let wrong = await connection.beginRows(query, after: [DriverStatement("BEGIN")], cancellation: nil)
                #expect(wrong.results.count == 1)
                #expect(wrong.failure?.statement == "SELECT nothing")
                #expect(await connection.run("ROLLBACK").state == .idle)

                let unsendable = DriverStatement("SELECT $1", [.text("\0")])
                let refused = await connection.beginRows(
                    unsendable,
                    after: [DriverStatement("BEGIN")],
                    cancellation: nil
                )
                #expect(refused.results.count == 1)
                #expect(refused.failure?.code == .valueOutOfRange)
                #expect(refused.state == .inTransaction)
                #expect(await connection.run("ROLLBACK").state == .idle)

                let late = DriverStatement("SELECT 100 / (50 - a) FROM generate_series(1, 100) a")
                #expect(await connection.beginRows(late, after: [], cancellation: nil).failure == nil)
                let portion = await connection.nextRows(limit: 1000, cancellation: nil)
                #expect(portion.failure?.sqlState == "22012")
                #expect(portion.state == .idle)
                #expect(await connection.endRows().failure == nil)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func cancellingWhileAPortionIsFetched() async throws {
            try await Server.withConnection { connection async throws in
                let slow = Self.slowFromTheThirdRow
                let begin = [DriverStatement("BEGIN")]
                let cancellation = StatementCancellation()
                #expect(await connection.beginRows(slow, after: begin, cancellation: cancellation).failure == nil)
                #expect(await connection.nextRows(limit: 1, cancellation: cancellation).results.first?.rows.count == 1)
                async let portion = connection.nextRows(limit: 5, cancellation: cancellation)
                try await Task.sleep(for: .milliseconds(30))
                cancellation.cancel()
                #expect(await portion.failure?.code == .statementCancelled)
                #expect(await connection.endRows().state == .failed)
                #expect(await connection.run("ROLLBACK").state == .idle)
            }
        }

        @Test func cancellingBetweenPortions() async throws {
            try await Server.withConnection { connection async throws in
                let slow = Self.slowFromTheThirdRow
                let cancellation = StatementCancellation()
                let begin = [DriverStatement("BEGIN")]
                #expect(await connection.beginRows(slow, after: begin, cancellation: cancellation).failure == nil)
                cancellation.cancel()
                let portion = await connection.nextRows(limit: 5, cancellation: cancellation)
                #expect(portion.failure?.code == .statementCancelled)
                #expect(portion.state == .failed)
                #expect(await connection.endRows().state == .failed)
            }
        }
    }
}

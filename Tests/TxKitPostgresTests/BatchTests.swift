import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct BatchTests {
        @Test func resultsHaveNamesRowsAndTags() async throws {
            try await Server.withConnection { connection async throws in
                let outcome = await connection.run(
                    [
                        DriverStatement("BEGIN"), DriverStatement("CREATE TEMP TABLE t (a int, b text) ON COMMIT DROP"),
                        DriverStatement("INSERT INTO t VALUES ($1, $2), (2, NULL)", [.integer(1), .text("x")]),
                        DriverStatement("UPDATE t SET b = 'y'"),
                        DriverStatement("SELECT a, b AS \"B b\" FROM t ORDER BY a"),
                        DriverStatement("DELETE FROM t WHERE a = 1 RETURNING a"), DriverStatement(""),
                        DriverStatement("SELECT 1 AS a, 2 AS a WHERE false"),
                    ],
                    cancellation: nil
                )
                #expect(outcome.failure == nil)
                #expect(outcome.state == .inTransaction)
                #expect(
                    outcome.results.map(\.tag)
                        == ["BEGIN", "CREATE TABLE", "INSERT", "UPDATE", "SELECT", "DELETE", nil, "SELECT"]
                )
                #expect(outcome.results.map(\.rowsAffected) == [0, 0, 2, 2, 0, 1, 0, 0])
                #expect(outcome.results[4].columns.names == ["a", "B b"])
                #expect(outcome.results[4].rows == [[.integer(1), .text("y")], [.integer(2), .text("y")]])
                #expect(outcome.results[5].rows == [[.integer(1)]])
                #expect(outcome.results[7].columns.names == ["a", "a"])
                #expect(await connection.run("ROLLBACK").state == .idle)
            }
        }

        @Test func aBatchStopsAtTheFirstFailure() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP SEQUENCE calls")
                let outcome = await connection.run(
                    [
                        DriverStatement("BEGIN"), DriverStatement("SELECT nextval('calls')"),
                        DriverStatement("SELECT $1::int / 0", [.integer(7)]),
                        DriverStatement("SELECT nextval('calls')"),
                    ],
                    cancellation: nil
                )
                #expect(outcome.results.map(\.tag) == ["BEGIN", "SELECT"])
                #expect(outcome.failure?.sqlState == "22012")
                #expect(outcome.failure?.statement == "SELECT $1::int / 0")
                #expect(outcome.failure?.values == [.integer(7)])
                #expect(outcome.state == .failed)
                let next = await connection.run("SELECT 1")
                #expect(next.failure?.code == .transactionAborted)
                #expect(await connection.run("ROLLBACK").state == .idle)
                // Sequences do not roll back, so the count tells what was run.
                #expect(try await connection.value("SELECT last_value FROM calls") == .integer(1))
            }
        }

        @Test func aStatementThatCannotBeSentFailsAtItsPlace() async throws {
            try await Server.withConnection { connection async throws in
                let outcome = await connection.run(
                    [
                        DriverStatement("BEGIN"), DriverStatement("SELECT $1", [.text("\0")]),
                        DriverStatement("SELECT 2"),
                    ],
                    cancellation: nil
                )
                #expect(outcome.results.count == 1)
                #expect(outcome.failure?.code == .valueOutOfRange)
                #expect(outcome.state == .inTransaction)
            }
        }

        @Test func aBatchIsOneRoundTrip() async throws {
            let proxy = try await CountingProxy.start()
            defer { proxy.stop() }
            let connection = try await PostgresDriver(proxy.connectionString).openConnection(logger: quiet)
            let before = proxy.roundTrips
            let outcome = await connection.run(
                ["BEGIN", "SELECT 1", "SELECT 2", "SELECT 3", "ROLLBACK"].map { DriverStatement($0) },
                cancellation: nil
            )
            #expect(outcome.failure == nil)
            #expect(outcome.results.count == 5)
            #expect(proxy.roundTrips - before == 1)
            _ = await connection.run("SELECT 1")
            #expect(proxy.roundTrips - before == 2)
            let streamed = await connection.beginRows(
                DriverStatement("SELECT 1"),
                after: [DriverStatement("BEGIN")],
                cancellation: nil
            )
            #expect(streamed.failure == nil)
            #expect(await connection.endRows().state == .inTransaction)
            #expect(proxy.roundTrips - before == 3)
            await connection.close()
        }

        @Test func bigBatchesDoNotJam() async throws {
            try await Server.withConnection { connection async throws in
                let text = String(repeating: "x", count: 1_000_000)
                let statement = DriverStatement("SELECT $1::text", [.text(text)])
                let outcome = await connection.run(
                    [DriverStatement](repeating: statement, count: 12),
                    cancellation: nil
                )
                #expect(outcome.failure == nil)
                // Not compared inside #expect, which would keep all of it as text.
                let isSame = outcome.results.count == 12 && outcome.results.allSatisfy { $0.rows == [[.text(text)]] }
                #expect(isSame)
            }
        }

        @Test func severalStatementsInOneTextAreRefused() async throws {
            try await Server.withConnection { connection async throws in
                let outcome = await connection.run("SELECT 1; SELECT 2")
                #expect(outcome.failure?.sqlState == "42601")
                #expect(outcome.failure?.message.contains("executeScript") == true)
            }
        }

        @Test func copyAsAStatementIsRefused() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP TABLE t (a int)")
                let copyIn = await connection.run("COPY t FROM STDIN")
                #expect(copyIn.failure?.code == .unsupported)
                #expect(copyIn.state == .idle)
                #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
                let copyOut = await connection.run("COPY (SELECT 1) TO STDOUT")
                #expect(copyOut.failure?.code == .unsupported)
                #expect(copyOut.state == .lost)
            }
        }

        @Test func scriptsRunManyStatements() async throws {
            try await Server.withConnection { connection async throws in
                let script = "CREATE TEMP TABLE t (a int); INSERT INTO t VALUES (1), (2); SELECT * FROM t;"
                let outcome = await connection.runScript(script, cancellation: nil)
                #expect(outcome.failure == nil)
                #expect(outcome.results.map(\.tag) == ["CREATE TABLE", "INSERT", "SELECT"])
                #expect(outcome.results.map(\.rowsAffected) == [0, 2, 0])
                #expect(outcome.results.allSatisfy { $0.rows.isEmpty })
                #expect(outcome.state == .idle)
                let failed = await connection.runScript(
                    "INSERT INTO t VALUES (3); SELECT 1/0; SELECT 2",
                    cancellation: nil
                )
                #expect(failed.results.map(\.tag) == ["INSERT"])
                #expect(failed.failure?.sqlState == "22012")
                #expect(failed.state == .idle)
                #expect(try await connection.value("SELECT count(*) FROM t") == .integer(2))
                let copy = await connection.runScript("BEGIN; COPY t FROM STDIN; SELECT 1", cancellation: nil)
                #expect(copy.failure?.code == .unsupported)
                #expect(copy.state == .failed)
                #expect(await connection.runScript("ROLLBACK", cancellation: nil).state == .idle)
                #expect(await connection.runScript("", cancellation: nil).failure == nil)
                #expect(try await connection.value("SELECT 5") == .integer(5))
            }
        }
    }
}

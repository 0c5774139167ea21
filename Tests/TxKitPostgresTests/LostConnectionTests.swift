import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct LostConnectionTests {
        private func kill(_ processID: Int32) async throws {
            try await Server.withConnection { other async throws in
                try await other.rows("SELECT pg_terminate_backend(\(processID), 5000)")
            }
        }

        @Test func killedWhileIdle() async throws {
            try await Server.withConnection { connection async throws in
                _ = await connection.run("BEGIN")
                try await kill(connection.processID)
                let outcome = await connection.run("SELECT 1")
                #expect(outcome.failure?.code == .connectionLost)
                #expect(outcome.state == .lost)
                let next = await connection.run("SELECT 1")
                #expect(next.failure?.code == .connectionLost)
                #expect(next.state == .lost)
            }
        }

        @Test func killedWhileIdleThenABigBatch() async throws {
            try await Server.withConnection { connection async throws in
                try await kill(connection.processID)
                let text = DatabaseValue.text(String(repeating: "x", count: 3_000_000))
                let outcome = await connection.run("SELECT $1::text", [text])
                #expect(outcome.failure?.code == .connectionLost)
                #expect(outcome.state == .lost)
            }
        }

        @Test func killedWhileBusy() async throws {
            try await Server.withConnection { connection async throws in
                let batch = ["BEGIN", "SELECT pg_sleep(10)", "SELECT 2"].map { DriverStatement($0) }
                async let outcome = connection.run(batch, cancellation: nil)
                try await Task.sleep(for: .milliseconds(30))
                try await kill(connection.processID)
                #expect(await outcome.failure?.code == .connectionLost)
                #expect(await outcome.failure?.sqlState == "57P01")
                #expect(await outcome.failure?.message.contains("run the transaction again") == true)
                #expect(await outcome.results.count == 1)
                #expect(await outcome.state == .lost)
            }
        }

        @Test func killedInAScriptACopyAndAStream() async throws {
            try await Server.withConnection { connection async throws in
                async let outcome = connection.runScript("SELECT pg_sleep(10)", cancellation: nil)
                try await Task.sleep(for: .milliseconds(30))
                try await kill(connection.processID)
                #expect(await outcome.failure?.code == .connectionLost)
                #expect(await outcome.state == .lost)
            }
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP TABLE t (a text)")
                try await kill(connection.processID)
                let rows = [[DatabaseValue]](repeating: [.text(String(repeating: "x", count: 1000))], count: 2000)
                let outcome = await connection.insertRows(
                    BulkRows(table: "t", columns: ["a"], rows: rows),
                    cancellation: nil
                )
                #expect(outcome.failure?.code == .connectionLost)
                #expect(outcome.state == .lost)
            }
            try await Server.withConnection { connection async throws in
                let query = DriverStatement(
                    "SELECT a, repeat('x', 9000), pg_sleep(0.02) FROM generate_series(1, 1000) a"
                )
                let begun = await connection.beginRows(query, after: [], cancellation: nil)
                #expect(begun.failure == nil)
                try await kill(connection.processID)
                var outcome = await connection.nextRows(limit: 1000, cancellation: nil)
                while outcome.failure == nil, !outcome.results.isEmpty {
                    outcome = await connection.nextRows(limit: 1000, cancellation: nil)
                }
                #expect(outcome.failure?.code == .connectionLost)
                #expect(await connection.endRows().state == .lost)
            }
        }

        @Test func aConnectionMayBeClosedTwiceAndUsedNoMore() async throws {
            let connection = try await Server.driver().openConnection(logger: quiet)
            let processID = connection.processID
            await connection.close()
            await connection.close()
            #expect(await connection.run("SELECT 1").failure?.code == .connectionLost)
            #expect(await connection.nextRows(limit: 1, cancellation: nil).failure?.code == .connectionLost)
            try await Server.withConnection { other async throws in
                var count = DatabaseValue.integer(1)
                for _ in 0..<100 where count != .integer(0) {
                    count = try await other.value("SELECT count(*) FROM pg_stat_activity WHERE pid = \(processID)")
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(count == .integer(0))
            }
        }

        @Test func closingWakesARunningStatement() async throws {
            let connection = try await Server.driver().openConnection(logger: quiet)
            async let outcome = connection.run("SELECT pg_sleep(10)")
            try await Task.sleep(for: .milliseconds(30))
            await connection.close()
            #expect(await outcome.failure?.code == .connectionLost)
        }
    }
}

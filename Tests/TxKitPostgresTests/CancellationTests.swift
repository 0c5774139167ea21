import Foundation
import Testing
import TxKit

@testable import TxKitPostgres

extension PostgresTests {
    @Suite struct CancellationTests {
        @Test(arguments: [false, true]) func aRunningStatementIsCancelled(_ inTransaction: Bool) async throws {
            try await Server.withConnection { connection async throws in
                if inTransaction { _ = await connection.run("BEGIN") }
                let cancellation = StatementCancellation()
                let start = ContinuousClock.now
                async let outcome = connection.run([DriverStatement("SELECT pg_sleep(10)")], cancellation: cancellation)
                try await Task.sleep(for: .milliseconds(30))
                cancellation.cancel()
                #expect(await outcome.failure?.code == .statementCancelled)
                #expect(await outcome.state == (inTransaction ? .failed : .idle))
                #expect(ContinuousClock.now - start < .seconds(5))
            }
        }

        @Test func aCancellationAtAnyMomentIsHeard() async throws {
            try await Server.withConnection { connection async throws in
                for delay in 0..<15 {
                    let cancellation = StatementCancellation()
                    async let outcome = connection.run(
                        [DriverStatement("SELECT pg_sleep(10)")],
                        cancellation: cancellation
                    )
                    try await Task.sleep(for: .microseconds(delay * 40))
                    cancellation.cancel()
                    #expect(await outcome.failure?.code == .statementCancelled)
                    #expect(try await connection.value("SELECT 1") == .integer(1))
                }
            }
        }

        @Test func cancelledBeforeTheStartSendsNothing() async throws {
            try await Server.withConnection { connection async throws in
                try await connection.rows("CREATE TEMP TABLE t (a int)")
                let cancellation = StatementCancellation()
                cancellation.cancel()
                let insert = [DriverStatement("INSERT INTO t VALUES (1)")]
                #expect(await connection.run(insert, cancellation: cancellation).failure?.code == .statementCancelled)
                let script = await connection.runScript("INSERT INTO t VALUES (1)", cancellation: cancellation)
                #expect(script.failure?.code == .statementCancelled)
                let copied = await connection.insertRows(
                    BulkRows(table: "t", columns: ["a"], rows: [[.integer(1)]]),
                    cancellation: cancellation
                )
                #expect(copied.failure?.code == .statementCancelled)
                #expect(try await connection.value("SELECT count(*) FROM t") == .integer(0))
            }
        }

        @Test func aFinishedCancellationDoesNotReachTheNextStatement() async throws {
            try await Server.withConnection { connection async throws in
                let cancellation = StatementCancellation()
                _ = await connection.run([DriverStatement("SELECT 1")], cancellation: cancellation)
                cancellation.cancel()
                #expect(await connection.run("SELECT pg_sleep(0.05)").failure == nil)
            }
        }

        @Test func aScriptIsCancelled() async throws {
            try await Server.withConnection { connection async throws in
                let cancellation = StatementCancellation()
                async let outcome = connection.runScript("SELECT 1; SELECT pg_sleep(10)", cancellation: cancellation)
                try await Task.sleep(for: .milliseconds(30))
                cancellation.cancel()
                #expect(await outcome.failure?.code == .statementCancelled)
                #expect(await outcome.state == .idle)
                #expect(try await connection.value("SELECT 1") == .integer(1))
            }
        }

        @Test func waitingHoldsNoThread() async throws {
            let sleepers = ProcessInfo.processInfo.activeProcessorCount * 3
            let start = ContinuousClock.now
            let ticks = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<sleepers {
                    group.addTask {
                        try await Server.withConnection { _ = try await $0.rows("SELECT pg_sleep(0.5)") }
                        return 0
                    }
                }
                group.addTask {
                    var ticks = 0
                    while ContinuousClock.now - start < .milliseconds(400) {
                        try await Task.sleep(for: .milliseconds(5))
                        ticks += 1
                    }
                    return ticks
                }
                return try await group.reduce(0, +)
            }
            // Were each sleep to hold a thread, they would take turns and the ticks would wait for them.
            #expect(ContinuousClock.now - start < .milliseconds(1400))
            #expect(ticks >= 10)
        }
    }
}

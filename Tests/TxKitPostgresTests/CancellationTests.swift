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
                async let outcome = connection.run([DriverStatement("SELECT pg_sleep(10)")], cancellation: cancellation)
                try await Task.sleep(for: .milliseconds(30))
                cancellation.cancel()
                #expect(await outcome.failure?.code == .statementCancelled)
                #expect(await outcome.state == (inTransaction ? .failed : .idle))
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

        /// Were each wait to hold a thread of the cooperative pool, nobody could run to end it.
        @Test(.timeLimit(.minutes(2))) func waitingHoldsNoThread() async throws {
            let waiters = ProcessInfo.processInfo.activeProcessorCount * 3
            try await Server.withConnection { holder async throws in
                _ = try await holder.value("SELECT pg_advisory_lock(4711)")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<waiters {
                        group.addTask {
                            try await Server.withConnection {
                                _ = try await $0.rows("SELECT pg_advisory_lock_shared(4711)")
                            }
                        }
                    }
                    let waiting =
                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted"
                    while try await holder.value(waiting) != .integer(Int64(waiters)) {
                        try await Task.sleep(for: .milliseconds(5))
                    }
                    _ = try await holder.value("SELECT pg_advisory_unlock(4711)")
                    try await group.waitForAll()
                }
            }
        }
    }
}

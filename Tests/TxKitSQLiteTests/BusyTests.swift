import Synchronization
import Testing
import TxKit
import TxKitSQLite

@Suite struct BusyTests {
    @Test func failsOnceTheTimeoutIsOver() async throws {
        try await withFolder { folder in
            let holder = try await connect(.file(folder + "/a.db"))
            let waiter = try await connect(.file(folder + "/a.db"), SQLiteOptions(busyTimeout: .milliseconds(60)))
            try await holder.query("BEGIN IMMEDIATE")
            let failure = await waiter.failure("BEGIN IMMEDIATE")
            #expect(failure?.code == .busy)
            #expect(failure?.engineCode == 5)
            #expect(failure?.isConflict == true)
            #expect(failure?.message.contains("Another connection holds the lock") == true)
            await holder.close()
            await waiter.close()
        }
    }

    @Test func waitsNotAtAllWithATimeoutOfZero() async throws {
        try await withFolder { folder in
            let holder = try await connect(.file(folder + "/a.db"))
            let waiter = try await connect(.file(folder + "/a.db"), SQLiteOptions(busyTimeout: .zero))
            try await holder.query("BEGIN IMMEDIATE")
            #expect(await waiter.failure("BEGIN IMMEDIATE")?.code == .busy)
            await holder.close()
            await waiter.close()
        }
    }

    @Test func succeedsWhenTheLockIsReleasedInTime() async throws {
        try await withFolder { folder in
            let holder = try await connect(.file(folder + "/a.db"))
            let waiter = try await connect(.file(folder + "/a.db"))
            try await holder.query("BEGIN IMMEDIATE")
            async let waiting = waiter.failure("BEGIN IMMEDIATE")
            try await Task.sleep(for: .milliseconds(30))
            try await holder.query("COMMIT")
            #expect(await waiting == nil)
            await holder.close()
            await waiter.close()
        }
    }

    @Test(arguments: [SQLiteJournalMode.wal, .delete])
    func tellsToBeginImmediate(mode: SQLiteJournalMode) async throws {
        try await withFolder { folder in
            let options = SQLiteOptions(journalMode: mode)
            let reader = try await connect(.file(folder + "/a.db"), options)
            let writer = try await connect(.file(folder + "/a.db"), options)
            try await reader.query("CREATE TABLE t (v)")
            try await reader.query("BEGIN DEFERRED")
            try await reader.query("SELECT * FROM t")
            try await writer.query("BEGIN IMMEDIATE")
            try await writer.query("INSERT INTO t VALUES (1)")
            if mode == .wal { try await writer.query("COMMIT") }
            let failure = await reader.failure("INSERT INTO t VALUES (2)")
            #expect(failure?.code == .busy)
            #expect(failure?.engineCode == (mode == .wal ? 517 : 5))
            #expect(failure?.message.contains("Begin it in immediate mode") == true)
            await reader.close()
            await writer.close()
        }
    }

    /// The lock is held nearly all the time, and nobody stops before the slowest is done.
    @Test(.timeLimit(.minutes(5)))
    func letsEachOfEightWritersThrough() async throws {
        try await withFolder { folder in
            let options = SQLiteOptions(busyTimeout: .seconds(60))
            let first = try await connect(.file(folder + "/a.db"), options)
            try await first.query("CREATE TABLE t (writer)")
            let work = """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT max(i) FROM n
                """
            let turns = Turns()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        let connection = try await connect(.file(folder + "/a.db"), options)
                        // Without the look at the cancellation the others would go on for ever when one has failed.
                        while !Task.isCancelled, turns.counts.withLock({ $0.contains { $0 < 3 } }) {
                            try await connection.query("BEGIN IMMEDIATE")
                            try await connection.query("INSERT INTO t VALUES (?)", [.integer(Int64(writer))])
                            try await connection.query(work)
                            try await connection.query("COMMIT")
                            turns.counts.withLock { $0[writer] += 1 }
                        }
                        await connection.close()
                    }
                }
                try await group.waitForAll()
            }
            let counts = try await first.query("SELECT count(*) FROM t GROUP BY writer ORDER BY writer")
            #expect(counts.rows == turns.counts.withLock { $0.map { [.integer(Int64($0))] } })
            await first.close()
        }
    }

    @Test func saysWhenTheSameConnectionStandsInTheWay() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v)")
        try await connection.query("INSERT INTO t VALUES (1), (2)")
        _ = await connection.beginRows(DriverStatement("SELECT * FROM t"), after: [], cancellation: nil)
        _ = await connection.nextRows(limit: 1, cancellation: nil)
        #expect(await connection.failure("DROP TABLE t")?.code == .connectionBusy)
        _ = await connection.endRows()
        #expect(await connection.failure("DROP TABLE t") == nil)
    }
}

/// How many transactions each of eight writers has done.
private final class Turns: Sendable {
    let counts = Mutex([Int](repeating: 0, count: 8))
}

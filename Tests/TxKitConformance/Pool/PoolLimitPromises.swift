import Synchronization
import Testing
import TxKit

/// Counts how many are inside at once.
private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))

    var most: Int { state.withLock(\.most) }

    func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }

    func leave() { state.withLock { $0.now -= 1 } }
}

/// A server that may have no free slot.
private final class Server: Sendable {
    private let state = Mutex(false)

    var isFull: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

extension Promise {
    static let poolLimits = [
        Promise("no more connections are open than allowed") { site in
            let bench = try await site.bench(connections: 3)
            let gauge = Gauge()
            try await withThrowingTaskGroup { group in
                for _ in 0..<24 {
                    group.addTask {
                        try await bench.database.withConnection { connection in
                            gauge.enter()
                            _ = try await connection.countItems()
                            await Task.yield()
                            #expect(bench.database.connectionCounts.open <= 3)
                            gauge.leave()
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(gauge.most <= 3)
            #expect(bench.database.connectionCounts.open <= 3)
            #expect(bench.database.connectionCounts.idle == bench.database.connectionCounts.open)
        },
        Promise("a server without a free slot is asked again, also while none of our connections comes back") { _ in
            let server = Server()
            let asked = Signal()
            let place = SourcePlace(fileID: #fileID, line: #line)
            let pool = BoundedPool<Int>(limit: 2, name: "slot", timeout: .seconds(60)) {
                let full = server.isFull
                if full { asked.fire() }
                if full { throw DatabaseError(.tooManyConnections, "full") }
                return 1
            } dispose: { _ in
            }
            let first = try await pool.borrow(at: place)
            server.isFull = true
            let waiter = Task { try await pool.borrow(at: place) }
            await asked.wait()
            await giveOthersTime()
            server.isFull = false
            let second = try await waiter.value
            #expect(pool.counts.open == 2)
            await pool.giveBack(first, fit: true)
            await pool.giveBack(second, fit: true)
            #expect(pool.counts.idle == 2)
        },
        Promise("a closed database refuses calls and waiters, and lets the block under way end") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                let waiter = Task.detached { try await bench.database.add("b") }
                await giveOthersTime()
                await bench.database.close()
                await failure(.poolClosed) { try await waiter.value }
                await failure(.poolClosed) { try await Task.detached { try await bench.database.add("c") }.value }
                try await transaction.add("d")
            }
            let line: UInt = #line + 1
            let error = await failure(.poolClosed) { try await bench.database.add("e") }
            #expect(error?.place?.line == line)
            #expect(bench.database.connectionCounts.open == 0)
            #expect(bench.statements == [bench.begin, adding("a"), adding("d"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "d"])
        },
        Promise("closing a database closes its idle connections, and may be done twice") { site in
            let bench = try await site.bench()
            try await bench.database.add("a")
            await bench.database.close()
            await bench.database.close()
            #expect(bench.database.connectionCounts.open == 0)
            await failure(.poolClosed) { try await bench.database.withTransaction { _ in } }
            await failure(.poolClosed) { try await bench.database.withConnection { _ in } }
            await failure(.poolClosed) { try await bench.database.withRows("SELECT 1") { _ in } }
        },
        Promise("a wait that timed out takes no connection from those who wait after it") { site in
            let bench = try await site.bench(connections: 1, acquireTimeout: .milliseconds(200))
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                await failure(.poolTimeout) { try await Task.detached { try await bench.database.add("b") }.value }
            }
            for number in 0..<5 { try await bench.database.add("\(number)") }
            #expect(bench.database.connectionCounts.idle == 1)
            #expect(try await bench.committed().count == 6)
        },
    ]
}

import Synchronization
import Testing

@testable import TxKit

/// The pool with its tasks, lending plain numbers: no database is needed to wait for one.
@Suite struct BoundedPoolTests {
    /// Makes members, and knows which are in whose hands.
    final class Workshop: Sendable {
        struct State {
            var opened = 0
            var disposed: [Int] = []
            var lent: Set<Int> = []
            var mostAtOnce = 0
            var doubled = 0
            var failures: [any Error] = []
        }

        let state = Mutex(State())

        func open() throws -> Int {
            try state.withLock { state in
                if !state.failures.isEmpty { throw state.failures.removeFirst() }
                state.opened += 1
                return state.opened
            }
        }

        func dispose(_ member: Int) { state.withLock { $0.disposed.append(member) } }

        func take(_ member: Int) {
            state.withLock { state in
                if !state.lent.insert(member).inserted { state.doubled += 1 }
                state.mostAtOnce = max(state.mostAtOnce, state.lent.count)
            }
        }

        func putBack(_ member: Int) { _ = state.withLock { $0.lent.remove(member) } }
    }

    let workshop = Workshop()

    private func makePool(limit: Int, timeout: Duration = .seconds(60)) -> BoundedPool<Int> {
        let workshop = workshop
        return BoundedPool(
            limit: limit,
            name: "connection to 'app'",
            timeout: timeout,
            open: { try workshop.open() },
            dispose: { workshop.dispose($0) }
        )
    }

    /// Yields until a condition holds that other tasks bring about.
    private func until(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    private func code(_ operation: () async throws -> Void) async -> DatabaseError.Code? {
        do {
            try await operation()
            return nil
        } catch {
            return (error as? DatabaseError)?.code
        }
    }

    @Test("a member that came back is lent again, and one that is not fit is disposed of")
    func lending() async throws {
        let pool = makePool(limit: 1)
        let first = try await pool.borrow(at: place())
        await pool.giveBack(first, fit: true)
        #expect(pool.counts == (1, 1))
        let again = try await pool.borrow(at: place())
        #expect(again.member == first.member)
        await pool.giveBack(again, fit: false)
        #expect(pool.counts == (0, 0))
        #expect(workshop.state.withLock { $0.disposed } == [first.member])
        #expect(try await pool.borrow(at: place()).member == 2)
    }

    @Test("many tasks never have one member twice or more members than the limit, and all are served")
    func stress() async throws {
        let pool = makePool(limit: 3)
        let workshop = workshop
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<40 {
                group.addTask {
                    for round in 0..<25 {
                        let loan = try await pool.borrow(at: place())
                        workshop.take(loan.member)
                        if (task + round) % 3 == 0 { await Task.yield() }
                        workshop.putBack(loan.member)
                        await pool.giveBack(loan, fit: (task + round) % 11 != 0)
                    }
                }
            }
            try await group.waitForAll()
        }
        workshop.state.withLock { state in
            #expect(state.doubled == 0)
            #expect(state.mostAtOnce <= 3)
            #expect(state.opened - state.disposed.count == pool.counts.open)
        }
        #expect(pool.counts.open == pool.counts.idle && pool.holders.isEmpty)
    }

    @Test("cancelled waiters get a CancellationError or a member, and nothing is lost")
    func cancellation() async throws {
        let pool = makePool(limit: 2)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                let task = Task {
                    let loan = try await pool.borrow(at: place())
                    await Task.yield()
                    await pool.giveBack(loan, fit: true)
                }
                if number % 2 == 0 { group.addTask { task.cancel() } }
                group.addTask {
                    do {
                        try await task.value
                    } catch {
                        #expect(error is CancellationError, "\(error)")
                    }
                }
            }
        }
        #expect(pool.holders.isEmpty && pool.counts.open == pool.counts.idle)
        // Both slots still work.
        let loans = [try await pool.borrow(at: place()), try await pool.borrow(at: place())]
        #expect(Set(loans.map(\.member)).count == 2)
    }

    @Test("one who waits too long is told who has the members")
    func timeout() async throws {
        let pool = makePool(limit: 1, timeout: .milliseconds(20))
        let loan = try await pool.borrow(at: place(77))
        do {
            _ = try await pool.borrow(at: place(78))
            Issue.record("there is no second member")
        } catch let error as DatabaseError {
            #expect(error.code == .poolTimeout && error.place == place(78))
            #expect(error.message.contains("connection to 'app'") && error.message.contains("App/Test.swift:77"))
        }
        // The one who gave up is not in the queue any more.
        await pool.giveBack(loan, fit: true)
        #expect(pool.counts == (1, 1))
    }

    @Test("closing answers those who wait, disposes of idle members now and of lent ones when they come back")
    func closing() async throws {
        let pool = makePool(limit: 2)
        let (one, two) = (try await pool.borrow(at: place()), try await pool.borrow(at: place()))
        await pool.giveBack(one, fit: true)
        let again = try await pool.borrow(at: place())
        let waiting = Task { await code { _ = try await pool.borrow(at: place()) } }
        await pool.giveBack(again, fit: true)
        // Whether it waited or has the member by now, it must be answered.
        await pool.close()
        let answer = await waiting.value
        #expect(answer == .poolClosed || answer == nil)
        #expect(await code { _ = try await pool.borrow(at: place()) } == .poolClosed)
        await pool.giveBack(two, fit: true)
        #expect(workshop.state.withLock { $0.disposed }.contains(two.member))
    }

    @Test("when opening fails, the error names the place and the next one may try")
    func failure() async throws {
        let pool = makePool(limit: 1)
        workshop.state.withLock { $0.failures = [DatabaseError(.connectionFailed, "no server")] }
        do {
            _ = try await pool.borrow(at: place(5))
            Issue.record("opening failed")
        } catch let error as DatabaseError {
            #expect(error.code == .connectionFailed && error.place == place(5))
        }
        #expect(try await pool.borrow(at: place()).member == 1)
    }

    @Test("when the server is full, the one who asked gets the next member that comes back")
    func serverFull() async throws {
        let pool = makePool(limit: 5)
        let first = try await pool.borrow(at: place())
        workshop.state.withLock { $0.failures = [DatabaseError(.tooManyConnections, "full")] }
        let second = Task { try await pool.borrow(at: place()).member }
        await until { workshop.state.withLock { $0.failures.isEmpty } }
        await pool.giveBack(first, fit: true)
        #expect(try await second.value == first.member)
        #expect(workshop.state.withLock { $0.opened } == 1)
    }
}

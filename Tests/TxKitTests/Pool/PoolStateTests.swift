import Testing

@testable import TxKit

@Suite struct PoolStateTests {
    typealias Pool = PoolState<Int>
    var pool = Pool(limit: 2)
    let now = ContinuousClock.now

    private mutating func ask(_ line: UInt = 1) -> (ticket: Pool.Ticket, answer: Step?) {
        let ticket = pool.newTicket()
        return (ticket, pool.ask(ticket, at: place(line), now: now).map(Step.init))
    }

    /// Asks, connects and holds.
    private mutating func hold() -> Pool.Ticket {
        let (ticket, answer) = ask()
        #expect(answer == .connect)
        #expect(connected(ticket))
        return ticket
    }

    private mutating func connected(_ ticket: Pool.Ticket) -> Bool { pool.connected(ticket) }
    private mutating func remove(_ ticket: Pool.Ticket) -> Bool { pool.remove(ticket) }

    @Test("connections are opened up to the limit, and then there is a queue")
    mutating func limit() {
        _ = hold()
        let (second, answer) = ask()
        #expect(answer == .connect)
        // Opening counts.
        #expect(ask(7).answer == nil)
        #expect(connected(second))
        #expect(ask(8).answer == nil)
        #expect(pool.open == 2)
        #expect(pool.waiting == [place(7), place(8)])
    }

    @Test("a limit below one is one", arguments: [0, -3])
    func lowestLimit(limit: Int) {
        #expect(Pool(limit: limit).limit == 1)
    }

    @Test("a connection that came back is used again before another is opened")
    mutating func reuse() {
        let ticket = hold()
        let back = pool.giveBack(ticket, 5, now: now)
        #expect(back.next == nil && !back.close)
        #expect(pool.idle == [5] && pool.holders.isEmpty)
        #expect(ask().answer == .use(5))
    }

    @Test("a connection that comes back goes to the first in the queue")
    mutating func handOn() throws {
        let (a, b) = (hold(), hold())
        let (c, d) = (ask().ticket, ask().ticket)
        let first = try #require(pool.giveBack(a, 1, now: now).next)
        #expect(first.0 == c && Step(first.1) == .use(1))
        let second = try #require(pool.giveBack(b, 2, now: now).next)
        #expect(second.0 == d && Step(second.1) == .use(2))
        #expect(pool.idle.isEmpty && Set(pool.holders.keys) == [c, d])
    }

    @Test("for a connection that broke the first in the queue opens a new one")
    mutating func broken() throws {
        let (a, _) = (hold(), hold())
        let waiting = ask().ticket
        let back = pool.giveBack(a, nil, now: now)
        let next = try #require(back.next)
        #expect(next.0 == waiting && Step(next.1) == .connect && !back.close)
        #expect(pool.open + pool.connecting.count == 2)
    }

    @Test("when opening fails, the next in the queue may try")
    mutating func connectFailed() throws {
        _ = hold()
        let failing = ask().ticket
        let waiting = ask().ticket
        let result = pool.connectFailed(failing, tooMany: false, now: now)
        let next = try #require(result.next)
        #expect(!result.waits && next.0 == waiting && Step(next.1) == .connect)
    }

    @Test("when the server is full, the one who asked waits ahead of all for one of ours")
    mutating func tooMany() throws {
        let a = hold()
        let refused = ask(1).ticket
        let behind = ask(2).ticket
        let result = pool.connectFailed(refused, tooMany: true, now: now)
        #expect(result.waits && result.next == nil)
        #expect(pool.waiting == [place(1), place(2)])
        #expect(ask(3).answer == nil, "a newcomer does not overtake")
        let next = try #require(pool.giveBack(a, 1, now: now).next)
        #expect(next.0 == refused && Step(next.1) == .use(1))
        #expect(remove(behind))
    }

    @Test("when the server is full and one of ours is idle by now, that is the answer")
    mutating func tooManyButIdle() throws {
        let a = hold()
        let refused = ask().ticket
        _ = pool.giveBack(a, 1, now: now)
        let result = pool.connectFailed(refused, tooMany: true, now: now)
        let next = try #require(result.next)
        #expect(result.waits && next.0 == refused && Step(next.1) == .use(1))
    }

    @Test("when the server is full and nothing is ours, there is nothing to wait for")
    mutating func tooManyAlone() {
        let refused = ask().ticket
        let result = pool.connectFailed(refused, tooMany: true, now: now)
        #expect(!result.waits && result.next == nil)
        #expect(pool.waiting.isEmpty && pool.connecting.isEmpty)
    }

    @Test("one that stopped waiting is not answered any more")
    mutating func removal() throws {
        let (a, _) = (hold(), hold())
        let (c, d) = (ask().ticket, ask().ticket)
        #expect(remove(c))
        #expect(!remove(c))
        #expect(try #require(pool.giveBack(a, 1, now: now).next).0 == d)
        #expect(!remove(d))
    }

    @Test("a closed pool answers all who wait, and closes what is idle now and the rest when it comes back")
    mutating func closing() {
        let (a, b) = (hold(), hold())
        let waiting = [ask().ticket, ask().ticket]
        let closed = pool.close()
        #expect(closed.waiters == waiting && closed.idle.isEmpty)
        #expect(ask().answer == .closed)
        #expect(pool.isClosed && pool.waiting.isEmpty)
        let back = pool.giveBack(b, 2, now: now)
        #expect(back.next == nil && back.close)
        let broken = pool.giveBack(a, nil, now: now)
        #expect(broken.next == nil && !broken.close)
        #expect(pool.close().waiters.isEmpty)
    }

    @Test("closing gives out the idle connections once")
    mutating func closingIdle() {
        let a = hold()
        _ = pool.giveBack(a, 1, now: now)
        #expect(pool.close().idle == [1])
        #expect(pool.close().idle.isEmpty && pool.open == 0)
    }

    @Test("a connection that was being opened when the pool closed is not used")
    mutating func closedWhileConnecting() {
        let (one, two) = (ask().ticket, ask().ticket)
        _ = pool.close()
        #expect(!connected(one))
        let failed = pool.connectFailed(two, tooMany: true, now: now)
        #expect(!failed.waits && failed.next == nil)
        #expect(pool.connecting.isEmpty && pool.open == 0)
    }

    @Test("holders are known by the place they asked at")
    mutating func holders() {
        let ticket = pool.newTicket()
        _ = pool.ask(ticket, at: place(42), now: now)
        #expect(pool.connecting[ticket]?.place == place(42))
        #expect(connected(ticket))
        #expect(pool.holders[ticket]?.place == place(42) && pool.holders[ticket]?.since == now)
        #expect(!connected(ticket), "a second report is not counted")
    }
}

extension PoolStateTests {
    /// An answer that can be compared.
    enum Step: Equatable {
        case use(Int), connect, timedOut, cancelled, closed

        init(_ answer: Pool.Answer) {
            switch answer {
            case .use(let member): self = .use(member)
            case .connect: self = .connect
            case .timedOut: self = .timedOut
            case .cancelled: self = .cancelled
            case .closed: self = .closed
            }
        }
    }
}

import Testing

@testable import TxKit

/// Random sequences of askers, connections and failures, checked against the rules: the model keeps who waits and who
/// has what, and judges each answer.
@Suite struct PoolStateModelTests {
    typealias Pool = PoolState<Int>
    typealias Step = PoolStateTests.Step

    struct Model {
        var pool: Pool
        var waiting: [Pool.Ticket] = []
        var connecting: [Pool.Ticket] = []
        var holding: [(ticket: Pool.Ticket, member: Int)] = []
        var idle: Set<Int> = []
        var lastMember = 0
        let now = ContinuousClock.now

        init(limit: Int) { pool = Pool(limit: limit) }

        mutating func ask(_ comment: Comment) throws {
            let ticket = pool.newTicket()
            guard let answer = pool.ask(ticket, at: place(), now: now) else {
                try #require(!pool.isClosed && (!waiting.isEmpty || isFull), comment)
                return waiting.append(ticket)
            }
            try #require(waiting.isEmpty, "a newcomer overtakes; \(comment)")
            try take(ticket, Step(answer), comment)
        }

        private var isFull: Bool { holding.count + connecting.count + idle.count == pool.limit }

        /// One who is answered for the first and only time.
        private mutating func take(_ ticket: Pool.Ticket, _ step: Step, _ comment: Comment) throws {
            switch step {
            case .use(let member):
                try #require(idle.remove(member) != nil, "connection \(member) is not idle; \(comment)")
                holding.append((ticket, member))
            case .connect:
                try #require(idle.isEmpty && !isFull && !pool.isClosed, comment)
                connecting.append(ticket)
            case .closed: try #require(pool.isClosed, comment)
            default: try #require(Bool(false), "the pool itself never answers \(step); \(comment)")
            }
        }

        private mutating func serve(_ next: (Pool.Ticket, Pool.Answer)?, _ comment: Comment) throws {
            guard let next else { return }
            try #require(waiting.first == next.0, "not the first in the queue; \(comment)")
            waiting.removeFirst()
            try take(next.0, Step(next.1), comment)
        }

        mutating func finishConnecting(_ index: Int, _ comment: Comment) throws {
            let ticket = connecting.remove(at: index)
            guard pool.connected(ticket) else { return try #require(pool.isClosed, comment) }
            try #require(!pool.isClosed, comment)
            lastMember += 1
            holding.append((ticket, lastMember))
        }

        mutating func failConnecting(_ index: Int, tooMany: Bool, _ comment: Comment) throws {
            let ticket = connecting.remove(at: index)
            let mustWait = tooMany && !pool.isClosed && !(idle.isEmpty && holding.isEmpty)
            let result = pool.connectFailed(ticket, tooMany: tooMany, now: now)
            try #require(result.waits == mustWait, comment)
            if result.waits { waiting.insert(ticket, at: 0) }
            try serve(result.next, comment)
        }

        mutating func giveBack(_ index: Int, broken: Bool, _ comment: Comment) throws {
            let (ticket, member) = holding.remove(at: index)
            if !broken && !pool.isClosed { idle.insert(member) }
            let result = pool.giveBack(ticket, broken ? nil : member, now: now)
            try #require(result.close == (pool.isClosed && !broken), comment)
            try serve(result.next, comment)
        }

        mutating func stopWaiting(_ index: Int, _ comment: Comment) throws {
            let ticket = waiting.remove(at: index)
            let (first, second) = (pool.remove(ticket), pool.remove(ticket))
            try #require(first && !second, comment)
        }

        mutating func close(_ comment: Comment) throws {
            let (told, closed) = pool.close()
            try #require(told == waiting && Set(closed) == idle && closed.count == idle.count, comment)
            waiting = []
            idle = []
        }

        /// What must hold between any two events.
        func check(_ comment: Comment) throws {
            try #require(pool.open + pool.connecting.count <= pool.limit, "over the limit; \(comment)")
            try #require(Set(pool.idle) == idle && pool.idle.count == idle.count, "lost or doubled; \(comment)")
            try #require(Set(pool.holders.keys) == Set(holding.map(\.ticket)), comment)
            try #require(Set(pool.connecting.keys) == Set(connecting), comment)
            try #require(pool.waiting.count == waiting.count, comment)
            try #require(waiting.isEmpty || idle.isEmpty, "one waits beside an idle connection; \(comment)")
            try #require(
                waiting.isEmpty || !holding.isEmpty || !connecting.isEmpty,
                "nobody is left to wake those who wait; \(comment)"
            )
        }
    }

    @Test("random askers and failures keep the rules of the pool")
    func rules() throws {
        for seed in 1...300 {
            var generator = SeededGenerator(seed: seed)
            var model = Model(limit: Int.random(in: 1...4, using: &generator))
            for event in 0..<60 {
                let comment: Comment = "seed \(seed), event \(event)"
                switch Int.random(in: 0..<100, using: &generator) {
                case 0..<40: try model.ask(comment)
                case 40..<60:
                    guard let index = model.connecting.indices.randomElement(using: &generator) else { continue }
                    try model.finishConnecting(index, comment)
                case 60..<70:
                    guard let index = model.connecting.indices.randomElement(using: &generator) else { continue }
                    try model.failConnecting(index, tooMany: generator.chance(60), comment)
                case 70..<92:
                    guard let index = model.holding.indices.randomElement(using: &generator) else { continue }
                    try model.giveBack(index, broken: generator.chance(25), comment)
                case 92..<99:
                    guard let index = model.waiting.indices.randomElement(using: &generator) else { continue }
                    try model.stopWaiting(index, comment)
                default:
                    // Late, so that most seeds have a life before.
                    if event > 30 { try model.close(comment) }
                }
                try model.check(comment)
            }
        }
    }
}

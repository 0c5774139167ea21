import Testing

@testable import TxKitTestSupport

@Suite struct SharedExclusiveQueueTests {
    @Test("many share, one has it alone")
    func modes() {
        var queue = SharedExclusiveQueue()
        let tickets = (0..<4).map { _ in queue.newTicket() }
        // One who waits alone is not overtaken by sharers.
        let modes: [SharedExclusiveQueue.Mode] = [.shared, .shared, .exclusive, .shared]
        var granted: [Bool] = []
        for (ticket, mode) in zip(tickets, modes) { granted.append(queue.ask(ticket, mode)) }
        #expect(granted == [true, true, false, false])
        var next: [[Int]] = []
        for mode in modes { next.append(queue.release(mode)) }
        #expect(next == [[], [tickets[2]], [tickets[3]], []])
        #expect(queue.sharers == 0 && !queue.isExclusive && queue.waiters.isEmpty)
    }

    @Test("one who has left is not granted anything")
    func leaving() {
        var queue = SharedExclusiveQueue()
        let tickets = (0..<3).map { _ in queue.newTicket() }
        var granted: [Bool] = []
        for (ticket, mode) in zip(tickets, [.exclusive, .exclusive, .shared] as [SharedExclusiveQueue.Mode]) {
            granted.append(queue.ask(ticket, mode))
        }
        #expect(granted == [true, false, false])
        let left = [queue.remove(tickets[1]), queue.remove(tickets[1])]
        #expect(left == [true, false])
        let next = queue.release(.exclusive)
        #expect(next == [tickets[2]])
    }

    @Test("random requests: never two alone, first come first served, nobody is forgotten", arguments: 0..<200)
    func random(_ seed: UInt64) {
        var generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15)
        var queue = SharedExclusiveQueue()
        var asked: [(ticket: Int, mode: SharedExclusiveQueue.Mode)] = []
        var holding: [Int: SharedExclusiveQueue.Mode] = [:]
        for _ in 0..<80 {
            if holding.isEmpty || Bool.random(using: &generator) {
                let mode: SharedExclusiveQueue.Mode =
                    Int.random(in: 0..<3, using: &generator) == 0 ? .exclusive : .shared
                let ticket = queue.newTicket()
                asked.append((ticket, mode))
                if queue.ask(ticket, mode) { grant([ticket]) }
            } else {
                let ticket = holding.keys.sorted().randomElement(using: &generator)!
                grant(queue.release(holding.removeValue(forKey: ticket)!))
            }
            let alone = holding.values.count { $0 == .exclusive }
            #expect(alone == 0 || (alone == 1 && holding.count == 1), "seed \(seed)")
        }
        while let ticket = holding.keys.min() { grant(queue.release(holding.removeValue(forKey: ticket)!)) }
        #expect(asked.isEmpty && queue.waiters.isEmpty, "seed \(seed)")

        func grant(_ tickets: [Int]) {
            for ticket in tickets {
                // In the order of asking, and nobody twice.
                #expect(asked.first?.ticket == ticket, "seed \(seed)")
                holding[ticket] = asked.removeFirst().mode
            }
        }
    }
}

/// A small deterministic generator (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators").
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

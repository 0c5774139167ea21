/// Who shares something and who has it alone, first come, first served. A pure value.
struct SharedExclusiveQueue: Sendable {
    /// How something is held.
    enum Mode: Sendable, Hashable {
        case shared
        case exclusive
    }

    private(set) var sharers = 0
    private(set) var isExclusive = false
    private(set) var waiters: [(ticket: Int, mode: Mode)] = []
    private var lastTicket = 0

    /// A number for one who asks.
    mutating func newTicket() -> Int {
        lastTicket += 1
        return lastTicket
    }

    /// Asks; true when it is granted at once.
    mutating func ask(_ ticket: Int, _ mode: Mode) -> Bool {
        if waiters.isEmpty, mayGrant(mode) {
            grant(mode)
            return true
        }
        waiters.append((ticket, mode))
        return false
    }

    /// Gives it back; the tickets of those who have it now.
    mutating func release(_ mode: Mode) -> [Int] {
        switch mode {
        case .shared: sharers -= 1
        case .exclusive: isExclusive = false
        }
        var granted: [Int] = []
        while let next = waiters.first, mayGrant(next.mode) {
            waiters.removeFirst()
            grant(next.mode)
            granted.append(next.ticket)
        }
        return granted
    }

    /// Takes one out of the queue; false when it does not wait any more. Those behind may go then: see `release`.
    mutating func remove(_ ticket: Int) -> Bool {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return false }
        waiters.remove(at: index)
        return true
    }

    private func mayGrant(_ mode: Mode) -> Bool {
        switch mode {
        case .shared: !isExclusive
        case .exclusive: !isExclusive && sharers == 0
        }
    }

    private mutating func grant(_ mode: Mode) {
        switch mode {
        case .shared: sharers += 1
        case .exclusive: isExclusive = true
        }
    }
}

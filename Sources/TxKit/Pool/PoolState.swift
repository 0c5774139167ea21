/// Who has which connection of a pool, and who waits. A pure value: events in, actions out.
package struct PoolState<Member: Sendable>: Sendable {
    /// Names one who asked for a connection.
    package struct Ticket: Sendable, Hashable, Comparable {
        let number: Int
        package static func < (left: Ticket, right: Ticket) -> Bool { left.number < right.number }
    }

    /// One who has a connection.
    package struct Holder: Sendable {
        package let place: SourcePlace
        package let since: ContinuousClock.Instant
    }

    /// What the one who asked does next.
    package enum Answer: Sendable {
        /// Use this connection.
        case use(Member)
        /// Open a connection, and report with ``PoolState/connected(_:)`` or ``PoolState/connectFailed(_:tooMany:)``.
        case connect
        case timedOut
        case cancelled
        case closed
    }

    private struct Waiter: Sendable {
        let ticket: Ticket
        let place: SourcePlace
    }

    package let limit: Int
    package private(set) var idle: [Member] = []
    package private(set) var holders: [Ticket: Holder] = [:]
    package private(set) var connecting: [Ticket: Holder] = [:]
    package private(set) var isClosed = false
    private var waiters: [Waiter] = []
    private var lastTicket = 0

    package init(limit: Int) { self.limit = max(1, limit) }

    package var waiting: [SourcePlace] { waiters.map(\.place) }
    package var open: Int { idle.count + holders.count }

    package mutating func newTicket() -> Ticket {
        lastTicket += 1
        return Ticket(number: lastTicket)
    }

    /// Asks for a connection; nil means wait.
    package mutating func ask(_ ticket: Ticket, at place: SourcePlace, now: ContinuousClock.Instant) -> Answer? {
        if isClosed { return .closed }
        // Whoever waits already is served first.
        guard waiters.isEmpty else { return queue(ticket, place) }
        let holder = Holder(place: place, since: now)
        if let member = idle.popLast() {
            holders[ticket] = holder
            return .use(member)
        }
        guard open + connecting.count < limit else { return queue(ticket, place) }
        connecting[ticket] = holder
        return .connect
    }

    /// A connection was opened and is used by the one who opened it; false when the pool was closed meanwhile.
    package mutating func connected(_ ticket: Ticket) -> Bool {
        guard let holder = connecting.removeValue(forKey: ticket) else { return false }
        if isClosed { return false }
        holders[ticket] = holder
        return true
    }

    /// Opening a connection failed. With `tooMany` and others of the pool open, the one who asked waits for one of those,
    /// ahead of all: gives true then. Otherwise the next waiter may try.
    package mutating func connectFailed(
        _ ticket: Ticket,
        tooMany: Bool,
        now: ContinuousClock.Instant
    ) -> (waits: Bool, next: (Ticket, Answer)?) {
        guard let holder = connecting.removeValue(forKey: ticket) else { return (false, nil) }
        if tooMany, !isClosed, !idle.isEmpty || !holders.isEmpty {
            waiters.insert(Waiter(ticket: ticket, place: holder.place), at: 0)
            return (true, handOn(now: now, mayConnect: false))
        }
        return (false, handOn(now: now, mayConnect: true))
    }

    /// Asks anew for one who has waited a while because the server had no free slot: it may have one now. It stays ahead
    /// of all who wait.
    package mutating func askAgain(_ ticket: Ticket, at place: SourcePlace, now: ContinuousClock.Instant) -> Answer? {
        if isClosed { return .closed }
        let holder = Holder(place: place, since: now)
        if let member = idle.popLast() {
            holders[ticket] = holder
            return .use(member)
        }
        guard open + connecting.count < limit else {
            waiters.insert(Waiter(ticket: ticket, place: place), at: 0)
            return nil
        }
        connecting[ticket] = holder
        return .connect
    }

    /// A connection comes back; `member` is nil when it was closed. Gives the waiter to be answered, and whether the
    /// connection is to be closed.
    package mutating func giveBack(
        _ ticket: Ticket,
        _ member: Member?,
        now: ContinuousClock.Instant
    ) -> (next: (Ticket, Answer)?, close: Bool) {
        holders[ticket] = nil
        if isClosed { return (nil, member != nil) }
        if let member { idle.append(member) }
        return (handOn(now: now, mayConnect: true), false)
    }

    /// Takes one out of the queue; false when it does not wait any more.
    package mutating func remove(_ ticket: Ticket) -> Bool {
        guard let index = waiters.firstIndex(where: { $0.ticket == ticket }) else { return false }
        waiters.remove(at: index)
        return true
    }

    /// Closes the pool: gives the waiters to be told and the connections to be closed now.
    package mutating func close() -> (waiters: [Ticket], idle: [Member]) {
        isClosed = true
        let result = (waiters.map(\.ticket), idle)
        waiters = []
        idle = []
        return result
    }

    private mutating func queue(_ ticket: Ticket, _ place: SourcePlace) -> Answer? {
        waiters.append(Waiter(ticket: ticket, place: place))
        return nil
    }

    private mutating func handOn(now: ContinuousClock.Instant, mayConnect: Bool) -> (Ticket, Answer)? {
        guard let waiter = waiters.first else { return nil }
        let holder = Holder(place: waiter.place, since: now)
        if let member = idle.popLast() {
            waiters.removeFirst()
            holders[waiter.ticket] = holder
            return (waiter.ticket, .use(member))
        }
        guard mayConnect, open + connecting.count < limit else { return nil }
        waiters.removeFirst()
        connecting[waiter.ticket] = holder
        return (waiter.ticket, .connect)
    }
}

import Synchronization

/// A bounded pool of things that are expensive to open: first come, first served, and a timeout that says who has them.
package final class BoundedPool<Member: Sendable>: Sendable {
    /// A member lent to one caller.
    package struct Loan: Sendable {
        package let member: Member
        fileprivate let ticket: PoolState<Member>.Ticket
    }

    private struct State: Sendable {
        var pool: PoolState<Member>
        var suspended = Suspensions<PoolState<Member>.Ticket, PoolState<Member>.Answer>()

        /// What resumes the one who is answered, if it sleeps.
        mutating func wake(
            _ next: (ticket: PoolState<Member>.Ticket, answer: PoolState<Member>.Answer)?
        ) -> (@Sendable () -> Void)? {
            guard let next, let continuation = suspended.wake(next.ticket, next.answer) else { return nil }
            return { continuation.resume(returning: next.answer) }
        }
    }

    /// How long to wait for one of our own members before the server is asked again for a free slot.
    private static var fullServerPause: Duration { .milliseconds(100) }

    private let name: String
    private let timeout: Duration
    private let open: @Sendable () async throws -> Member
    private let dispose: @Sendable (Member) async -> Void
    private let state: Mutex<State>

    /// Makes an empty pool. `name` is what a member is called in messages, such as "connection to 'app'".
    package init(
        limit: Int,
        name: String,
        timeout: Duration,
        open: @escaping @Sendable () async throws -> Member,
        dispose: @escaping @Sendable (Member) async -> Void
    ) {
        self.name = name
        self.timeout = timeout
        self.open = open
        self.dispose = dispose
        state = Mutex(State(pool: PoolState(limit: limit)))
    }

    /// How many members are open, and how many of them are idle.
    package var counts: (open: Int, idle: Int) { state.withLock { ($0.pool.open, $0.pool.idle.count) } }

    /// Who has members, longest first.
    package var holders: [PoolState<Member>.Holder] {
        state.withLock { $0.pool.holders.values.sorted { $0.since < $1.since } }
    }

    /// Lends a member: an idle one, a new one, or the next that comes back.
    package func borrow(at place: SourcePlace) async throws -> Loan {
        let deadline = ContinuousClock.now + timeout
        let (ticket, atOnce) = state.withLock { state in
            let ticket = state.pool.newTicket()
            return (ticket, state.pool.ask(ticket, at: place, now: .now))
        }
        var next = atOnce
        var isServerFull = false
        while true {
            let answer: PoolState<Member>.Answer
            if let next {
                answer = next
            } else {
                let retry = ContinuousClock.now + Self.fullServerPause
                answer = await wait(for: ticket, until: isServerFull ? min(deadline, retry) : deadline)
            }
            switch answer {
            case .use(let member): return Loan(member: member, ticket: ticket)
            case .connect:
                if let member = try await connect(ticket, at: place, until: deadline) {
                    return Loan(member: member, ticket: ticket)
                }
                isServerFull = true
                next = nil
            case .timedOut where isServerFull && ContinuousClock.now < deadline:
                // Somebody else's connection may have ended, and ours may all be held by those who wait for this one.
                next = state.withLock { $0.pool.askAgain(ticket, at: place, now: .now) }
            case .timedOut: throw timeoutError(at: place)
            case .cancelled: throw CancellationError()
            case .closed: throw closedError(at: place)
            }
        }
    }

    /// Takes a member back; one that is not fit for another use is disposed of.
    package func giveBack(_ loan: Loan, fit: Bool) async {
        if !fit { await dispose(loan.member) }
        let (woken, close) = state.withLock { state in
            let (next, close) = state.pool.giveBack(loan.ticket, fit ? loan.member : nil, now: .now)
            return (state.wake(next), close)
        }
        woken?()
        if close { await dispose(loan.member) }
    }

    /// Closes the pool: idle members at once, lent ones when they come back.
    package func close() async {
        let (waiters, idle) = state.withLock { state in
            let (tickets, idle) = state.pool.close()
            return (tickets.compactMap { state.wake(($0, .closed)) }, idle)
        }
        for resume in waiters { resume() }
        for member in idle { await dispose(member) }
    }

    /// Opens a member; nil when the server has no free slot and one of ours will come back.
    private func connect(
        _ ticket: PoolState<Member>.Ticket,
        at place: SourcePlace,
        until deadline: ContinuousClock.Instant
    ) async throws -> Member? {
        var pause = Duration.milliseconds(10)
        while true {
            do {
                let member = try await open()
                if state.withLock({ $0.pool.connected(ticket) }) { return member }
                await dispose(member)
                throw closedError(at: place)
            } catch {
                let full = (error as? DatabaseError)?.code == .tooManyConnections
                let others = state.withLock { !$0.pool.holders.isEmpty || !$0.pool.idle.isEmpty }
                // Somebody else has the server's slots: that is a queue, not an error, until the time is up.
                if full, !others, ContinuousClock.now + pause < deadline, !Task.isCancelled {
                    try? await Task.sleep(for: pause)
                    pause = min(pause * 2, .milliseconds(200))
                    continue
                }
                let (waits, woken) = state.withLock { state in
                    let (waits, next) = state.pool.connectFailed(ticket, tooMany: full, now: .now)
                    return (waits, state.wake(next))
                }
                woken?()
                if waits { return nil }
                guard var failure = error as? DatabaseError else { throw error }
                failure.place = failure.place ?? place
                throw failure
            }
        }
    }

    private func wait(
        for ticket: PoolState<Member>.Ticket,
        until deadline: ContinuousClock.Instant
    ) async -> PoolState<Member>.Answer {
        let watch = Task.detached {
            guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
            self.stopWaiting(ticket, .timedOut)
        }
        defer { watch.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let early = state.withLock { $0.suspended.sleep(ticket, continuation) }
                if let early { continuation.resume(returning: early) }
            }
        } onCancel: {
            stopWaiting(ticket, .cancelled)
        }
    }

    private func stopWaiting(_ ticket: PoolState<Member>.Ticket, _ answer: PoolState<Member>.Answer) {
        let resume = state.withLock { state in state.pool.remove(ticket) ? state.wake((ticket, answer)) : nil }
        resume?()
    }

    private func timeoutError(at place: SourcePlace) -> DatabaseError {
        let now = ContinuousClock.now
        let held = holders.map { "\($0.place) (for \($0.since.duration(to: now).inSeconds))" }
        let waiting = state.withLock { $0.pool.waiting.count }
        let who =
            held.isEmpty ? "None is open: the server has no free slot." : "Held at: \(held.joined(separator: ", "))."
        return DatabaseError(
            .poolTimeout,
            "No \(name) became free within \(timeout.inSeconds). \(who) \(waiting) others wait. Make those blocks shorter, "
                + "do not ask for a second one inside a block, or raise maximumConnections.",
            place: place
        )
    }

    private func closedError(at place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .poolClosed,
            "The \(name) was asked for after close(). Close when the last user is done.",
            place: place
        )
    }
}

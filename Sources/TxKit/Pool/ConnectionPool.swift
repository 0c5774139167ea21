import Logging
import Synchronization

/// A bounded pool of sessions: first come, first served, and a timeout that says who holds the connections.
package final class ConnectionPool: SessionSource {
    typealias Pool = PoolState<Session>

    struct State: Sendable {
        var pool: Pool
        var suspended = Suspensions<Pool.Ticket, Pool.Answer>()
    }

    let driver: any Driver
    let configuration: DatabaseConfiguration
    private let observers: [any SessionObserver]
    private let state: Mutex<State>

    package init(_ driver: any Driver, _ configuration: DatabaseConfiguration, observers: [any SessionObserver] = []) {
        self.driver = driver
        self.configuration = configuration
        self.observers = observers
        let limit = min(configuration.maximumConnections, driver.connectionLimit ?? .max)
        state = Mutex(State(pool: Pool(limit: limit)))
    }

    /// How many connections are open, and how many of them are idle.
    package var counts: (open: Int, idle: Int) { state.withLock { ($0.pool.open, $0.pool.idle.count) } }

    package func lease(at place: SourcePlace) async throws -> SessionLease {
        let (ticket, atOnce) = state.withLock { state in
            let ticket = state.pool.newTicket()
            return (ticket, state.pool.ask(ticket, at: place, now: .now))
        }
        let deadline = ContinuousClock.now + configuration.acquireTimeout
        var answer: Pool.Answer
        if let atOnce {
            answer = atOnce
        } else {
            answer = await wait(for: ticket, until: deadline)
        }
        while true {
            switch answer {
            case .use(let session): return lend(session, ticket)
            case .connect:
                if let session = try await connect(ticket, at: place, until: deadline) { return lend(session, ticket) }
                answer = await wait(for: ticket, until: deadline)
            case .timedOut: throw timeout(at: place)
            case .cancelled: throw CancellationError()
            case .closed: throw closed(at: place)
            }
        }
    }

    package func close() async {
        let (waiters, idle) = state.withLock { state in
            let (tickets, idle) = state.pool.close()
            return (tickets.compactMap { state.suspended.wake($0, .closed) }, idle)
        }
        for continuation in waiters { continuation.resume(returning: .closed) }
        for session in idle { await session.connection.close() }
    }

    private func lend(_ session: Session, _ ticket: Pool.Ticket) -> SessionLease {
        SessionLease(session, base: session.beginLease()) { await self.take(session, back: ticket) }
    }

    /// A connection goes back only when the server says that no transaction is open.
    private func take(_ session: Session, back ticket: Pool.Ticket) async {
        if session.serverState == .inTransaction || session.serverState == .failed { await session.rollBackByHand() }
        let fit = session.serverState == .idle
        if !fit { await session.connection.close() }
        let close = state.withLock { state in
            let (next, close) = state.pool.giveBack(ticket, fit ? session : nil, now: .now)
            return (next.flatMap { next in state.suspended.wake(next.0, next.1).map { ($0, next.1) } }, close)
        }
        if let (continuation, answer) = close.0 { continuation.resume(returning: answer) }
        if close.1 { await session.connection.close() }
    }

    /// Opens a connection; nil when the server has no free slot and one of ours will come back.
    private func connect(
        _ ticket: Pool.Ticket,
        at place: SourcePlace,
        until deadline: ContinuousClock.Instant
    ) async throws -> Session? {
        var pause = Duration.milliseconds(10)
        while true {
            do {
                let connection = try await driver.connect(logger: configuration.logger)
                let session = Session(
                    connection,
                    driver: driver,
                    configuration: configuration,
                    source: ObjectIdentifier(self),
                    observers: observers
                )
                if state.withLock({ $0.pool.connected(ticket) }) { return session }
                await connection.close()
                throw closed(at: place)
            } catch let error as DatabaseError where error.code != .poolClosed {
                let full = error.code == .tooManyConnections
                let others = state.withLock { !$0.pool.holders.isEmpty || !$0.pool.idle.isEmpty }
                // Somebody else has the server's slots: that is a queue, not an error, until the time is up.
                if full, !others, ContinuousClock.now + pause < deadline, !Task.isCancelled {
                    try? await Task.sleep(for: pause)
                    pause = min(pause * 2, .milliseconds(200))
                    continue
                }
                if failed(ticket, tooMany: full) { return nil }
                var error = error
                error.place = place
                throw error
            }
        }
    }

    private func failed(_ ticket: Pool.Ticket, tooMany: Bool) -> Bool {
        let (waits, woken) = state.withLock { state in
            let (waits, next) = state.pool.connectFailed(ticket, tooMany: tooMany, now: .now)
            return (waits, next.flatMap { next in state.suspended.wake(next.0, next.1).map { ($0, next.1) } })
        }
        if let (continuation, answer) = woken { continuation.resume(returning: answer) }
        return waits
    }

    private func wait(for ticket: Pool.Ticket, until deadline: ContinuousClock.Instant) async -> Pool.Answer {
        let watch = Task.detached {
            guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return }
            self.stopWaiting(ticket, .timedOut)
        }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let early = state.withLock { $0.suspended.sleep(ticket, continuation) }
                if let early { continuation.resume(returning: early) }
            }
        } onCancel: {
            stopWaiting(ticket, .cancelled)
        }
        watch.cancel()
        return answer
    }

    private func stopWaiting(_ ticket: Pool.Ticket, _ answer: Pool.Answer) {
        let continuation = state.withLock { state in
            state.pool.remove(ticket) ? state.suspended.wake(ticket, answer) : nil
        }
        continuation?.resume(returning: answer)
    }

    private func timeout(at place: SourcePlace) -> DatabaseError {
        let (holders, waiting) = state.withLock { state in
            (state.pool.holders.values.sorted { $0.since < $1.since }, state.pool.waiting.count)
        }
        let now = ContinuousClock.now
        let list = holders.map { "\($0.place) (for \($0.since.duration(to: now).inSeconds))" }.joined(separator: ", ")
        return DatabaseError(
            .poolTimeout,
            "No connection to '\(configuration.name)' became free within \(configuration.acquireTimeout.inSeconds). All "
                + "\(holders.count) are held: \(list.isEmpty ? "by nobody; the server has no free slot" : list). "
                + "\(waiting) others wait. Make those blocks shorter, do not ask for a second connection inside a block, or "
                + "raise maximumConnections.",
            place: place
        )
    }

    private func closed(at place: SourcePlace) -> DatabaseError {
        DatabaseError(
            .poolClosed,
            "The database '\(configuration.name)' was closed. Close it only when its last user is done.",
            place: place
        )
    }
}

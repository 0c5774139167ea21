import TxKit

/// Keeps tests that share a database and tests that need it alone apart, in this process and, through the server, in all.
actor SharedExclusiveLock {
    typealias Mode = SharedExclusiveQueue.Mode

    /// How long the server's shared lock is kept after the last sharer, so that tests one after the other take it once.
    private static let linger = Duration.milliseconds(50)

    private var queue = SharedExclusiveQueue()
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private let server: ServerLock
    private var held: Mode?
    private var aligning: Task<Void, any Error>?

    init(_ server: ServerLock) { self.server = server }

    func acquire(_ mode: Mode) async throws {
        let ticket = queue.newTicket()
        if !queue.ask(ticket, mode) {
            await withCheckedContinuation { waiting[ticket] = $0 }
        }
        do {
            try await align()
        } catch {
            release(mode)
            throw error
        }
    }

    func release(_ mode: Mode) {
        for ticket in queue.release(mode) { waiting.removeValue(forKey: ticket)?.resume() }
        guard queue.sharers == 0, !queue.isExclusive else { return }
        let pause = mode == .shared ? Self.linger : .zero
        Task.detached {
            try? await Task.sleep(for: pause)
            try? await self.align()
        }
    }

    /// Brings the server's lock in line with what is wanted here, one change at a time.
    private func align() async throws {
        let previous = aligning
        let task = Task {
            _ = await previous?.result
            try await changeServerLock()
        }
        aligning = task
        try await task.value
    }

    private func changeServerLock() async throws {
        let wanted: Mode? = queue.isExclusive ? .exclusive : queue.sharers > 0 ? .shared : nil
        guard wanted != held else { return }
        if let old = held {
            held = nil
            try await server.unlock(old)
        }
        if let wanted {
            try await server.lock(wanted)
            held = wanted
        }
    }
}

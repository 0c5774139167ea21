import CSQLite3
import TxKit

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Answers SQLite while a statement runs: whether to wait on for a lock, and whether to go on at all.
///
/// SQLite asks on the thread that runs the statement, so this belongs to the connection's queue like everything else.
final class StatementMonitor {
    private let busyTimeout: Duration
    private var cancellation: StatementCancellation?
    private var deadline = ContinuousClock.now

    init(busyTimeout: Duration) {
        self.busyTimeout = busyTimeout
    }

    /// Whether the call under way has been cancelled.
    var isCancelled: Bool { cancellation?.isCancelled ?? false }

    /// Has a call's cancellation watched until ``end()``; false when it is cancelled already.
    func begin(_ cancellation: StatementCancellation?, interrupter: Interrupter) -> Bool {
        guard let cancellation else { return true }
        guard cancellation.start({ interrupter.interrupt() }) else { return false }
        self.cancellation = cancellation
        return true
    }

    func end() {
        cancellation?.finish()
        cancellation = nil
    }

    /// Makes a connection ask this monitor, which must outlive it.
    func install(on database: OpaquePointer) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_busy_handler(
            database,
            { context, attempt in
                guard let context else { return 0 }
                let monitor = Unmanaged<StatementMonitor>.fromOpaque(context).takeUnretainedValue()
                return monitor.waitsOn(isFirstTry: attempt == 0) ? 1 : 0
            },
            context
        )
        // An interrupt that comes just before a statement's first step is forgotten by SQLite, which clears the mark
        // when nothing runs. Asking every few thousand steps of the virtual machine catches that cancellation.
        sqlite3_progress_handler(
            database,
            4096,
            { context in
                guard let context else { return 0 }
                let monitor = Unmanaged<StatementMonitor>.fromOpaque(context).takeUnretainedValue()
                return monitor.isCancelled ? 1 : 0
            },
            context
        )
    }

    /// Sleeps a moment and says whether to try the lock again.
    ///
    /// SQLite's own handler waits longer with every try, which leaves an old waiter behind newer ones for ever. Equal
    /// short waits give each waiter the same chance; the jitter keeps them out of step.
    func waitsOn(isFirstTry: Bool) -> Bool {
        let now = ContinuousClock.now
        if isFirstTry { deadline = now + busyTimeout }
        guard now < deadline, !isCancelled else { return false }
        usleep(UInt32.random(in: 700...1300))
        return true
    }
}

import Dispatch

/// Runs the work of one connection on one serial dispatch queue, and so off the cooperative pool.
///
/// A serial queue made by a program gets a thread of its own when all others are held up, so connections that wait for
/// each other's locks cannot starve one another.
final class ConnectionExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "TxKitSQLite.connection")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() {
        dispatchPrecondition(condition: .onQueue(queue))
    }
}

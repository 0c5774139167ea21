import Dispatch
import Synchronization

/// Runs asynchronous work and waits for it on the current thread: for XCTest, whose hooks are synchronous.
///
/// The thread is XCTest's main thread, never one of the cooperative pool, so the work always gets on.
package enum Blocking {
    /// Runs the work in a task of its own and gives what it gave.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) throws -> Value {
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Result<Value, any Error>?>(nil)
        Task.detached {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work())
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
            done.signal()
        }
        done.wait()
        guard let result = outcome.withLock({ $0 }) else { throw CancellationError() }
        return try result.get()
    }
}

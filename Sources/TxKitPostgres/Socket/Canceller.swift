import CLibPQ
import Dispatch

/// Asks the server to cancel what a connection is running, from any thread.
///
/// `@unchecked Sendable` holds because the only thing done with the pointer before it is freed is `PQcancel`, which
/// reads the object and nothing else (PostgreSQL manual, "Canceling Queries in Progress": it may be called from any
/// thread), and because it is freed in `deinit`, when nobody can call any more.
final class Canceller: @unchecked Sendable {
    private let pointer: OpaquePointer?

    init(_ connection: OpaquePointer) { pointer = PQgetCancel(connection) }

    deinit { PQfreeCancel(pointer) }

    /// Sends a cancel request and waits until the server has taken it.
    ///
    /// Blocks for a short connection to the server.
    func cancel() {
        var words = [CChar](repeating: 0, count: 256)
        // A request that fails changes nothing: the statement goes on, as it may after one that comes too late.
        _ = PQcancel(pointer, &words, Int32(words.count))
    }

    /// Does as ``cancel()`` does, on a thread of its own.
    func cancelWithoutBlocking() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "txkit.postgres.cancel").async {
                self.cancel()
                continuation.resume()
            }
        }
    }
}

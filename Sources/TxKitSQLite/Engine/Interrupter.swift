import CSQLite3
import Synchronization

/// Interrupts the running statement of a connection from any thread, until the connection closes.
final class Interrupter: Sendable {
    // The address as a number, because a pointer is not Sendable. `sqlite3_interrupt` may be called from any thread as
    // long as the connection is open, and the lock sees to that.
    private let address: Mutex<UInt?>

    init(_ database: OpaquePointer) {
        address = Mutex(UInt(bitPattern: database))
    }

    func interrupt() {
        address.withLock { address in
            guard let address, let database = OpaquePointer(bitPattern: address) else { return }
            sqlite3_interrupt(database)
        }
    }

    /// Makes ``interrupt()`` do nothing from now on; to be called before the connection is closed.
    func retire() {
        address.withLock { $0 = nil }
    }
}

import Synchronization
import TxKit

/// Passes what a lane's session does on to the journal of the test that runs in it.
final class JournalRelay: SessionObserver {
    private let receiver = Mutex<(any SessionObserver)?>(nil)

    func pass(to observer: (any SessionObserver)?) { receiver.withLock { $0 = observer } }

    func before(_ event: SessionEvent) async throws {
        try await receiver.withLock { $0 }?.before(event)
    }

    func after(_ event: SessionEvent, _ result: EventResult) async {
        await receiver.withLock { $0 }?.after(event, result)
    }
}

import Synchronization
import TxKit

/// Lends the session of a lane to one test, as long as the test runs.
final class LaneSource: SessionSource {
    private let lane: RollbackLane
    private let frame: FrameID
    private let test: String
    private let database: String
    private let hasEnded = Mutex(false)

    init(_ lane: RollbackLane, _ frame: FrameID, test: String, database: String) {
        self.lane = lane
        self.frame = frame
        self.test = test
        self.database = database
    }

    var name: ObjectIdentifier { lane.name }

    func driver() throws -> any Driver { lane.driver }

    func lease(at place: SourcePlace) async throws -> SessionLease {
        guard !hasEnded.withLock({ $0 }) else { throw OwnershipError.ended(test, database, at: place) }
        return SessionLease(lane.session, base: frame) {}
    }

    /// The test has ended: nothing is lent any more.
    func close() async { hasEnded.withLock { $0 = true } }
}

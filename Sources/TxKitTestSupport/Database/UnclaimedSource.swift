import TxKit

/// Stands behind a test database that no test has claimed: it lends nothing.
final class UnclaimedSource: SessionSource {
    private let database: String

    init(_ database: String) { self.database = database }

    var name: ObjectIdentifier { ObjectIdentifier(self) }

    func driver() throws -> any Driver {
        throw OwnershipError.unclaimed(database, at: SourcePlace(fileID: #fileID, line: #line))
    }

    func lease(at place: SourcePlace) async throws -> SessionLease {
        throw OwnershipError.unclaimed(database, at: place)
    }

    func close() async {}
}

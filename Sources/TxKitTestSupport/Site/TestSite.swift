import TxKit

/// A test database on its server or disk, as one process sees it.
protocol TestSite: Sendable {
    /// The lanes in which rollback cases without suite data run.
    var lanes: BoundedPool<RollbackLane> { get }

    /// A database for a lane of rollback cases.
    func laneCopy() async throws -> DatabaseCopy

    /// Keeps truncate cases away from the database as long as the hold lasts.
    func holdShared(at place: SourcePlace) async throws -> Hold

    /// A database that no other test uses until the copy is disposed of, in the state of the baseline.
    func exclusiveCopy(at place: SourcePlace) async throws -> DatabaseCopy
}

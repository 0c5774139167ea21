import TxKit

/// A session in which rollback cases run one after the other, each in a harness frame that is rolled back.
///
/// Without suite data each test is a transaction. With suite data the lane is a transaction that holds the data, and each
/// test a savepoint in it.
final class RollbackLane: Sendable {
    /// What a lane's test is rolled back with; nobody sees it.
    private struct EndOfTest: Error {}

    let session: Session
    let driver: any Driver
    private let copy: DatabaseCopy
    private let relay: JournalRelay
    private let ground: FrameID
    /// Names the lane: under it calls inside a test's blocks find the session again.
    private let identity: Identity

    final class Identity: Sendable {}

    private init(_ copy: DatabaseCopy, named name: String) async throws {
        self.copy = copy
        driver = copy.driver
        let relay = JournalRelay()
        self.relay = relay
        let identity = Identity()
        self.identity = identity
        let configuration = DatabaseConfiguration(name: name)
        let connection = try await copy.driver.connect(logger: configuration.logger)
        session = Session(
            connection, driver: copy.driver, configuration: configuration, source: ObjectIdentifier(identity),
            observers: [relay]
        )
        ground = session.beginLease()
    }

    static func open(_ copy: DatabaseCopy, named name: String) async throws -> RollbackLane {
        do {
            return try await RollbackLane(copy, named: name)
        } catch {
            try? await copy.dispose()
            throw error
        }
    }

    /// The lanes of a test database for tests without suite data.
    static func pool(
        named name: String, limit: Int, copy: @escaping @Sendable () async throws -> DatabaseCopy
    ) -> BoundedPool<RollbackLane> {
        // Tests queue for a lane by the hundred; that is no reason to fail one.
        BoundedPool(
            limit: limit, name: "lane of the test database '\(name)'", timeout: .seconds(3600),
            open: { try await open(try await copy(), named: name) },
            dispose: { await $0.close() }
        )
    }

    var name: ObjectIdentifier { ObjectIdentifier(identity) }

    /// Whether another test may run in the lane.
    var isFit: Bool { session.serverState == .idle || session.serverState == .inTransaction }

    /// Opens the frame of a test, or of the suite data. Sends nothing: it rides with the first statement.
    func open(at place: SourcePlace, inside suite: FrameID? = nil, journal: (any SessionObserver)?) async throws
        -> FrameID
    {
        relay.pass(to: journal)
        return try await session.openBlock(
            through: suite ?? ground, .savepoint, TransactionOptions(), as: .harness, at: place
        )
    }

    /// Rolls a frame back.
    ///
    /// - Throws: A ``BoundaryError`` when the frame was lost before, or application blocks were still open in it.
    func rollBack(_ frame: FrameID, test: String) async throws {
        let problem = session.problem(endingTest: test, frame)
        _ = await session.closeBlock(frame, thrown: EndOfTest())
        relay.pass(to: nil)
        if let problem { throw problem }
    }

    /// Closes the session, which rolls everything back, and disposes of the database.
    func close() async {
        await session.connection.close()
        try? await copy.dispose()
    }
}

import TxKit

/// The hold of a truncate case: the database alone, with a pool of real connections.
struct TruncateHold: SandboxHold {
    /// How long connections that are still used at the end of a test are waited for.
    private static let patience = Duration.seconds(5)

    let database: TestDatabase
    let copy: DatabaseCopy
    let pool: ConnectionPool

    var source: any SessionSource { pool }
    var driver: any Driver { copy.driver }

    static func open(_ database: TestDatabase, journal: Journal, at place: SourcePlace) async throws -> TruncateHold {
        let copy = try await database.site().exclusiveCopy(at: place)
        let configuration = DatabaseConfiguration(
            name: database.name, maximumConnections: database.maximumConnections
        )
        return TruncateHold(
            database: database, copy: copy,
            pool: ConnectionPool(copy.driver, configuration, observers: [journal])
        )
    }

    func end(test: String) async throws {
        await pool.close()
        let deadline = ContinuousClock.now + Self.patience
        while !pool.holders.isEmpty, .now < deadline {
            try? await Task.sleep(for: .milliseconds(2))
        }
        let leaked = pool.holders
        try await copy.dispose()
        guard leaked.isEmpty else {
            throw BoundaryError(
                message: "The test '\(test)' ended, but \(leaked.count) of its connections were still used "
                    + "\(Self.patience.inSeconds) later. Await the tasks that use them inside the test.",
                cause: nil, place: leaked.first
            )
        }
    }
}

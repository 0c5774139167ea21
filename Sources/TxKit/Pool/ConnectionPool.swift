/// The sessions of one database handle.
package final class ConnectionPool: SessionSource {
    private let database: any Driver
    private let pool: BoundedPool<Session>
    private let identity: Identity

    /// Names the pool; it exists before the pool does, so that sessions can carry it.
    private final class Identity: Sendable {}

    package init(_ driver: any Driver, _ configuration: DatabaseConfiguration, observers: [any SessionObserver] = []) {
        database = driver
        let identity = Identity()
        self.identity = identity
        pool = BoundedPool(
            limit: min(configuration.maximumConnections, driver.connectionLimit ?? .max),
            name: "connection to '\(configuration.name)'",
            timeout: configuration.acquireTimeout,
            open: {
                let connection = try await driver.connect(logger: configuration.logger)
                return Session(
                    connection,
                    driver: driver,
                    configuration: configuration,
                    source: ObjectIdentifier(identity),
                    observers: observers
                )
            },
            dispose: { await $0.connection.close() }
        )
    }

    package var name: ObjectIdentifier { ObjectIdentifier(identity) }
    package var counts: (open: Int, idle: Int) { pool.counts }

    /// The places that hold a connection, longest first.
    package var holders: [SourcePlace] { pool.holders.map(\.place) }

    package func driver() throws -> any Driver { database }

    package func lease(at place: SourcePlace) async throws -> SessionLease {
        let loan = try await pool.borrow(at: place)
        let session = loan.member
        return SessionLease(session, base: session.beginLease()) { [pool] in
            // A connection goes back only when the server says that no transaction is open.
            let end = await session.endLease()
            await pool.giveBack(loan, fit: session.serverState == .idle)
            try? await session.runHooks(end)
        }
    }

    package func close() async { await pool.close() }
}

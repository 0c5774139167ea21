/// A handle on one database: a pool of connections and the calls that use them.
///
/// ```swift
/// let database = try await Database.sqlite(.file("app.db"))
/// try await database.withTransaction { transaction in
///     try await transaction.execute("UPDATE shares SET amount = amount - \(10) WHERE id = \(1)")
///     transaction.afterCommit { await mailer.send(receipt) }
/// }
/// try await database.close()
/// ```
///
/// Whoever says `database.execute(…)` inside a block of the same database, however many calls down, is inside that block:
/// the block binds a task-local that child tasks and `Task { }` inherit. Outside of any block each statement commits by
/// itself on a connection of the pool.
public final class Database: DatabaseExecutor {
    /// How the handle behaves.
    public let configuration: DatabaseConfiguration
    private let ownSource: any SessionSource
    /// Names the database in bindings; handles on the same test database share it.
    package let identity: ObjectIdentifier

    /// Makes a handle and opens one connection, so that a wrong address fails here.
    ///
    /// - Throws: A ``DatabaseError`` when no connection can be opened.
    public init(
        _ driver: any Driver, configuration: DatabaseConfiguration = .init(),
        fileID: StaticString = #fileID, line: UInt = #line
    ) async throws {
        let pool = ConnectionPool(driver, configuration)
        self.configuration = configuration
        ownSource = pool
        identity = pool.name
        try await pool.lease(at: SourcePlace(fileID: fileID, line: line)).end()
    }

    /// Makes a handle on sessions from elsewhere. `sharing` makes it the same database as another handle.
    package init(
        source: any SessionSource, configuration: DatabaseConfiguration, sharing identity: ObjectIdentifier? = nil
    ) {
        self.configuration = configuration
        ownSource = source
        self.identity = identity ?? source.name
    }

    /// What this handle sends its statements through.
    public var target: ExecutorTarget { ExecutorTarget(.database(self)) }

    /// Closes the pool: idle connections at once, lent ones when they come back. Later calls throw
    /// ``DatabaseError/Code/poolClosed``.
    public func close() async { await ownSource.close() }

    /// What opens its connections, for what only one engine has.
    ///
    /// - Throws: In a process that runs tests, when no test has claimed this test database.
    public func driver() throws -> any Driver { try source.driver() }

    /// How many connections the pool has open, and how many of them nobody uses.
    public var connectionCounts: (open: Int, idle: Int) {
        (ownSource as? ConnectionPool)?.counts ?? (0, 0)
    }

    /// Where sessions come from in the current task: a test's sandbox when it claims this database, or the pool.
    var source: any SessionSource { SourceBindings.current[identity] ?? ownSource }

    /// The block or connection the current task is inside.
    var context: SessionContext? { SessionContext.current[source.name] }

    /// Runs an operation on a session: the one of the current block, or one leased for it.
    func withSession<Result>(
        at place: SourcePlace,
        _ operation: (Session, FrameID) async throws -> Result
    ) async throws -> Result {
        if let context { return try await operation(context.session, context.frame) }
        let lease = try await source.lease(at: place)
        do {
            let result = try await operation(lease.session, lease.base)
            await lease.end()
            return result
        } catch {
            await lease.end()
            throw error
        }
    }
}

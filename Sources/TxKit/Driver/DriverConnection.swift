/// One connection of a driver: it sends, says what state the engine is in, cancels and closes.
///
/// The kernel calls one method at a time on a connection and waits for it. A method never throws for what the engine
/// says: the failure is part of the outcome, beside the state the connection is in afterwards. Nothing here may block a
/// thread of the cooperative pool for more than a moment, and nothing may throw `CancellationError`: a caller's
/// cancellation arrives through ``StatementCancellation`` alone.
public protocol DriverConnection: Sendable {
    /// Runs statements in order, in as few round trips as the engine allows, and stops at the first that fails.
    ///
    /// Each text holds exactly one statement. The driver adds no transaction of its own; the kernel passes several
    /// statements only inside a transaction that is open or that the batch itself opens.
    func run(_ batch: [DriverStatement], cancellation: StatementCancellation?) async -> DriverOutcome

    /// Runs a text of any number of statements without values, one after the other, and gives no rows.
    func runScript(_ text: String, cancellation: StatementCancellation?) async -> DriverOutcome

    /// Starts a query whose rows are fetched in portions. Until ``endRows()`` the connection does nothing else.
    ///
    /// `control` statements run first, in the same round trip where the engine allows; their results come back in the
    /// outcome.
    func beginRows(
        _ statement: DriverStatement,
        after control: [DriverStatement],
        cancellation: StatementCancellation?
    ) async -> DriverOutcome

    /// The next rows, at least one and at most `limit`, as an outcome with one result; an outcome without results when
    /// there are no more.
    func nextRows(limit: Int, cancellation: StatementCancellation?) async -> DriverOutcome

    /// Ends the query of ``beginRows(_:after:cancellation:)``, dropping the rows not fetched.
    func endRows() async -> DriverOutcome

    /// Inserts many rows by the engine's fastest way (PostgreSQL: `COPY … FROM STDIN`; SQLite: a prepared multi-row
    /// INSERT). The outcome has one result with the number of rows. All rows are inserted, or none.
    func insertRows(_ rows: BulkRows, cancellation: StatementCancellation?) async -> DriverOutcome

    /// Closes the connection; the engine rolls back what is open. May be called on a broken connection.
    func close() async
}

public import TxKit

/// Where the conformance suite runs: an engine with a fresh, empty database for each promise.
public protocol ConformanceSite: Sendable {
    /// The engine's dialect, for the few promises whose SQL differs.
    var dialect: SQLDialect { get }

    /// A database of its own, with the tables of ``ConformanceSchema``, as a handle with these settings. Handles made on
    /// one site see the same database.
    func open(_ configuration: DatabaseConfiguration) async throws -> Database
}

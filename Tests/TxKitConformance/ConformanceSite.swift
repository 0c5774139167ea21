public import TxKit

/// Where the conformance suite runs: an engine with one fresh database for each promise.
public protocol ConformanceSite: Sendable {
    /// The engine's dialect, for the few promises whose SQL differs.
    var dialect: SQLDialect { get }

    /// Opens a handle on the site's database, which has the tables of ``ConformanceSchema``. All handles of one site see
    /// the same database; the site closes them when the promise has been checked.
    ///
    /// `lockTimeout` is how long SQLite waits for another connection's lock; nil for the driver's default.
    func open(_ configuration: DatabaseConfiguration, lockTimeout: Duration?) async throws -> Database
}

extension ConformanceSite {
    /// The statement that opens a transaction without options.
    var begin: String {
        switch dialect {
        case .sqlite: "BEGIN IMMEDIATE"
        case .postgresql: "BEGIN"
        }
    }
}

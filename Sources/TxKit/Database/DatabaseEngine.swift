/// An engine, for code that opens databases it does not know beforehand: the test harness and command-line options.
///
/// The driver modules have one each: `DatabaseEngine.sqlite` and `DatabaseEngine.postgresql`.
public struct DatabaseEngine: Sendable {
    /// The engine's dialect; it also tells which engine this is.
    public let dialect: SQLDialect
    private let driver: @Sendable (String) throws -> any Driver

    /// Makes an engine from a closure that turns an address (a path for SQLite, a URL for PostgreSQL) into a driver.
    public init(_ dialect: SQLDialect, driver: @escaping @Sendable (String) throws -> any Driver) {
        self.dialect = dialect
        self.driver = driver
    }

    /// The driver for an address.
    ///
    /// - Throws: ``DatabaseError/Code/invalidConfiguration`` for an address the engine cannot read.
    public func makeDriver(_ address: String) throws -> any Driver { try driver(address) }
}

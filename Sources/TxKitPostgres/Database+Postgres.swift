public import TxKit

extension Database {
    /// Opens a PostgreSQL database by a URL or a `keyword=value` list; what it leaves out comes from libpq's environment.
    ///
    /// ```swift
    /// let database = try await Database.postgres("postgresql://app@localhost/shop")
    /// ```
    ///
    /// - Throws: A ``TxKit/DatabaseError`` when it cannot be opened.
    public static func postgres(
        _ connectionString: String, options: PostgresOptions = .init(), configuration: DatabaseConfiguration = .init(),
        fileID: StaticString = #fileID, line: UInt = #line
    ) async throws -> Database {
        try await Database(
            PostgresDriver(connectionString, options: options), configuration: configuration, fileID: fileID, line: line
        )
    }
}

extension DatabaseEngine {
    /// PostgreSQL; an address is a URL or a `keyword=value` list.
    public static let postgresql = DatabaseEngine(.postgresql) { PostgresDriver($0) }
}

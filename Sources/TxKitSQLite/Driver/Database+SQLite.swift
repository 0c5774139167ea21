public import TxKit

extension Database {
    /// Opens a SQLite database: private in memory, a file (made when missing), or a `file:` URI.
    ///
    /// A private in-memory database has one connection, since each further one would be another database.
    ///
    /// - Throws: A ``DatabaseError`` when it cannot be opened.
    public static func sqlite(
        _ location: SQLiteLocation,
        options: SQLiteOptions = .init(),
        configuration: DatabaseConfiguration = .init(),
        fileID: StaticString = #fileID, line: UInt = #line
    ) async throws -> Database {
        try await Database(
            SQLiteDriver(location: location, options: options), configuration: configuration, fileID: fileID, line: line
        )
    }

    /// Opens a SQLite database file, which is made when missing.
    ///
    /// - Throws: A ``DatabaseError`` when it cannot be opened.
    public static func sqlite(
        path: String,
        options: SQLiteOptions = .init(),
        configuration: DatabaseConfiguration = .init(),
        fileID: StaticString = #fileID, line: UInt = #line
    ) async throws -> Database {
        try await sqlite(.file(path), options: options, configuration: configuration, fileID: fileID, line: line)
    }
}

extension DatabaseEngine {
    /// SQLite; an address is a path.
    public static let sqlite = DatabaseEngine(.sqlite) { SQLiteDriver(location: .file($0)) }
}

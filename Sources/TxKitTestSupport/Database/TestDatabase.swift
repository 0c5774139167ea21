public import TxKit

/// A database that tests may use, made from the application's own schema.
///
/// Declare it once, and let tests claim it:
///
/// ```swift
/// extension TestDatabase {
///     static let app = TestDatabase("app", .sqlite) { database in
///         try await Schema.create(in: database)
///     }
/// }
///
/// @Suite(.rollback(.app)) struct TransferTests {
///     @Test func transfers() async throws {
///         try await TransferService(TestDatabase.app.database).transfer(10)
///     }
/// }
/// ```
///
/// On PostgreSQL it is a database on the throw-away server of ``TestPostgres`` (or the server of `TXKIT_POSTGRES_URL`),
/// made once for a test run and shared by its processes. On SQLite each test, or each lane of tests, has a file of its
/// own, copied from one that was made once in the process.
public final class TestDatabase: Sendable {
    /// The name: part of the database's name on the server, and in messages.
    public let name: String
    /// The engine.
    public let engine: DatabaseEngine
    /// A handle for application code and tests. It works inside a test that has claimed the database, and in all tasks
    /// that inherit the test's task-locals; anywhere else it throws ``OwnershipError``.
    public let database: Database

    let maximumConnections: Int
    private let provisioning: Once<any TestSite>

    /// Describes a test database; nothing is opened before a test claims it.
    ///
    /// - Parameters:
    ///   - name: Letters, digits and underscores, starting with a letter.
    ///   - engine: `.sqlite` or `.postgresql`, from the driver modules.
    ///   - maximumConnections: The most connections a truncate case has, and the most rollback cases that run at once.
    ///   - schema: Makes the tables and the seed rows; runs once, with real commits. What it leaves is the baseline that
    ///     each truncate case restores.
    public init(
        _ name: String, _ engine: DatabaseEngine, maximumConnections: Int = 8,
        schema: @escaping @Sendable (Database) async throws -> Void
    ) {
        self.name = name
        self.engine = engine
        self.maximumConnections = maximumConnections
        database = Database(source: UnclaimedSource(name), configuration: DatabaseConfiguration(name: name))
        let limit = maximumConnections
        provisioning = Once {
            try Self.check(name)
            switch engine.dialect {
            case .sqlite: return try await SQLiteSite(name, engine, lanes: limit, schema: schema)
            case .postgresql: return try await PostgresSite(name, engine, lanes: limit, schema: schema)
            }
        }
    }

    /// The database on its server or disk, made at the first call.
    func site() async throws -> any TestSite {
        try TestDatabaseNames.claim(name, engine.dialect, for: ObjectIdentifier(self))
        return try await provisioning.value()
    }

    private static func check(_ name: String) throws {
        let isFine =
            name.first?.isLetter == true && name.utf8.count <= 32
            && name.utf8.allSatisfy {
                (97...122).contains($0 | 0x20) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
            }
        guard isFine else {
            throw DatabaseError(
                .invalidConfiguration,
                "'\(name)' cannot name a test database. Use at most 32 ASCII letters, digits and underscores, starting "
                    + "with a letter."
            )
        }
    }
}

import TxKitTestSupport

/// Where the tests find their server.
enum Server {
    /// The connection string of a server the tests may do anything to.
    static func connectionString() async throws -> String { try await TestPostgres.url() }
}

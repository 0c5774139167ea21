import Foundation
import TxKit

/// Where the tests find their server.
enum Server {
    /// The connection string of a server the tests may do anything to.
    static func connectionString() async throws -> String {
        guard let url = ProcessInfo.processInfo.environment["TXKIT_POSTGRES_URL"], !url.isEmpty else {
            throw DatabaseError(
                .invalidConfiguration,
                "TXKIT_POSTGRES_URL is not set. Set it to the URL of a PostgreSQL server for these tests, such as "
                    + "postgresql:///postgres?host=/tmp/server&port=54329&user=tester."
            )
        }
        return url
    }
}

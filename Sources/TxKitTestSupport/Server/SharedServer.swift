import Foundation
import TxKit

/// This process's share in the throw-away server, taken once and held until the process ends.
actor SharedServer {
    /// A running server and the share that keeps it running.
    struct Holding: Sendable {
        let place: ServerPlace
        let version: String
        let lease: ServerLease
    }

    static let shared = SharedServer()

    // A failed start is kept, too: each of a thousand tests would wait for it again.
    private var attempt: Task<Holding, any Error>?

    func holding() async throws -> Holding {
        if let attempt { return try await attempt.value }
        let attempt = Task { try await OffPool.run { try Self.acquire() } }
        self.attempt = attempt
        return try await attempt.value
    }

    private static func acquire() throws -> Holding {
        let environment = ProcessInfo.processInfo.environment
        let installation = try PostgresSearch(environment: environment).find()
        let version = installation.version
        let account = try ServerAccount.current()
        let base = ServerPlace.defaultBase(environment: environment, version: version)
        let place = ServerPlace(base: base, version: version)
        let cache = ClusterCache.defaultBase(environment: environment).map {
            ClusterCache(base: $0, version: version, account: account)
        }
        let starter = ServerStarter(installation: installation, place: place, account: account, cache: cache)
        return Holding(place: place, version: version, lease: try starter.acquire())
    }
}

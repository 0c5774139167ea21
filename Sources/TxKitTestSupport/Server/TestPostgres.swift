import Foundation
import TxKit

/// A PostgreSQL server for tests that needs no setting up: started at first use, shared, and gone afterwards.
///
/// ```swift
/// let url = try await TestPostgres.url()
/// ```
///
/// The server listens on a unix socket only, does not write through to the disk and runs as long as some process uses
/// it: all processes of one user, be it several at once or one after the other within five seconds, find the same
/// server. When the last one has ended, in whatever way, a watchdog stops the server and removes its data.
///
/// Its programs are looked for in `TXKIT_POSTGRES_BIN` if that is set, else where `pg_config --bindir` says, in `PATH`,
/// and where Debian, the PostgreSQL project's own packages and Homebrew put them. The superuser is `txkit_tests`, the
/// encoding UTF8, the locale `C` and the time zone UTC. A cluster made by `initdb` is kept in `$XDG_CACHE_HOME/txkit` or
/// `~/.cache/txkit`, which may be removed at any time.
///
/// With `TXKIT_POSTGRES_URL` in the environment no server is started and that one is used.
public enum TestPostgres {
    /// The URL, in the form libpq reads, of a database on the server, which is started if need be.
    ///
    /// The database is not made: only `postgres` and `template1` are sure to be there.
    public static func url(database: String = "postgres") async throws -> String {
        if let external { return try PostgresURL.replacingDatabase(in: external, with: database) }
        let holding = try await SharedServer.shared.holding()
        return try PostgresURL.socket(
            folder: holding.place.socketFolder,
            port: ServerPlace.port,
            user: ServerPlace.superuser,
            database: database
        )
    }

    /// Whether the server is one named by `TXKIT_POSTGRES_URL`, which others may use, too.
    public static var isExternal: Bool { external != nil }

    /// The version of the started server, such as `17.5`; nil for an external one, which has to be asked itself.
    public static func version() async throws -> String? {
        if isExternal { return nil }
        return try await SharedServer.shared.holding().version
    }

    /// The file with the started server's log, to be read while the server runs; nil for an external one.
    public static func logFile() async throws -> String? {
        if isExternal { return nil }
        return try await SharedServer.shared.holding().place.log
    }

    private static var external: String? {
        let value = ProcessInfo.processInfo.environment["TXKIT_POSTGRES_URL"]
        return value?.isEmpty == true ? nil : value
    }
}

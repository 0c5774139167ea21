import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Where one server lives: a folder that all processes of one user find by its name.
///
/// The name holds the user, the server's version and ``layout``. Checkouts and test runs of one user thus share a
/// server, which does no harm, because databases are named by those who make them.
struct ServerPlace: Sendable {
    /// Raised with every change of the settings, the folder or the watchdog, so that checkouts with different versions
    /// of this code do not share a server.
    static let layout = 4
    /// The superuser's name.
    ///
    /// It must not be the name of the schema that test databases have for the harness: PostgreSQL's default search path
    /// begins with the schema named like the user, so the application's own DDL would end up there.
    static let superuser = "txkit_tests"
    /// The only role that must give its password; it exists when a test has made it.
    static let passwordRole = "txkit_password"
    /// The port, which on a unix socket is only a part of the socket's name.
    static let port = 5432

    /// The server's folder.
    let folder: String

    /// The place for servers of that version below `base`.
    init(base: String, version: String) {
        folder = "\(base)/txkit-pg-\(geteuid())-\(version)-r\(Self.layout)"
    }

    /// The folder of the server's socket.
    var socketFolder: String { folder + "/s" }
    var socket: String { socketFolder + "/.s.PGSQL.\(Self.port)" }
    var data: String { folder + "/data" }
    var log: String { folder + "/log" }
    var script: String { folder + "/watchdog" }
    /// The pipe of which every user of a running server holds the writing end; its name tells the server's state.
    var users: String { folder + "/users" }
    /// The pipe's name while the server is being started.
    var starting: String { folder + "/users.starting" }
    /// The pipe's name while the watchdog is about to stop the server.
    var closing: String { folder + "/users.closing" }
    /// Made by the watchdog when the server ends while it is being started.
    var failed: String { folder + "/failed" }
    /// The file locked by the process that starts the server.
    ///
    /// It stays: between its removal and the next locking two processes could each hold a lock.
    var lockFile: String { folder + ".lock" }

    /// `TMPDIR`, or `/tmp` where that is too long for a socket's name or closed to the account root uses for the server.
    static func defaultBase(environment: [String: String], version: String) -> String {
        guard geteuid() != 0, let named = environment["TMPDIR"], named.hasPrefix("/") else { return "/tmp" }
        let base = named.hasSuffix("/") ? String(named.dropLast()) : named
        return ServerPlace(base: base, version: version).hasShortSocket && access(base, W_OK) == 0 ? base : "/tmp"
    }

    /// Whether the socket's name fits into `sockaddr_un`: 104 bytes on macOS and 108 on Linux, with a NUL at the end.
    var hasShortSocket: Bool { socket.utf8.count <= 103 }

    /// Refuses a folder that somebody else has put in our place.
    func check() throws {
        guard hasShortSocket else {
            throw DatabaseError(
                .invalidConfiguration,
                "\(socket) is too long for the name of a unix socket (103 bytes at most). Set TMPDIR to a shorter path."
            )
        }
        guard let found = Files.identity(ofPath: folder) else { return }
        guard found.isFolder, found.owner == geteuid() else {
            throw DatabaseError(
                .invalidConfiguration,
                "\(folder) is not a folder of this user, so that no server is started there. Have it removed, or set "
                    + "TMPDIR to another folder."
            )
        }
    }

    /// Makes the empty folder for a server that runs under `account`.
    func make(for account: ServerAccount) throws {
        for path in [folder, socketFolder] where mkdir(path, 0o700) != 0 {
            throw DatabaseError(
                .connectionFailed,
                "\(path) could not be made (\(Files.reason())). Make room there or set TMPDIR to another folder."
            )
        }
        // Root's folder must be passed through by the account; only the account, and root, get at the socket.
        if account.user != geteuid(), chmod(folder, 0o711) != 0 || chown(socketFolder, account.user, account.group) != 0
        {
            throw DatabaseError(
                .connectionFailed,
                "\(socketFolder) could not be given to user \(account.user) (\(Files.reason())). Run the tests as an "
                    + "ordinary user."
            )
        }
    }
}

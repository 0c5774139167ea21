import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Joins the server of a place, and starts it when there is none.
///
/// Its calls block.
struct ServerStarter: Sendable {
    let installation: PostgresInstallation
    let place: ServerPlace
    let account: ServerAccount
    let cache: ClusterCache?
    /// The half seconds for which an unused server goes on.
    var linger = 10

    /// A share in the one server of the place, however many processes and threads ask at once.
    func acquire() throws -> ServerLease {
        try place.check()
        let deadline = Date(timeIntervalSinceNow: 120)
        while true {
            if let lease = ServerLease.join(place) { return lease }
            if let lock = try FileLock.take(place.lockFile) {
                // Held to the end of the block: without a use the optimiser may let go of it before.
                defer { withExtendedLifetime(lock) {} }
                if let lease = ServerLease.join(place) { return lease }
                // With the lock in our hand a watchdog without users is one that stops its server: it soon ends, or
                // takes the server back for somebody who came just in time.
                if !ServerLease.isWatched(place) { return try start() }
            }
            guard Date() < deadline else {
                throw DatabaseError(
                    .connectionFailed,
                    "Another process has been starting or stopping the server in \(place.folder) for two minutes. End "
                        + "the processes that name this folder, remove it, and run the tests again."
                )
            }
            usleep(20_000)
        }
    }

    private func start() throws -> ServerLease {
        Leftovers.remove(place)
        defer { Leftovers.sweep(place) }
        if let cache {
            do {
                if let lease = try start(fill: { cache.copy(to: place.data) }) { return lease }
            } catch {
                // Most likely the cached cluster is damaged. If it is something else, the new one tells.
            }
            cache.discard()
        }
        let lease = try start(fill: {
            try makeCluster()
            cache?.store(place.data)
            return true
        })
        guard let lease else { throw DatabaseError(.connectionFailed, "No cluster was made in \(place.data).") }
        return lease
    }

    /// Starts the server on the cluster that `fill` puts into the place; nil when it says that it has none.
    private func start(fill: () throws -> Bool) throws -> ServerLease? {
        var isLaunched = false
        do {
            try place.make(for: account)
            guard try fill() else {
                Files.removeFolder(place.folder)
                return nil
            }
            try ClusterSettings.append(to: place)
            let command = account.prefix + [installation.program("postgres"), "-D", place.data]
            let lease = try Watchdog(place: place, linger: linger).launch(command)
            isLaunched = true
            try waitUntilReady()
            guard rename(place.starting, place.users) == 0 else { throw failure("its pipe is gone") }
            return lease
        } catch {
            // The lease has been let go of by now, so the watchdog stops and takes the folder with it.
            if isLaunched {
                for _ in 0..<1000 where ServerLease.isWatched(place) { usleep(10_000) }
            }
            Files.removeFolder(place.folder)
            throw error
        }
    }

    private func makeCluster() throws {
        // An initdb that outlives a killed starter must not write into the next one's data: a name of its own.
        let new = Files.besides(place.socketFolder + "/initdb", "new")
        let command = [installation.program("initdb"), "-D", new, "-U", ServerPlace.superuser]
        let options = ["--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]
        let result = try ChildProcess.run(account.prefix + command + options, in: place.socketFolder)
        guard result.status == 0, rename(new, place.data) == 0 else {
            throw DatabaseError(
                .connectionFailed,
                "initdb could not make a cluster in \(new) (status \(result.status)). It said:\n\(result.output)"
            )
        }
    }

    private func waitUntilReady() throws {
        let probe = ServerProbe(socketPath: place.socket, user: ServerPlace.superuser, database: "postgres")
        let deadline = Date(timeIntervalSinceNow: 60)
        while Date() < deadline {
            switch probe.ask() {
            case .ready: return
            case .refused(let reason): throw failure("it refuses connections: \(reason)")
            case .notYet: break
            }
            if Files.exists(place.failed) { throw failure("it ended") }
            usleep(10_000)
        }
        throw failure("it was not ready within a minute")
    }

    private func failure(_ what: String) -> DatabaseError {
        let lines = (Files.text(of: place.log) ?? "").split(separator: "\n").suffix(20).joined(separator: "\n")
        return DatabaseError(
            .connectionFailed,
            "The PostgreSQL server in \(place.folder) did not start: \(what). Mend what its log tells, or set "
                + "TXKIT_POSTGRES_URL to a server that runs already. The log's last lines:\n"
                + (lines.isEmpty ? "(the log is empty)" : lines)
        )
    }
}

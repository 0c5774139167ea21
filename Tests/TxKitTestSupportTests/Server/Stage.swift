import Foundation
import TxKit

@testable import TxKitTestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A folder for a test's own servers and cache.
struct Stage: Sendable {
    let folder: String

    /// Runs a test in a new folder, and ends what servers it left before the folder is removed.
    static func run(_ test: (Stage) async throws -> Void) async throws {
        let folder = "/tmp/txkit-t.\(String(UInt32.random(in: .min ... .max), radix: 36))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let stage = Stage(folder: folder)
        var problem: (any Error)?
        do { try await test(stage) } catch { problem = error }
        let place = try stage.starter().place
        if let server = try? postmaster(place) { kill(server, SIGQUIT) }
        _ = await stage.isGone(place)
        try? FileManager.default.removeItem(atPath: folder)
        if let problem { throw problem }
    }

    /// A starter of servers in this folder, with the user's own cache or one in this folder.
    func starter(linger: Int = 1, ownCache: Bool = false) throws -> ServerStarter {
        try Self.starter(in: folder, linger: linger, ownCache: ownCache)
    }

    /// A starter whose `postgres` is a shell script.
    func starter(program: String) throws -> ServerStarter {
        let real = try starter(ownCache: true)
        let bin = folder + "/bin"
        try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
        let script = "#!/bin/sh\n\(program)\n"
        try script.write(toFile: bin + "/postgres", atomically: true, encoding: .utf8)
        chmod(bin + "/postgres", 0o755)
        // Through the link initdb still finds the real server, which it needs.
        symlink(real.installation.program("initdb"), bin + "/initdb")
        let fake = PostgresInstallation(binFolder: bin, version: real.installation.version)
        return ServerStarter(installation: fake, place: real.place, account: real.account, cache: real.cache, linger: 1)
    }

    static func starter(in folder: String, linger: Int = 1, ownCache: Bool = false) throws -> ServerStarter {
        let environment = ProcessInfo.processInfo.environment
        let installation = try PostgresSearch(environment: environment).find()
        let account = try ServerAccount.current()
        let cache = ownCache ? folder : ClusterCache.defaultBase(environment: environment)
        return ServerStarter(
            installation: installation,
            place: ServerPlace(base: folder, version: installation.version),
            account: account,
            cache: cache.map { ClusterCache(base: $0, version: installation.version, account: account) },
            linger: linger
        )
    }

    func acquire(_ starter: ServerStarter) async throws -> ServerLease {
        try await OffPool.run { try starter.acquire() }
    }

    static func postmaster(_ place: ServerPlace) throws -> pid_t {
        let line = Files.text(of: place.data + "/postmaster.pid")?.split(separator: "\n").first
        guard let line, let server = pid_t(line) else { throw DatabaseError(.connectionFailed, "There is no server.") }
        return server
    }

    func answers(_ place: ServerPlace) -> Bool {
        ServerProbe(socketPath: place.socket, user: ServerPlace.superuser, database: "postgres").ask() == .ready
    }

    /// Whether the server's folder and what it was renamed to go away, in at most fifteen seconds.
    func isGone(_ place: ServerPlace) async -> Bool {
        for _ in 0..<1500 {
            let names = Files.names(in: folder).map { folder + "/" + $0 }
            if !names.contains(where: { $0.hasPrefix(place.folder) && $0 != place.lockFile }) { return true }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}

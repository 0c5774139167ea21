import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A data directory as initdb made it, kept to be copied: a copy takes a tenth of initdb's time.
///
/// The cache only saves time. Where it cannot be written or read, the server is made without it.
struct ClusterCache: Sendable {
    /// The cached data directory.
    let folder: String

    /// The cache for one kind of cluster in `base`; clusters of different server accounts are kept apart, because a
    /// server wants to own its files.
    init(base: String, version: String, account: ServerAccount) {
        folder = "\(base)/postgres-\(version)-u\(account.user)-r\(ServerPlace.layout)"
    }

    /// `$XDG_CACHE_HOME/txkit`, else `~/.cache/txkit`, else a folder in `/tmp`: the first that this user owns.
    static func defaultBase(environment: [String: String]) -> String? {
        var candidates: [String] = []
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { candidates.append(cache + "/txkit") }
        if let home = environment["HOME"], home.hasPrefix("/") { candidates.append(home + "/.cache/txkit") }
        candidates.append("/tmp/txkit-cache-\(geteuid())")
        return candidates.first { candidate in
            try? FileManager.default.createDirectory(atPath: candidate, withIntermediateDirectories: true)
            // A folder of somebody else could feed us somebody else's server.
            guard let found = Files.identity(ofPath: candidate) else { return false }
            return found.isFolder && found.owner == geteuid() && access(candidate, W_OK) == 0
        }
    }

    /// Copies the cached cluster to `data`; false when there is none or it cannot be read.
    func copy(to data: String) -> Bool {
        guard Files.exists(folder + "/PG_VERSION"), Files.exists(folder + "/global/pg_control") else { return false }
        if Self.copyTree(folder, data) { return true }
        try? FileManager.default.removeItem(atPath: data)
        return false
    }

    /// Keeps a copy of a new cluster that no server has run on yet.
    func store(_ data: String) {
        Files.removeRemains(of: folder, purpose: "new", olderThan: 3600)
        Files.removeRemains(of: folder, purpose: "old", olderThan: 3600)
        let new = Files.besides(folder, "new")
        // The name appears when all is there. Where another process was quicker, its folder is as good.
        if !Self.copyTree(data, new) || rename(new, folder) != 0 {
            try? FileManager.default.removeItem(atPath: new)
        }
    }

    /// Forgets a cluster that does not start.
    func discard() { Files.removeFolder(folder) }

    private static func copyTree(_ source: String, _ target: String) -> Bool {
        (try? ChildProcess.run(["/bin/cp", "-a", source, target]).status) == 0
    }
}

import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The account the server runs under: one's own, or an unprivileged one for root, as which PostgreSQL refuses to run.
struct ServerAccount: Sendable {
    let user: uid_t
    let group: gid_t
    /// What stands before a command to run it under the account; empty for one's own.
    let prefix: [String]

    /// The account to use in this process.
    static func current() throws -> ServerAccount {
        guard geteuid() == 0 else { return ServerAccount(user: geteuid(), group: getegid(), prefix: []) }
        guard let (name, user, group) = lookUp("postgres") ?? lookUp("nobody") else {
            throw DatabaseError(
                .invalidConfiguration,
                "PostgreSQL does not run as root, and there is neither a user \"postgres\" nor \"nobody\" to run it as. "
                    + "Add one of them, or run the tests as an ordinary user."
            )
        }
        // Both replace themselves with the command where they can, so that the watchdog's child is the server itself.
        let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: Files.isExecutable)
        if let setpriv {
            let prefix = [setpriv, "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
            return ServerAccount(user: user, group: group, prefix: prefix)
        }
        if Files.isExecutable("/usr/bin/sudo") {
            return ServerAccount(user: user, group: group, prefix: ["/usr/bin/sudo", "-n", "-u", name, "--"])
        }
        throw DatabaseError(
            .invalidConfiguration,
            "PostgreSQL does not run as root, and neither setpriv nor sudo is there to run it as \"\(name)\". Install "
                + "the package util-linux, or run the tests as an ordinary user."
        )
    }

    private static func lookUp(_ name: String) -> (name: String, user: uid_t, group: gid_t)? {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16384)
        guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return (name, entry.pw_uid, entry.pw_gid)
    }
}

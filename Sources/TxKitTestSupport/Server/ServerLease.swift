import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A process's share in a running server: the writing end of a named pipe whose reading end the watchdog holds.
///
/// The kernel closes it when the process ends, were it by SIGKILL, and once the last one is closed the watchdog reads
/// the end of the file. Nothing is ever written.
final class ServerLease: Sendable {
    private let descriptor: Int32

    /// Takes over the writing end of a pipe.
    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// A share in the server that runs in that place, or nil when none does.
    static func join(_ place: ServerPlace) -> ServerLease? {
        guard let lease = open(place.users) else { return nil }
        // The watchdog renames the pipe and then looks once more whether anybody came. Who still finds the name after
        // the opening came before that look; who does not may have come after it and must ask again.
        guard let held = Files.identity(ofDescriptor: lease.descriptor), held == Files.identity(ofPath: place.users)
        else { return nil }
        return lease
    }

    /// Whether a watchdog cares for that place, be its server starting, running or stopping.
    static func isWatched(_ place: ServerPlace) -> Bool {
        [place.starting, place.users, place.closing].contains { open($0) != nil }
    }

    /// The writing end, or nil when there is no such pipe or nobody reads it.
    private static func open(_ path: String) -> ServerLease? {
        #if canImport(Darwin)
            let descriptor = Darwin.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        #else
            let descriptor = Glibc.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
        #endif
        return descriptor >= 0 ? ServerLease(descriptor: descriptor) : nil
    }
}

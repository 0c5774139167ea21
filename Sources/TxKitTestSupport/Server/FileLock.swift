import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An exclusive lock between processes, which the kernel takes back when its holder ends in whatever way.
final class FileLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The lock, or nil while another process or thread holds it.
    static func take(_ path: String) throws -> FileLock? {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw DatabaseError(
                .invalidConfiguration,
                "\(path) could not be opened (\(Files.reason())). Have it removed, or set TMPDIR to another folder."
            )
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        return FileLock(descriptor: descriptor)
    }
}

import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Starts the watchdog: a shell in a session of its own, which starts the server and outlives the test run.
struct Watchdog: Sendable {
    let place: ServerPlace
    /// How many half seconds nobody must use the server before it is stopped.
    let linger: Int

    /// Starts the watchdog and through it the server.
    ///
    /// The lease that comes back is held from before the watchdog's start, so that the watchdog sees the end of the
    /// file at whatever moment this process is killed.
    func launch(_ server: [String]) throws -> ServerLease {
        let path = place.starting
        guard mkfifo(path, 0o600) == 0 else { throw problem(path) }
        // Without O_NONBLOCK the opening would wait for a writer.
        let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard reader >= 0 else { throw problem(path) }
        defer { close(reader) }
        let writer = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC)
        guard writer >= 0 else { throw problem(path) }
        let lease = ServerLease(descriptor: writer)
        // The watchdog's reads must wait, though.
        guard fcntl(reader, F_SETFL, 0) == 0 else { throw problem(path) }
        guard FileManager.default.createFile(atPath: place.script, contents: Data(WatchdogScript.text.utf8)) else {
            throw problem(place.script)
        }
        let arguments = [place.folder, String(linger)] + server
        try ChildProcess.detach(script: place.script, arguments: arguments, input: reader)
        return lease
    }

    private func problem(_ path: String) -> DatabaseError {
        DatabaseError(
            .connectionFailed,
            "\(path) could not be made (\(Files.reason())). Make room there or set TMPDIR to another folder."
        )
    }
}

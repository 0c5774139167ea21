import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Starts programs with posix_spawn.
///
/// Foundation's `Process` cannot give a child a session of its own, and a child must inherit no more than its three
/// standard descriptors here: a pipe that the watchdog inherits keeps `swift test | tee` from ending.
enum ChildProcess {
    /// Runs a program in `folder` to its end; `output` is what it printed on both streams.
    static func run(_ command: [String], in folder: String = "/") throws -> (status: Int32, output: String) {
        let path = Files.besides(NSTemporaryDirectory() + "/txkit", "output")
        let output = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw cannotStart(command, "\(path): \(Files.reason())") }
        defer { close(output) }
        unlink(path)
        let input = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { close(input) }
        // Not every C library can change the folder while it spawns, and every shell can.
        let moved = ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", folder] + command
        let status = try wait(for: spawn(moved, input: input, output: output, ownSession: false))
        lseek(output, 0, SEEK_SET)
        let printed = FileHandle(fileDescriptor: output, closeOnDealloc: false).readDataToEndOfFile()
        return (status, String(decoding: printed, as: UTF8.self))
    }

    /// Runs a shell script in a session of its own and without our streams, and waits until its first process has
    /// ended; what the script left in the background goes on.
    static func detach(script: String, arguments: [String], input: Int32) throws {
        let output = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(output) }
        let command = ["/bin/sh", script] + arguments
        let status = try wait(for: spawn(command, input: input, output: output, ownSession: true))
        guard status == 0 else { throw cannotStart(command, "status \(status)") }
    }

    /// The exit status; 128 and the signal's number when a signal ended the process, as a shell counts.
    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 {
            // A process that ignores SIGCHLD has no statuses to read; what the child should have done is checked later.
            if errno != EINTR { return 0 }
        }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    private static func spawn(_ command: [String], input: Int32, output: Int32, ownSession: Bool) throws -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)

        // Dispatch's threads block most signals and children inherit that: the watchdog would be deaf.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var reset = sigset_t()
        sigemptyset(&reset)
        for signal in [SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD] { sigaddset(&reset, signal) }
        posix_spawnattr_setsigdefault(&attributes, &reset)
        var flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        #if canImport(Darwin)
            if ownSession { flags |= Int32(POSIX_SPAWN_SETSID) }
            flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #else
            // POSIX_SPAWN_SETSID, which glibc's header shows to GNU sources only.
            if ownSession { flags |= 0x80 }
            for descriptor in Files.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where descriptor > 2 {
                posix_spawn_file_actions_addclose(&actions, descriptor)
            }
        #endif
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let words = command.map { strdup($0) } + [nil]
        let variables = environment().map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var child = pid_t()
        let problem = posix_spawn(&child, command[0], &actions, &attributes, words, variables)
        guard problem == 0 else { throw cannotStart(command, Files.reason(problem)) }
        return child
    }

    /// What the server's programs need; a person's PG… and LC_… variables must not change the server.
    private static func environment() -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        var kept = own.filter { ["TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].contains($0.key) }
        kept["PATH"] = (own["PATH"].map { $0 + ":" } ?? "") + "/usr/bin:/bin:/usr/sbin:/sbin"
        kept["LC_ALL"] = "C"
        return kept
    }

    private static func cannotStart(_ command: [String], _ reason: String) -> DatabaseError {
        DatabaseError(
            .connectionFailed,
            "\(command.joined(separator: " ")) could not be started (\(reason)). Check that the program and the "
                + "temporary folder are there, or set TXKIT_POSTGRES_URL to a server that runs already."
        )
    }
}

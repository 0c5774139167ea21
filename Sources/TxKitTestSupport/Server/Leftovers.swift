import Foundation
import TxKit

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a server leaves whose watchdog is gone: after a reset of the machine, or when somebody killed the watchdog.
enum Leftovers {
    /// Stops the server if it still runs, and removes its folder.
    ///
    /// Only for the holder of the place's lock.
    static func remove(_ place: ServerPlace) {
        if let server = runningServer(place) {
            kill(server, SIGQUIT)
            for _ in 0..<100 where kill(server, 0) == 0 { usleep(50_000) }
            if kill(server, 0) == 0 { kill(server, SIGKILL) }
        }
        Files.removeFolder(place.folder)
        sweep(place)
    }

    /// Removes folders whose removal was cut short, or into which an orphaned initdb still wrote.
    static func sweep(_ place: ServerPlace) { Files.removeRemains(of: place.folder, purpose: "old", olderThan: 0) }

    /// The process named by the cluster's `postmaster.pid`, if it is a server on these data and not just a process that
    /// has got the number since.
    private static func runningServer(_ place: ServerPlace) -> pid_t? {
        guard let lines = Files.text(of: place.data + "/postmaster.pid")?.split(separator: "\n"),
            let server = lines.first.flatMap({ pid_t($0) }), server > 1, kill(server, 0) == 0,
            commandLine(of: server).contains(place.data)
        else { return nil }
        return server
    }

    private static func commandLine(of process: pid_t) -> String {
        // Small images have no ps, and macOS has no /proc.
        if let words = Files.text(of: "/proc/\(process)/cmdline") { return words }
        return (try? ChildProcess.run(["/bin/ps", "-ww", "-o", "args=", "-p", String(process)]).output) ?? ""
    }
}

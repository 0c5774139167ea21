import Foundation
import Testing
import TxKit

@testable import TxKitTestSupport

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Servers of their own, in a folder of their own, that end soon after their last user.
@Suite("Starting, joining and stopping")
struct ServerStarterTests {
    @Test("Eight processes at once get one server, and it ends after them, were they killed")
    func manyProcesses() async throws {
        try await Stage.run { stage in
            let folder = stage.folder
            let told = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let result = await #expect(
                            processExitsWith: .signal(SIGKILL),
                            observing: [\.standardOutputContent]
                        ) { [folder = folder as String] in
                            let starter = try Stage.starter(in: folder)
                            let lease = try starter.acquire()
                            print("postmaster=\(try Stage.postmaster(starter.place));")
                            fflush(nil)
                            // Long enough for the others to arrive while this one holds on.
                            usleep(500_000)
                            withExtendedLifetime(lease) { _ = kill(getpid(), SIGKILL) }
                        }
                        let output = result.map { String(decoding: $0.standardOutputContent, as: UTF8.self) } ?? ""
                        return output.split(separator: ";").first { $0.contains("postmaster=") }.map {
                            String($0.drop { $0 != "=" })
                        }
                    }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(told.count == 8)
            #expect(Set(told).count == 1)
            let server = try #require(told.first.flatMap { $0 }.flatMap { pid_t($0.dropFirst()) })
            let place = try stage.starter().place
            #expect(await stage.isGone(place))
            #expect(kill(server, 0) == -1)
        }
    }

    @Test("A user who comes while the watchdog waits finds the server running")
    func userInTime() async throws {
        try await Stage.run { stage in
            // Ten minutes, so that the second user comes in time on any machine.
            let starter = try stage.starter(linger: 1200)
            _ = try await stage.acquire(starter)
            let server = try Stage.postmaster(starter.place)
            // The watchdog has looked at least once.
            try await Task.sleep(for: .milliseconds(1200))
            let second = try await stage.acquire(starter)
            #expect(try Stage.postmaster(starter.place) == server)
            #expect(stage.answers(starter.place))
            withExtendedLifetime(second) {}
        }
    }

    @Test("The server goes on as long as one user is left")
    func lastUser() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter()
            var first: ServerLease? = try await stage.acquire(starter)
            let second = try await stage.acquire(starter)
            let server = try Stage.postmaster(starter.place)
            withExtendedLifetime(first) {}
            first = nil
            // Longer than the watchdog waits when nobody is left.
            try await Task.sleep(for: .milliseconds(1500))
            #expect(try Stage.postmaster(starter.place) == server)
            #expect(stage.answers(starter.place))
            withExtendedLifetime(second) {}
        }
    }

    @Test("Whoever comes while the server is being stopped has a running one in the end")
    func arrivalDuringStop() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter(linger: 1)
            let deadline = Date(timeIntervalSinceNow: 60)
            // The stop begins about half a second after the last user: arrive around it, in steps.
            for delay in stride(from: 450, through: 800, by: 50) where Date() < deadline {
                let lease = try await stage.acquire(starter)
                // A watchdog that stopped it all the same would have done so by then.
                try await Task.sleep(for: .milliseconds(300))
                #expect(stage.answers(starter.place), "after \(delay) ms")
                withExtendedLifetime(lease) {}
                try await Task.sleep(for: .milliseconds(delay))
            }
        }
    }

    @Test("A server that is gone with its watchdog is cleared away and made anew")
    func deadServer() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter()
            // What a reset leaves: a pipe nobody reads, and a pid file whose number belongs to somebody else now.
            try FileManager.default.createDirectory(atPath: starter.place.data, withIntermediateDirectories: true)
            #expect(mkfifo(starter.place.users, 0o600) == 0)
            let pidFile = "\(getpid())\n\(starter.place.data)\n"
            try pidFile.write(toFile: starter.place.data + "/postmaster.pid", atomically: true, encoding: .utf8)
            let lease = try await stage.acquire(starter)
            #expect(stage.answers(starter.place))
            withExtendedLifetime(lease) {}
        }
    }

    @Test("A server that outlived its watchdog is stopped before its data are removed")
    func orphanedServer() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter()
            let place = starter.place
            try FileManager.default.createDirectory(atPath: place.data, withIntermediateDirectories: true)
            // A process that stands for the server: it has the data's path in its command line. Like all that a shell
            // starts in the background it ignores SIGQUIT, so that it takes more than asking.
            let orphan = place.data + "/orphan"
            let script = "serve() { while :; do sleep 0.1; done; }; serve & echo $! >${0%/*}/postmaster.pid"
            try script.write(toFile: orphan, atomically: true, encoding: .utf8)
            let nothing = open("/dev/null", O_RDONLY)
            defer { close(nothing) }
            try ChildProcess.detach(script: orphan, arguments: [], input: nothing)
            let server = try Stage.postmaster(place)
            #expect(kill(server, 0) == 0)
            let lease = try await stage.acquire(starter)
            #expect(stage.answers(place))
            // Whoever inherited the process may take a while to reap it.
            for _ in 0..<1500 where kill(server, 0) == 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(kill(server, 0) == -1)
            if kill(server, 0) == 0 { kill(server, SIGKILL) }
            withExtendedLifetime(lease) {}
        }
    }

    @Test("A server that died is made anew for the next user")
    func crashedServer() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter()
            let first = try await stage.acquire(starter)
            let server = try Stage.postmaster(starter.place)
            #expect(kill(server, SIGQUIT) == 0)
            #expect(await stage.isGone(starter.place))
            let second = try await stage.acquire(starter)
            #expect(stage.answers(starter.place))
            withExtendedLifetime((first, second)) {}
        }
    }

    @Test("A damaged cache is made anew")
    func damagedCache() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter(ownCache: true)
            let cache = try #require(starter.cache)
            _ = try await stage.acquire(starter)
            #expect(await stage.isGone(starter.place))
            let control = cache.folder + "/global/pg_control"
            #expect(Files.exists(control))
            try Data(repeating: 7, count: 8192).write(to: URL(fileURLWithPath: control))
            let lease = try await stage.acquire(starter)
            #expect(stage.answers(starter.place))
            #expect(try Data(contentsOf: URL(fileURLWithPath: control)) != Data(repeating: 7, count: 8192))
            withExtendedLifetime(lease) {}
        }
    }

    @Test("A server that does not start is an error with the last lines of its log, and leaves nothing behind")
    func failedStart() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter(program: "echo it is broken; exit 1")
            let error = await #expect(throws: DatabaseError.self) { try await stage.acquire(starter) }
            #expect(error?.code == .connectionFailed)
            #expect(error?.message.contains("it is broken") == true)
            #expect(!Files.exists(starter.place.folder))
        }
    }

    @Test("A folder of somebody else is not touched", .enabled(if: geteuid() == 0, "Only root can give folders away."))
    func foreignFolder() async throws {
        try await Stage.run { stage in
            let starter = try stage.starter()
            #expect(mkdir(starter.place.folder, 0o777) == 0)
            #expect(chown(starter.place.folder, 65534, 65534) == 0)
            let error = await #expect(throws: DatabaseError.self) { try await stage.acquire(starter) }
            #expect(error?.code == .invalidConfiguration)
            // Removes it only when it is there and empty, as it was made.
            #expect(rmdir(starter.place.folder) == 0)
        }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks whether a socket can be read or written, for a bounded moment.
enum SocketPoll {
    /// What a socket is ready for; all false when the time ran out.
    struct Readiness {
        var canRead: Bool
        var canWrite: Bool
        var isNone: Bool { !canRead && !canWrite }
    }

    /// How long a wait gives way to others before it sleeps.
    private static let yieldingTime = Duration.microseconds(40)

    private typealias PrecisePoll =
        @convention(c) (UnsafeMutablePointer<pollfd>, nfds_t, UnsafePointer<timespec>?, UnsafeRawPointer?) -> Int32

    /// `ppoll`, looked up by name because glibc declares it only to programs that ask for its extensions.
    private static let precisePoll: PrecisePoll? = dlsym(nil, "ppoll").map { unsafeBitCast($0, to: PrecisePoll.self) }

    /// Waits for at most `nanoseconds`; an error or a hang-up counts as readable, since reading tells what happened.
    static func poll(_ socket: Int32, orWritable: Bool, nanoseconds: Int) -> Readiness {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN) | (orWritable ? Int16(POLLOUT) : 0), revents: 0)
        // A sleep with a time limit sets a timer, which costs more than a short answer takes, so the first moment is
        // spent letting others run: on a shared core that is the server.
        let start = ContinuousClock.now
        var count = poll(&descriptor, nanoseconds: 0)
        while count == 0, nanoseconds > 0, start.duration(to: .now) < min(yieldingTime, .nanoseconds(nanoseconds)) {
            sched_yield()
            count = poll(&descriptor, nanoseconds: 0)
        }
        if count == 0, nanoseconds > 0 { count = poll(&descriptor, nanoseconds: nanoseconds) }
        guard count > 0 else { return Readiness(canRead: false, canWrite: false) }
        let readable = Int16(POLLIN) | Int16(POLLHUP) | Int16(POLLERR) | Int16(POLLNVAL)
        return Readiness(
            canRead: descriptor.revents & readable != 0,
            canWrite: descriptor.revents & Int16(POLLOUT) != 0
        )
    }

    /// Ends both directions of a socket without closing it, so that whoever waits for it wakes up.
    static func shutDown(_ socket: Int32) {
        _ = shutdown(socket, Int32(SHUT_RDWR))
    }

    private static func poll(_ descriptor: inout pollfd, nanoseconds: Int) -> Int32 {
        if let precisePoll {
            var time = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
            return precisePoll(&descriptor, 1, &time, nil)
        }
        // Milliseconds are all that is left; rounding down to zero would never wait on the spot.
        return waitInMilliseconds(&descriptor, 1, Int32((nanoseconds + 999_999) / 1_000_000))
    }

    private static func waitInMilliseconds(
        _ descriptors: UnsafeMutablePointer<pollfd>,
        _ count: nfds_t,
        _ milliseconds: Int32
    ) -> Int32 {
        #if canImport(Glibc)
            Glibc.poll(descriptors, count, milliseconds)
        #elseif canImport(Musl)
            Musl.poll(descriptors, count, milliseconds)
        #elseif canImport(Darwin)
            Darwin.poll(descriptors, count, milliseconds)
        #endif
    }
}

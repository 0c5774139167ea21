#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Asks a server on a unix socket for a session, up to the point where it would take a query.
///
/// A whole session is asked for, because a server with a damaged catalogue does accept connections.
/// Source: PostgreSQL manual, "Message Flow" and "Message Formats".
struct ServerProbe {
    enum Answer: Equatable {
        case ready
        /// Nobody listens yet, or the server says that it is starting up.
        case notYet
        /// The server says no for another reason.
        case refused(String)
    }

    let socketPath: String
    let user: String
    let database: String

    func ask() -> Answer {
        guard let connection = connect() else { return .notYet }
        defer { close(connection) }
        let parameters = ["user", user, "database", database].map { $0 + "\0" }.joined() + "\0"
        guard write(Self.number(8 + parameters.utf8.count) + Self.number(196_608) + parameters.utf8, to: connection)
        else { return .notYet }
        while let kind = read(1, from: connection)?.first, let size = read(4, from: connection) {
            let length = size.reduce(0) { $0 << 8 | Int($1) } - 4
            guard length >= 0, let body = read(length, from: connection) else { break }
            switch kind {
            case UInt8(ascii: "Z"):
                _ = write([UInt8(ascii: "X")] + Self.number(4), to: connection)
                return .ready
            case UInt8(ascii: "E"):
                let fields = body.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
                // 57P03: starting up or shutting down.
                if fields.contains("C57P03") { return .notYet }
                return .refused(fields.first { $0.hasPrefix("M") }.map { String($0.dropFirst()) } ?? "no reason given")
            case UInt8(ascii: "R") where body != [0, 0, 0, 0]:
                return .refused("the server asks for a password")
            default:
                continue
            }
        }
        return .notYet
    }

    private func connect() -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socketPath.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        #if canImport(Darwin)
            let connection = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
            let connection = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard connection >= 0 else { return nil }
        #if canImport(Darwin)
            _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
            var on: Int32 = 1
            setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        // A server that accepts and then says nothing must not hold up the whole run.
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connectSocket(connection, $0, size) }
        }
        if status == 0 { return connection }
        close(connection)
        return nil
    }

    private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        #if canImport(Darwin)
            return send(connection, bytes, bytes.count, 0) == bytes.count
        #else
            return send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
        #endif
    }

    private func read(_ count: Int, from connection: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = bytes.withUnsafeMutableBytes { recv(connection, $0.baseAddress! + done, count - done, 0) }
            guard more > 0 else { return nil }
            done += more
        }
        return bytes
    }

    private static func number(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// The C function, which the method of the same name hides.
private func connectSocket(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    connect(socket, address, size)
}

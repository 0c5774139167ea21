import Foundation
import Synchronization
import TxKit

#if canImport(Glibc)
    import Glibc
#endif

/// Stands between a client and the server and counts how often the client speaks after the server has spoken.
final class CountingProxy: Sendable {
    private struct Count {
        var serverSpokeLast = true
        var roundTrips = 0
    }

    let connectionString: String
    private let folder: String
    private let listening: Int32
    private let count = Mutex(Count())

    var roundTrips: Int { count.withLock { $0.roundTrips } }

    static func start() async throws -> CountingProxy {
        let row = try await Server.withConnection { connection async throws in
            try await connection.rows(
                """
                SELECT split_part(current_setting('unix_socket_directories'), ',', 1), current_setting('port'),
                    current_user::text, current_database()::text
                """
            )[0].map { String.fromDatabaseValue($0) ?? "" }
        }
        let folder = "/tmp/txkit-proxy-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let name = "/.s.PGSQL.\(row[1])"
        let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard address(folder + name, { bind(listening, $0, $1) }) == 0, listen(listening, 4) == 0 else {
            throw DatabaseError(.connectionFailed, "The proxy cannot listen: errno \(errno).")
        }
        let proxy = CountingProxy(
            "host=\(folder) port=\(row[1]) user=\(row[2]) dbname=\(row[3])",
            folder: folder,
            listening: listening
        )
        Thread.detachNewThread { proxy.serve(target: row[0] + name) }
        return proxy
    }

    private init(_ connectionString: String, folder: String, listening: Int32) {
        self.connectionString = connectionString
        self.folder = folder
        self.listening = listening
    }

    func stop() {
        shutdown(listening, Int32(SHUT_RDWR))
        close(listening)
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func serve(target: String) {
        let client = accept(listening, nil, nil)
        guard client >= 0 else { return }
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard Self.address(target, { connect(server, $0, $1) }) == 0 else { return }
        Thread.detachNewThread { self.pass(from: server, to: client, fromServer: true) }
        pass(from: client, to: server, fromServer: false)
    }

    private func pass(from source: Int32, to target: Int32, fromServer: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let size = read(source, &buffer, buffer.count), size > 0 {
            count.withLock { count in
                if !fromServer, count.serverSpokeLast { count.roundTrips += 1 }
                count.serverSpokeLast = fromServer
            }
            guard send(target, buffer, size, Int32(MSG_NOSIGNAL)) == size else { break }
        }
        shutdown(target, Int32(SHUT_RDWR))
    }

    private static func address(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}

import Foundation
import TxKit

/// The server's settings: as little durability as there is, enough connections, and a log with what matters.
enum ClusterSettings {
    /// Adds the settings to the cluster's `postgresql.conf`, where `ALTER SYSTEM` can still change them.
    static func append(to place: ServerPlace) throws {
        let path = place.data + "/postgresql.conf"
        do {
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            defer { try? file.close() }
            try file.seekToEnd()
            try file.write(contentsOf: Data(text(socketFolder: place.socketFolder).utf8))
        } catch {
            throw DatabaseError(.connectionFailed, "\(path) could not be written. Make room there.", cause: error)
        }
        try askForPassword(in: place)
    }

    /// Makes the server ask one role for its password, so that wrong passwords can be tested; all others are trusted.
    /// The first line that fits counts. Source: PostgreSQL manual, "The pg_hba.conf File".
    private static func askForPassword(in place: ServerPlace) throws {
        let path = place.data + "/pg_hba.conf"
        do {
            let trusting = try String(contentsOfFile: path, encoding: .utf8)
            let line = "local all \(ServerPlace.passwordRole) scram-sha-256\n"
            try (line + trusting).write(toFile: path, atomically: false, encoding: .utf8)
        } catch {
            throw DatabaseError(.connectionFailed, "\(path) could not be written. Make room there.", cause: error)
        }
    }

    private static func text(socketFolder: String) -> String {
        """

        # TxKit's throw-away server
        listen_addresses = ''
        unix_socket_directories = '\(socketFolder.replacingOccurrences(of: "'", with: "''"))'
        port = \(ServerPlace.port)
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        max_logical_replication_workers = 0
        min_wal_size = 32MB
        max_wal_size = 128MB
        max_connections = 500
        max_prepared_transactions = 10
        shared_buffers = 64MB
        # Containers often have a tiny /dev/shm; the files go with the folder, too.
        dynamic_shared_memory_type = mmap
        jit = off
        autovacuum = on
        autovacuum_naptime = 10min
        autovacuum_max_workers = 1
        timezone = 'UTC'
        log_timezone = 'UTC'
        # Failing statements are the daily bread of tests and told to the client; lock waits and crashes are not.
        logging_collector = off
        log_destination = 'stderr'
        log_min_messages = log
        log_checkpoints = off
        log_lock_waits = on
        log_line_prefix = '%m [%p] %d '

        """
    }
}

import Logging
import Synchronization
import Testing
import TxKit

@testable import TxKitPostgres

/// Keeps what is logged.
private final class Recorder: LogHandler, Sendable {
    struct Entry: Sendable {
        var level: Logger.Level
        var message: String
        var sqlState: String?
    }

    let entries = Mutex<[Entry]>([])
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        let entry = Entry(
            level: event.level,
            message: "\(event.message)",
            sqlState: event.metadata?["sqlstate"].map { "\($0)" }
        )
        entries.withLock { $0.append(entry) }
    }
}

extension PostgresTests {
    @Suite struct NoticeTests {
        @Test func noticesGoToTheLogger() async throws {
            let recorder = Recorder()
            let logger = Logger(label: "notices") { _ in recorder }
            try await Server.withConnection(logger: logger) { connection async throws in
                try await connection.rows("SET client_min_messages = debug1")
                for (severity, level) in [
                    ("NOTICE", Logger.Level.notice), ("WARNING", .warning), ("INFO", .debug), ("LOG", .debug),
                    ("DEBUG", .debug),
                ] {
                    recorder.entries.withLock { $0 = [] }
                    try await connection.rows(
                        "DO $$ BEGIN RAISE \(severity) 'said %', 5 USING ERRCODE = '01234'; END $$"
                    )
                    let entries = recorder.entries.withLock { $0 }.filter { $0.message == "said 5" }
                    #expect(entries.map(\.level) == [level])
                    #expect(entries.map(\.sqlState) == ["01234"])
                }
            }
        }
    }
}

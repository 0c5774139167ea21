import CLibPQ
import Logging

/// Passes the server's notices on to a logger.
final class NoticeReceiver {
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    /// Makes libpq call this receiver.
    ///
    /// The caller keeps it as long as the connection.
    func install(on connection: OpaquePointer) {
        PQsetNoticeReceiver(
            connection,
            { receiver, result in
                guard let receiver else { return }
                Unmanaged<NoticeReceiver>.fromOpaque(receiver).takeUnretainedValue().receive(result)
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    private func receive(_ result: OpaquePointer?) {
        let severity = ResultError.field(result, PostgresField.severityNonlocalized)
        let level: Logger.Level =
            switch severity {
            case "WARNING": .warning
            case "NOTICE": .notice
            // The farewell of a server that ends an idle session comes as a notice too.
            case "FATAL", "PANIC", "ERROR": .warning
            default: .debug
            }
        guard logger.logLevel <= level else { return }
        let words =
            ResultError.field(result, PostgresField.messagePrimary)
            ?? String(cString: PQresultErrorMessage(result)).trimmed
        var metadata: Logger.Metadata = [:]
        for (name, field) in [
            ("sqlstate", PostgresField.sqlState), ("detail", PostgresField.detail), ("hint", PostgresField.hint),
        ] {
            if let value = ResultError.field(result, field) { metadata[name] = .string(value) }
        }
        logger.log(level: level, "\(words)", metadata: metadata)
    }
}

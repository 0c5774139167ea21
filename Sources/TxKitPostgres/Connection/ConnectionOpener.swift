import CLibPQ
import Dispatch
import Logging
import TxKit

/// Opens a libpq connection and sets its session up.
struct ConnectionOpener: Sendable {
    let string: ConnectionString
    let options: PostgresOptions

    /// Opens a connection without holding a thread of the cooperative pool.
    func open(logger: Logger) async throws(DatabaseError) -> sending Link {
        let outcome: Result<Link, DatabaseError> = await withCheckedContinuation { continuation in
            // A queue of its own has a thread of its own: the global queues share theirs with Swift's tasks.
            DispatchQueue(label: "txkit.postgres.connect").async {
                continuation.resume(returning: Result { () throws(DatabaseError) in try openBlocking(logger: logger) })
            }
        }
        return try outcome.get()
    }

    private func openBlocking(logger: Logger) throws(DatabaseError) -> Link {
        let parameters = try startParameters()
        let settings = try timeouts()
        let connection = Self.withCStrings(parameters.map(\.0)) { keywords in
            Self.withCStrings(parameters.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let connection else {
            throw DatabaseError(
                .connectionFailed,
                "libpq could not get memory for a connection. Free memory and retry."
            )
        }
        let link = Link(connection, inlineWait: options.inlineWait, logger: logger)
        guard PQstatus(connection) == CONNECTION_OK else {
            throw ConnectFailure.error(String(cString: PQerrorMessage(connection)), address: string.displayName)
        }
        try Self.requireSupportedVersion(connection)
        try apply(settings, to: connection)
        guard PQsetnonblocking(connection, 1) == 0, PQenterPipelineMode(connection) == 1 else {
            throw ConnectFailure.error(String(cString: PQerrorMessage(connection)), address: string.displayName)
        }
        return link
    }

    /// The keywords and values for libpq: those before `dbname` give way to the string, those after it do not.
    private func startParameters() throws(DatabaseError) -> [(String, String)] {
        let own = try string.parsed()
        var parameters: [(String, String)] = [("fallback_application_name", "txkit")]
        // A value given here would win over a service's, so where a service is named the limit is the service's.
        if own["connect_timeout"] == nil, own["service"] == nil, ConnectionString.defaults()["connect_timeout"] == nil {
            parameters.append(("connect_timeout", "10"))
        }
        parameters.append(("dbname", string.text))
        parameters.append(("client_encoding", "UTF8"))
        if let name = options.applicationName { parameters.append(("application_name", name)) }
        return parameters
    }

    private func timeouts() throws(DatabaseError) -> [(name: String, value: String)] {
        var settings: [(String, String)] = []
        for (name, duration) in [
            ("statement_timeout", options.statementTimeout), ("lock_timeout", options.lockTimeout),
        ] {
            guard let duration else { continue }
            guard duration >= .zero, duration <= .seconds(2_000_000) else {
                throw DatabaseError(
                    .invalidConfiguration,
                    "A \(name) of \(duration) is not possible. Give a duration from zero (no limit) to 23 days."
                )
            }
            // Zero means no limit to the server, so a part of a millisecond must not become zero.
            let (seconds, attoseconds) = duration.components
            settings.append(
                (name, String(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000))
            )
        }
        return settings
    }

    private func apply(_ timeouts: [(name: String, value: String)], to connection: OpaquePointer) throws(DatabaseError)
    {
        var settings = timeouts.map { (name: $0.name, value: $0.value) }
        if Self.reported("DateStyle", connection)?.hasPrefix("ISO") != true {
            settings.append((name: "DateStyle", value: "ISO"))
        }
        if let zone = options.timeZone, Self.reported("TimeZone", connection) != zone {
            settings.append((name: "TimeZone", value: zone))
        }
        guard !settings.isEmpty else { return }
        let calls = settings.map { "set_config('\($0.name)', \(Self.literal($0.value)), false)" }
        let result = PQexec(connection, "SELECT " + calls.joined(separator: ", "))
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_TUPLES_OK else {
            let words = String(cString: PQerrorMessage(connection)).trimmed
            throw DatabaseError(
                .invalidConfiguration,
                "The server refused the settings of the session: \(words.asSentence) Check PostgresOptions."
            )
        }
    }

    private static func requireSupportedVersion(_ connection: OpaquePointer) throws(DatabaseError) {
        let version = PQserverVersion(connection)
        guard version >= 120_000 else {
            throw DatabaseError(
                .unsupported,
                "The server is PostgreSQL \(version / 10_000); TxKit supports 12 and later. Upgrade the server."
            )
        }
    }

    private static func reported(_ parameter: String, _ connection: OpaquePointer) -> String? {
        PQparameterStatus(connection, parameter).map { String(cString: $0) }
    }

    private static func literal(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "E'" + escaped + "'"
    }

    /// Gives a NULL-terminated array of C strings that lives as long as the call.
    private static func withCStrings<Value>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value
    ) -> Value {
        var bytes: [CChar] = []
        var offsets: [Int] = []
        for string in strings {
            offsets.append(bytes.count)
            bytes.append(contentsOf: string.utf8CString)
        }
        return bytes.withUnsafeBufferPointer { storage in
            var pointers: [UnsafePointer<CChar>?] = offsets.map { storage.baseAddress?.advanced(by: $0) }
            pointers.append(nil)
            return body(&pointers)
        }
    }
}

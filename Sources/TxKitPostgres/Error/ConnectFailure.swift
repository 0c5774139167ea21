import TxKit

/// Turns libpq's words about a connection that could not be opened into an error that says what to do.
enum ConnectFailure {
    /// libpq gives a failed connection no SQLSTATE, so that only its words can be looked at.
    static func error(_ libpqMessage: String, address: String) -> DatabaseError {
        let words = libpqMessage.trimmed
        let isFull = ["too many clients", "remaining connection slots", "too many connections for"].contains(
            where: words.contains
        )
        // What libpq calls invalid it has found in the string's values, before it looked for a server.
        if words.hasPrefix("invalid ") { return ConnectionString.invalid(words) }
        return DatabaseError(
            isFull ? .tooManyConnections : .connectionFailed,
            "No connection to \(address) could be opened: \(words.asSentence) \(advice(words, isFull: isFull))",
            sqlState: isFull ? "53300" : nil
        )
    }

    private static func advice(_ words: String, isFull: Bool) -> String {
        if isFull {
            return "Use fewer connections in the pools of this database, or raise the server's max_connections."
        }
        if words.contains("database \""), words.contains("does not exist") {
            return "Create the database, or change its name in the connection string."
        }
        if words.contains("role \""), words.contains("does not exist") {
            return "Create the role, or change the user in the connection string."
        }
        if words.contains("password") {
            return "Check the user and the password in the connection string, PGPASSWORD or ~/.pgpass."
        }
        if words.contains("pg_hba.conf") {
            return "Check the user and the address, and let them in by the server's pg_hba.conf."
        }
        if words.contains("translate host name") { return "Check the host in the connection string." }
        if words.contains("certificate") || words.contains("SSL") {
            return "Check sslmode, sslrootcert and the server's certificate."
        }
        if words.contains("starting up") || words.contains("shutting down") { return "Try again in a moment." }
        return "Check that the server is running, and the host and port (or the folder of its socket)."
    }
}

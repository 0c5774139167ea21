import CLibPQ
import TxKit

/// Turns what libpq says of a failed statement into an error.
enum ResultError {
    /// The error of a result whose status is an error.
    static func error(_ result: OpaquePointer, statement: DriverStatement?) -> DatabaseError {
        let primary = field(result, PostgresField.messagePrimary)
        guard let sqlState = field(result, PostgresField.sqlState), let primary else {
            return lost(String(cString: PQresultErrorMessage(result)), statement: statement)
        }
        let fields = serverFields(result)
        var code = SQLStateCode.code(sqlState)
        // What ends the session is a lost connection, whatever its reason.
        if isFatal(result), code != .tooManyConnections { code = .connectionLost }
        guard code != .connectionLost else {
            return lost(primary, statement: statement, sqlState: sqlState, fields: fields)
        }
        let advice = SQLStateCode.advice(sqlState, code: code, words: primary)
        return DatabaseError(
            code,
            advice.isEmpty ? primary.asSentence : primary.asSentence + " " + advice,
            sqlState: sqlState,
            statement: statement?.text,
            values: statement?.values ?? [],
            serverFields: fields
        )
    }

    /// The error of a connection that broke.
    static func lost(
        _ words: String,
        statement: DriverStatement?,
        sqlState: String? = nil,
        fields: ServerFields? = nil
    ) -> DatabaseError {
        let reason = words.trimmed
        return DatabaseError(
            .connectionLost,
            "The connection was closed by the server or the network while a statement was run"
                + (reason.isEmpty ? "." : ": " + reason.asSentence)
                + " Its transaction is rolled back; run the transaction again on another connection.",
            sqlState: sqlState,
            statement: statement?.text,
            values: statement?.values ?? [],
            serverFields: fields
        )
    }

    /// The text of one field of a server's message.
    static func field(_ result: OpaquePointer?, _ name: Int32) -> String? {
        PQresultErrorField(result, name).map { String(cString: $0) }
    }

    private static func isFatal(_ result: OpaquePointer) -> Bool {
        let severity = field(result, PostgresField.severityNonlocalized)
        return severity == "FATAL" || severity == "PANIC"
    }

    private static func serverFields(_ result: OpaquePointer) -> ServerFields {
        var fields = ServerFields()
        fields.severity = field(result, PostgresField.severityNonlocalized) ?? field(result, PostgresField.severity)
        fields.detail = field(result, PostgresField.detail)
        fields.hint = field(result, PostgresField.hint)
        fields.position = field(result, PostgresField.position).flatMap { Int($0) }
        fields.context = field(result, PostgresField.context)
        fields.schema = field(result, PostgresField.schema)
        fields.table = field(result, PostgresField.table)
        fields.column = field(result, PostgresField.column)
        fields.constraint = field(result, PostgresField.constraint)
        return fields
    }
}

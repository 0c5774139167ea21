/// An error of the kernel or of the database: a code, what to do next, and where it comes from.
///
/// Errors thrown by a person's own closures are never wrapped in this type; they travel unchanged. `description` leaves
/// bound values out, so that it may be logged; `debugDescription` shows them.
public struct DatabaseError: Error, Sendable {
    /// What went wrong, to be compared with the static members of ``Code``.
    public var code: Code
    /// What went wrong and how to mend it, in whole sentences.
    public var message: String
    /// The five-character SQLSTATE, where the engine gives one (PostgreSQL always, SQLite never).
    public var sqlState: String?
    /// The engine's own numeric code, where it has one (SQLite's extended result code).
    public var engineCode: Int?
    /// The text of the statement that failed, with placeholders in place of values.
    public var statement: String?
    /// The values bound to the statement; shown by `debugDescription` alone.
    public var values: [DatabaseValue]
    /// The fields of the server's message (PostgreSQL: detail, hint, constraint, table, column, …).
    public var serverFields: ServerFields?
    /// The error that caused this one, such as the first failed statement of an aborted transaction.
    public var cause: (any Error)?
    /// The line that ran the statement or opened the block.
    public var place: SourcePlace?

    /// Makes an error.
    public init(
        _ code: Code,
        _ message: String,
        sqlState: String? = nil,
        engineCode: Int? = nil,
        statement: String? = nil,
        values: [DatabaseValue] = [],
        serverFields: ServerFields? = nil,
        cause: (any Error)? = nil,
        place: SourcePlace? = nil
    ) {
        self.code = code
        self.message = message
        self.sqlState = sqlState
        self.engineCode = engineCode
        self.statement = statement
        self.values = values
        self.serverFields = serverFields
        self.cause = cause
        self.place = place
    }

    /// Whether running the whole transaction again may succeed (40001, 40P01, SQLite busy).
    public var isConflict: Bool {
        if code == .commitFailed { return (cause as? DatabaseError)?.isConflict ?? false }
        return code == .serializationFailure || code == .deadlock || code == .busy
    }
}

extension DatabaseError: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { render(showingValues: false) }

    public var debugDescription: String { render(showingValues: true) }

    private func render(showingValues: Bool) -> String {
        var text = "\(code): \(message)"
        if let sqlState { text += " [SQLSTATE \(sqlState)]" }
        if let statement { text += "\n  statement: \(statement)" }
        if showingValues, !values.isEmpty {
            text += "\n  values: " + values.map(\.debugDescription).joined(separator: ", ")
        }
        if showingValues, let detail = serverFields?.detail { text += "\n  detail: \(detail)" }
        if let hint = serverFields?.hint { text += "\n  hint: \(hint)" }
        if let place { text += "\n  at: \(place)" }
        if let cause {
            let inner = showingValues ? String(reflecting: cause) : String(describing: cause)
            text +=
                "\n  cause: " + inner.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
        }
        return text
    }
}

/// The fields of a PostgreSQL server message beside its text and SQLSTATE.
///
/// Source: PostgreSQL manual, "Error and Notice Message Fields".
public struct ServerFields: Sendable, Hashable {
    /// The severity, such as `ERROR` or `FATAL`.
    public var severity: String?
    /// More about the problem; may hold values.
    public var detail: String?
    /// A suggestion what to do about it.
    public var hint: String?
    /// The character of the statement the error points at, starting at 1.
    public var position: Int?
    /// The functions and statements that were running.
    public var context: String?
    /// The schema of the object concerned.
    public var schema: String?
    /// The table concerned.
    public var table: String?
    /// The column concerned.
    public var column: String?
    /// The constraint concerned.
    public var constraint: String?

    /// Makes an empty set of fields.
    public init() {}
}

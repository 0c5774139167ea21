/// What one statement gave back.
public struct DriverResult: Sendable {
    /// The names of the columns; empty for a statement without rows.
    public var columns: ColumnNames
    /// The rows, a value for each column.
    public var rows: [[DatabaseValue]]
    /// The rows inserted, updated or deleted; 0 for other statements.
    public var rowsAffected: Int
    /// The engine's command tag, such as `INSERT` or `ROLLBACK`, where it has one.
    public var tag: String?

    /// Makes a result.
    public init(
        columns: ColumnNames = .none,
        rows: [[DatabaseValue]] = [],
        rowsAffected: Int = 0,
        tag: String? = nil
    ) {
        self.columns = columns
        self.rows = rows
        self.rowsAffected = rowsAffected
        self.tag = tag
    }
}

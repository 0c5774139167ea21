/// Rows to be inserted in bulk into one table.
public struct BulkRows: Sendable {
    /// The table's name, as it is (not quoted).
    public var table: String
    /// The table's schema, where it is not to be found by the search path; not quoted.
    public var schema: String?
    /// The columns' names, not quoted.
    public var columns: [String]
    /// The rows; each has a value for each column.
    public var rows: [[DatabaseValue]]

    /// Makes a set of rows.
    public init(table: String, schema: String? = nil, columns: [String], rows: [[DatabaseValue]]) {
        self.table = table
        self.schema = schema
        self.columns = columns
        self.rows = rows
    }

    /// The quoted name of the table, with its schema.
    package var target: String {
        let name = SQLStatement.quoted(table)
        guard let schema else { return name }
        return SQLStatement.quoted(schema) + "." + name
    }
}

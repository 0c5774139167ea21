/// One row of a result.
///
/// ```swift
/// for row in try await database.query("SELECT id, email FROM users") {
///     let id = try row.get("id", as: Int.self)
///     let email = try row.get("email", as: String?.self)
/// }
/// ```
public struct Row: Sendable {
    /// The names of the columns.
    public let columns: ColumnNames
    /// The values, in the order of the columns.
    public let values: [DatabaseValue]

    package init(columns: ColumnNames, values: [DatabaseValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value of a column, or nil when the row has no such column.
    public subscript(name: String) -> DatabaseValue? {
        columns.position(of: name).map { values[$0] }
    }

    /// The value at a position, starting at 0.
    public subscript(position: Int) -> DatabaseValue { values[position] }

    /// The value of a column as a Swift type.
    ///
    /// - Throws: A ``DatabaseError``: ``DatabaseError/Code/columnNotFound``, ``DatabaseError/Code/typeMismatch`` (also
    ///   for NULL where `type` is no optional), or ``DatabaseError/Code/valueOutOfRange``.
    public func get<Value: DatabaseValueConvertible>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        guard let position = columns.position(of: name) else {
            let known = columns.names.joined(separator: ", ")
            throw DatabaseError(.columnNotFound, "The row has no column '\(name)'. It has: \(known).")
        }
        return try Self.convert(values[position], to: type, column: name)
    }

    /// The value at a position, starting at 0, as a Swift type.
    ///
    /// - Throws: As ``get(_:as:)-(String,_)`` does.
    public func get<Value: DatabaseValueConvertible>(_ position: Int, as type: Value.Type = Value.self) throws -> Value
    {
        guard values.indices.contains(position) else {
            throw DatabaseError(
                .columnNotFound,
                "The row has \(values.count) columns; position \(position) (from 0) is none of them."
            )
        }
        return try Self.convert(values[position], to: type, column: columns.names[position])
    }

    static func convert<Value: DatabaseValueConvertible>(
        _ value: DatabaseValue,
        to type: Value.Type,
        column: String
    ) throws(DatabaseError) -> Value {
        if let converted = Value.fromDatabaseValue(value) { return converted }
        switch value {
        case .null:
            throw DatabaseError(
                .typeMismatch,
                "Column '\(column)' is NULL and was read as \(type). Read it as \(type)? or exclude NULL in the query."
            )
        case .integer where Self.unwrapped(type) is any FixedWidthInteger.Type:
            throw DatabaseError(
                .valueOutOfRange,
                "Column '\(column)' holds a number that does not fit \(type). Read it as a wider integer type.",
                values: [value]
            )
        default:
            throw DatabaseError(
                .typeMismatch,
                "Column '\(column)' holds a value of kind \(value.kind), which cannot be read as \(type). "
                    + "Read it as a type for \(value.kind), or cast it in the query.",
                values: [value]
            )
        }
    }

    /// The type inside an optional type; any other as it is.
    private static func unwrapped(_ type: Any.Type) -> Any.Type {
        (type as? any AnyOptional.Type)?.wrapped ?? type
    }
}

private protocol AnyOptional { static var wrapped: Any.Type { get } }

extension Optional: AnyOptional {
    fileprivate static var wrapped: Any.Type { Wrapped.self }
}

extension Row: CustomDebugStringConvertible {
    public var debugDescription: String {
        "[" + zip(columns.names, values).map { "\($0): \($1.debugDescription)" }.joined(separator: ", ") + "]"
    }
}

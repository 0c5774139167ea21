/// Decodes one column's value.
struct ColumnDecoder: Decoder, SingleValueDecodingContainer {
    let value: DatabaseValue
    let column: String
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw Self.notNested(column)
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.notNested(column) }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
    func decodeNil() -> Bool { value.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let convertible = type as? any DatabaseValueConvertible.Type {
            return try Self.convert(convertible, value, column: column) as! Value
        }
        return try Value(from: self)
    }

    static func convert<Value: DatabaseValueConvertible>(
        _ type: Value.Type,
        _ value: DatabaseValue,
        column: String
    ) throws -> Value {
        try Row.convert(value, to: type, column: column)
    }

    static func notNested(_ column: String) -> DatabaseError {
        DatabaseError(
            .typeMismatch,
            "Column '\(column)' is a single value and cannot be decoded as a structure. "
                + "Conform its type to DatabaseValueConvertible."
        )
    }
}

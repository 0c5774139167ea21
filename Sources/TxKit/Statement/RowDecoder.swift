/// Decodes a `Decodable` value from a row: a property for each column, by name.
///
/// A key is looked up as it is, then in snake case, so that `userID` finds the column `user_id`. Nested values
/// are decoded only from types that are a column's value by themselves (`Date`, `UUID`, `Decimal`, raw-value enums, …).
struct RowDecoder: Decoder {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowKeyedContainer<Key>(row: row))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DatabaseError(
            .typeMismatch,
            "A row is decoded by column names, not as a list. Decode a type with properties."
        )
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        guard row.values.count == 1 else {
            throw DatabaseError(
                .typeMismatch,
                "A row of \(row.values.count) columns cannot be decoded as a single value. Select one column."
            )
        }
        return ColumnDecoder(value: row.values[0], column: row.columns.names[0])
    }

    /// Decodes a whole row, or its only column where the type is a column's value.
    static func decode<Value: Decodable>(_ type: Value.Type, from row: Row) throws -> Value {
        if let convertible = type as? any DatabaseValueConvertible.Type, row.values.count == 1 {
            return try ColumnDecoder.convert(convertible, row.values[0], column: row.columns.names[0]) as! Value
        }
        return try Value(from: RowDecoder(row: row))
    }
}

private struct RowKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let row: Row
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { row.columns.names.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { position(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard let position = position(key) else { return true }
        return row.values[position].isNull
    }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try column(key).decode(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        throw ColumnDecoder.notNested(key.stringValue)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        throw ColumnDecoder.notNested(key.stringValue)
    }

    func superDecoder() throws -> any Decoder { RowDecoder(row: row) }
    func superDecoder(forKey key: Key) throws -> any Decoder { try column(key) }

    private func column(_ key: Key) throws -> ColumnDecoder {
        guard let position = position(key) else {
            let known = row.columns.names.joined(separator: ", ")
            throw DatabaseError(
                .columnNotFound,
                "The row has no column for '\(key.stringValue)'. It has: \(known). Select it, or name it in CodingKeys."
            )
        }
        return ColumnDecoder(value: row.values[position], column: row.columns.names[position])
    }

    private func position(_ key: Key) -> Int? {
        row.columns.position(of: key.stringValue) ?? row.columns.position(of: snakeCase(key.stringValue))
    }

    private func snakeCase(_ name: String) -> String {
        let characters = Array(name)
        var text = ""
        for (index, character) in characters.enumerated() {
            if index > 0, character.isUppercase {
                // Of several capitals only the last starts a word, when a small letter follows: `userID`, `URLText`.
                let isNextSmall = index + 1 < characters.count && characters[index + 1].isLowercase
                if isNextSmall || !characters[index - 1].isUppercase { text += "_" }
            }
            text += character.lowercased()
        }
        return text
    }
}

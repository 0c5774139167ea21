public import FoundationEssentials

/// A value that goes into a statement or comes out of a row.
public enum DatabaseValue: Sendable, Hashable {
    /// SQL NULL.
    case null
    /// A truth value; SQLite stores 0 or 1.
    case bool(Bool)
    /// A whole number of up to 64 bits.
    case integer(Int64)
    /// A binary floating point number.
    case double(Double)
    /// An exact decimal number as text, such as `"12.50"`; SQLite stores it as text.
    case decimal(String)
    /// Text.
    case text(String)
    /// Bytes (`bytea`, `BLOB`).
    case bytes([UInt8])
    /// A UUID; SQLite stores its upper-case text.
    case uuid(UUID)
    /// A point in time (`timestamptz`, `timestamp` read as UTC, `date` as its midnight in UTC); SQLite stores
    /// `YYYY-MM-DD HH:MM:SS.SSSSSS` in UTC.
    case timestamp(Date)
    /// A JSON document as text (`json`, `jsonb`); SQLite stores text.
    case json(String)
    /// A one-dimensional or nested array; PostgreSQL only.
    case array([DatabaseValue])
}

extension DatabaseValue {
    /// Whether this is SQL NULL.
    public var isNull: Bool { self == .null }

    /// The kind of value in a word, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .integer: "integer"
        case .double: "double"
        case .decimal: "decimal"
        case .text: "text"
        case .bytes: "bytes"
        case .uuid: "uuid"
        case .timestamp: "timestamp"
        case .json: "json"
        case .array: "array"
        }
    }
}

extension DatabaseValue: CustomDebugStringConvertible {
    public var debugDescription: String {
        switch self {
        case .null: "NULL"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .double(let value): String(value)
        case .decimal(let value): value
        case .text(let value): value.quoted(by: "'")
        case .bytes(let value): value.count <= 16 ? "x'" + value.hexadecimal + "'" : "<\(value.count) bytes>"
        case .uuid(let value): "'\(value.uuidString)'"
        case .timestamp(let value): "'\(TimestampText.format(value))'"
        case .json(let value): "'\(value)'"
        case .array(let values): "[" + values.map(\.debugDescription).joined(separator: ", ") + "]"
        }
    }
}

extension [UInt8] {
    /// The bytes as lower-case hexadecimal digits.
    package var hexadecimal: String {
        let digits: [UInt8] = Array<UInt8>("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: count * 2) { buffer in
            for (index, byte) in self.enumerated() {
                buffer[index * 2] = digits[Int(byte >> 4)]
                buffer[index * 2 + 1] = digits[Int(byte & 15)]
            }
            return count * 2
        }
    }
}

public import FoundationEssentials

extension DatabaseValue: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { self }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> DatabaseValue? { value }
}

extension Bool: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .bool(self) }

    /// SQLite has no truth values, so 0 and 1 are read as such.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Bool? {
        switch value {
        case .bool(let value): value
        case .integer(0): false
        case .integer(1): true
        default: nil
        }
    }
}

extension DatabaseValueConvertible where Self: FixedWidthInteger {
    /// Binds the number; one above `Int64.max` is bound as exact decimal text.
    public var databaseValue: DatabaseValue {
        Int64(exactly: self).map(DatabaseValue.integer) ?? .decimal(String(self))
    }

    /// Reads a whole number that fits; a decimal only when it has no fraction.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
        switch value {
        case .integer(let value): Self(exactly: value)
        case .decimal(let text): Self(text)
        default: nil
        }
    }
}

extension Int: DatabaseValueConvertible {}
extension Int8: DatabaseValueConvertible {}
extension Int16: DatabaseValueConvertible {}
extension Int32: DatabaseValueConvertible {}
extension Int64: DatabaseValueConvertible {}
extension UInt: DatabaseValueConvertible {}
extension UInt8: DatabaseValueConvertible {}
extension UInt16: DatabaseValueConvertible {}
extension UInt32: DatabaseValueConvertible {}
extension UInt64: DatabaseValueConvertible {}

extension Double: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .double(self) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Double? {
        switch value {
        case .double(let value): value
        case .integer(let value): Double(exactly: value)
        case .decimal(let text): Double(text)
        default: nil
        }
    }
}

extension Float: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .double(Double(self)) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Float? {
        guard let wide = Double.fromDatabaseValue(value) else { return nil }
        let narrow = Float(wide)
        return narrow.isInfinite && wide.isFinite ? nil : narrow
    }
}

extension Decimal: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .decimal(description) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Decimal? {
        switch value {
        case .decimal(let text), .text(let text): isNumber(text) ? Decimal(string: text) : nil
        case .integer(let value): Decimal(value)
        case .double(let value): Decimal(string: String(value))
        default: nil
        }
    }

    /// Whether a text is a number from its first to its last character: `Decimal(string:)` reads as far as it can, and
    /// would take `1,5` for 1.
    private static func isNumber(_ text: String) -> Bool {
        let allowed = "0123456789+-.eE".utf8
        return text.utf8.allSatisfy(allowed.contains) && Double(text) != nil
    }
}

extension String: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .text(self) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> String? {
        switch value {
        case .text(let value), .decimal(let value), .json(let value): value
        case .uuid(let value): value.uuidString
        default: nil
        }
    }
}

extension UUID: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .uuid(self) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> UUID? {
        switch value {
        case .uuid(let value): value
        case .text(let text): UUID(uuidString: text)
        case .bytes(let bytes) where bytes.count == 16:
            bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        default: nil
        }
    }
}

extension Date: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .timestamp(self) }

    /// Reads a point in time; from SQLite also its text forms, read as UTC.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Date? {
        switch value {
        case .timestamp(let value): value
        case .text(let text): TimestampText.parse(text)
        default: nil
        }
    }
}

extension Data: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { .bytes([UInt8](self)) }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Data? {
        [UInt8].fromDatabaseValue(value).map { Data($0) }
    }
}

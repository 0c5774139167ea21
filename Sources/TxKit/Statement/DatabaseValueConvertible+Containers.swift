extension Array: DatabaseValueConvertible where Element: DatabaseValueConvertible {
    /// Bytes for an array of `UInt8`, an SQL array for any other.
    public var databaseValue: DatabaseValue {
        // Only by the element's type: any empty array could be cast to bytes.
        if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .bytes(bytes) }
        return .array(map(\.databaseValue))
    }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> [Element]? {
        switch value {
        case .bytes(let bytes): return Element.self == UInt8.self ? bytes as? [Element] : nil
        case .array(let values):
            var elements: [Element] = []
            elements.reserveCapacity(values.count)
            for value in values {
                guard let element = Element.fromDatabaseValue(value) else { return nil }
                elements.append(element)
            }
            return elements
        default: return nil
        }
    }
}

extension Optional: DatabaseValueConvertible where Wrapped: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { self?.databaseValue ?? .null }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Wrapped?? {
        if value.isNull { return .some(nil) }
        return Wrapped.fromDatabaseValue(value).map(Optional.some)
    }
}

extension DatabaseValueConvertible where Self: RawRepresentable, RawValue: DatabaseValueConvertible {
    public var databaseValue: DatabaseValue { rawValue.databaseValue }

    public static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
        RawValue.fromDatabaseValue(value).flatMap(Self.init(rawValue:))
    }
}

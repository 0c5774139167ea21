import CLibPQ

/// How the text of a column is read, by the column's type.
///
/// The numbers are the fixed OIDs of `pg_type.dat`, which never change.
struct ValueKind: Sendable, Hashable {
    /// How one value is read.
    enum Scalar: Sendable, Hashable {
        case bool, integer, double, decimal, bytes, uuid, timestamp, json, text
    }

    var scalar: Scalar
    var isArray: Bool

    init(_ type: Oid) {
        if let scalar = Self.scalar(type) {
            self.scalar = scalar
            isArray = false
        } else if let element = Self.elementType(type) {
            scalar = Self.scalar(element) ?? .text
            isArray = true
        } else {
            scalar = .text
            isArray = false
        }
    }

    private static func scalar(_ type: Oid) -> Scalar? {
        switch type {
        case 16: .bool
        case 20, 21, 23, 26: .integer
        case 700, 701: .double
        case 1700: .decimal
        case 17: .bytes
        case 2950: .uuid
        case 1082, 1114, 1184: .timestamp
        case 114, 3802: .json
        default: nil
        }
    }

    private static func elementType(_ type: Oid) -> Oid? {
        switch type {
        case 1000: 16
        case 1001: 17
        case 1005: 21
        case 1007: 23
        case 1016: 20
        case 1028: 26
        case 1021: 700
        case 1022: 701
        case 1231: 1700
        case 2951: 2950
        case 1182: 1082
        case 1115: 1114
        case 1185: 1184
        case 199: 114
        case 3807: 3802
        // "char", name, text, bpchar and varchar are read alike.
        case 1002, 1003, 1009, 1014, 1015: 25
        default: nil
        }
    }
}

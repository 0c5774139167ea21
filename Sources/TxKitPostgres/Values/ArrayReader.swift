import TxKit

/// Reads array literals: `{1,NULL,"a \"quoted\" text"}`, nested ones, and ones with bounds such as `[0:1]={1,2}`.
///
/// Source: PostgreSQL manual, "Array Input and Output Syntax". The bounds are dropped: a Swift array starts at 0.
struct ArrayReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let kind: ValueKind.Scalar
    private var position = 0
    private var unescaped: [UInt8] = []

    /// The array of a literal; nil when it is none.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: ValueKind.Scalar) -> DatabaseValue? {
        var reader = ArrayReader(bytes: bytes, kind: kind)
        reader.skipBounds()
        guard let values = reader.array(), reader.position == bytes.count else { return nil }
        return .array(values)
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, kind: ValueKind.Scalar) {
        self.bytes = bytes
        self.kind = kind
    }

    private mutating func skipBounds() {
        guard bytes.first == UInt8(ascii: "["), let end = bytes.firstIndex(of: UInt8(ascii: "=")) else { return }
        position = end + 1
    }

    private mutating func array() -> [DatabaseValue]? {
        guard skip("{") else { return nil }
        var values: [DatabaseValue] = []
        if skip("}") { return values }
        repeat {
            guard let value = element() else { return nil }
            values.append(value)
        } while skip(",")
        return skip("}") ? values : nil
    }

    private mutating func element() -> DatabaseValue? {
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case UInt8(ascii: "{"): return array().map { .array($0) }
        case UInt8(ascii: "\""): return quoted()
        default: return plain()
        }
    }

    /// An element without quotes ends at the next comma or brace, since one that holds them has quotes.
    private mutating func plain() -> DatabaseValue? {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: ","), bytes[position] != UInt8(ascii: "}") {
            position += 1
        }
        guard position > start else { return nil }
        let text = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if text.count == 4, text.elementsEqual("NULL".utf8) { return .null }
        return ValueReader.scalar(text, kind)
    }

    private mutating func quoted() -> DatabaseValue? {
        position += 1
        unescaped.removeAll(keepingCapacity: true)
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                return unescaped.withUnsafeBufferPointer { ValueReader.scalar($0, kind) }
            case UInt8(ascii: "\\"):
                guard position < bytes.count else { return nil }
                unescaped.append(bytes[position])
                position += 1
            default:
                unescaped.append(byte)
            }
        }
        return nil
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }
}

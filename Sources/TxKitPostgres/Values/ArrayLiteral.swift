import TxKit

/// Writes array literals: `{1,NULL,"a \"quoted\" text",{…}}`.
///
/// Source: PostgreSQL manual, "Array Input and Output Syntax".
enum ArrayLiteral {
    /// Appends the literal of an array.
    ///
    /// False when a value holds a NUL character.
    static func append(_ values: [DatabaseValue], to buffer: inout [UInt8]) -> Bool {
        buffer.append(UInt8(ascii: "{"))
        for (index, value) in values.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            switch value {
            case .null: buffer.append(contentsOf: "NULL".utf8)
            case .array(let inner): guard append(inner, to: &buffer) else { return false }
            case .bool, .integer, .double, .decimal, .uuid:
                guard ValueText.append(value, to: &buffer) else { return false }
            case .text, .json, .bytes, .timestamp: guard appendQuoted(value, to: &buffer) else { return false }
            }
        }
        buffer.append(UInt8(ascii: "}"))
        return true
    }

    private static func appendQuoted(_ value: DatabaseValue, to buffer: inout [UInt8]) -> Bool {
        var text: [UInt8] = []
        guard ValueText.append(value, to: &text) else { return false }
        buffer.append(UInt8(ascii: "\""))
        for byte in text {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { buffer.append(UInt8(ascii: "\\")) }
            buffer.append(byte)
        }
        buffer.append(UInt8(ascii: "\""))
        return true
    }
}

import TxKit

/// Writes rows in the text form of `COPY`.
///
/// Source: PostgreSQL manual, "COPY", "Text Format".
enum CopyText {
    /// How much is collected before it is handed to libpq.
    static let chunkSize = 65_536

    /// Appends a row with its line end.
    ///
    /// False when a value holds a NUL character.
    static func append(_ row: [DatabaseValue], to buffer: inout [UInt8]) -> Bool {
        for (index, value) in row.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: "\t")) }
            switch value {
            case .null:
                buffer.append(contentsOf: "\\N".utf8)
            case .bool, .integer, .double, .uuid, .timestamp:
                guard ValueText.append(value, to: &buffer) else { return false }
            case .text(let text), .decimal(let text), .json(let text):
                guard appendEscaped(text.utf8, to: &buffer) else { return false }
            case .bytes, .array:
                var text: [UInt8] = []
                guard ValueText.append(value, to: &text), appendEscaped(text, to: &buffer) else { return false }
            }
        }
        buffer.append(UInt8(ascii: "\n"))
        return true
    }

    private static func appendEscaped(_ text: some Sequence<UInt8>, to buffer: inout [UInt8]) -> Bool {
        for byte in text {
            switch byte {
            case 0: return false
            case UInt8(ascii: "\\"): buffer.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\t"): buffer.append(contentsOf: "\\t".utf8)
            case UInt8(ascii: "\n"): buffer.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\r"): buffer.append(contentsOf: "\\r".utf8)
            default: buffer.append(byte)
            }
        }
        return true
    }
}

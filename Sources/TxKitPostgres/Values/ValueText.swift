import FoundationEssentials
import TxKit

/// Writes values in PostgreSQL's text form.
enum ValueText {
    /// Appends the text of a value that is not NULL.
    ///
    /// False when the value holds a NUL character.
    static func append(_ value: DatabaseValue, to buffer: inout [UInt8]) -> Bool {
        switch value {
        case .null: break
        case .bool(let flag): buffer.append(flag ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .integer(let number): buffer.append(contentsOf: String(number).utf8)
        case .double(let number): buffer.append(contentsOf: text(number).utf8)
        case .uuid(let uuid): append(uuid, to: &buffer)
        case .timestamp(let date): append(date, to: &buffer)
        case .bytes(let bytes): buffer.append(contentsOf: ("\\x" + bytes.hexadecimal).utf8)
        case .array(let values): return ArrayLiteral.append(values, to: &buffer)
        case .decimal(let text), .text(let text), .json(let text):
            let start = buffer.count
            buffer.append(contentsOf: text.utf8)
            return !buffer[start...].contains(0)
        }
        return true
    }

    private static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return "\(number)"
    }

    private static func append(_ uuid: UUID, to buffer: inout [UInt8]) {
        let digits: StaticString = "0123456789abcdef"
        withUnsafeBytes(of: uuid.uuid) { bytes in
            for (index, byte) in bytes.enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 { buffer.append(UInt8(ascii: "-")) }
                buffer.append(digits.utf8Start[Int(byte >> 4)])
                buffer.append(digits.utf8Start[Int(byte & 15)])
            }
        }
    }

    /// PostgreSQL has no year 0 and no negative years; it writes them as years before Christ.
    private static func append(_ date: Date, to buffer: inout [UInt8]) {
        let seconds = date.timeIntervalSince1970
        if !seconds.isFinite || abs(seconds) > 9e12 {
            buffer.append(contentsOf: (seconds < 0 ? "-infinity" : "infinity").utf8)
            return
        }
        buffer.append(contentsOf: TimestampText.format(date).utf8)
        buffer.append(contentsOf: "+00".utf8)
    }
}

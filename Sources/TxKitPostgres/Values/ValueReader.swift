import FoundationEssentials
import TxKit

/// Reads values from PostgreSQL's text form.
enum ValueReader {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// The value of a text that is not NULL.
    ///
    /// What is not of the expected form, such as an infinite point in time, is given as text.
    static func value(_ bytes: Bytes, _ kind: ValueKind) -> DatabaseValue {
        if kind.isArray { return ArrayReader.read(bytes, kind.scalar) ?? text(bytes) }
        return scalar(bytes, kind.scalar)
    }

    /// The value of a text that is no array.
    static func scalar(_ bytes: Bytes, _ kind: ValueKind.Scalar) -> DatabaseValue {
        switch kind {
        case .text: text(bytes)
        case .integer: integer(bytes).map { .integer($0) } ?? text(bytes)
        case .bool: .bool(bytes.first == UInt8(ascii: "t"))
        case .double: Double(String(decoding: bytes, as: UTF8.self)).map { .double($0) } ?? text(bytes)
        case .decimal: .decimal(String(decoding: bytes, as: UTF8.self))
        case .bytes: .bytes(ByteaReader.read(bytes))
        case .uuid: uuid(bytes).map { .uuid($0) } ?? text(bytes)
        case .timestamp:
            TimestampText.parse(String(decoding: bytes, as: UTF8.self)).map { .timestamp($0) } ?? text(bytes)
        case .json: .json(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func text(_ bytes: Bytes) -> DatabaseValue { .text(String(decoding: bytes, as: UTF8.self)) }

    private static func integer(_ bytes: Bytes) -> Int64? {
        guard !bytes.isEmpty else { return nil }
        let isNegative = bytes[0] == UInt8(ascii: "-")
        // Negative numbers reach one further, so the sum is kept negative.
        var sum: Int64 = 0
        var index = isNegative ? 1 : 0
        guard index < bytes.count, bytes.count <= 20 else { return nil }
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            let (product, overflow) = sum.multipliedReportingOverflow(by: 10)
            let (next, carry) = product.subtractingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            sum = next
            index += 1
        }
        if isNegative { return sum }
        return sum == .min ? nil : -sum
    }

    private static func uuid(_ bytes: Bytes) -> UUID? {
        guard bytes.count == 36 else { return nil }
        var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isValid = withUnsafeMutableBytes(of: &value) { target in
            var position = 0
            for index in target.indices {
                if bytes[position] == UInt8(ascii: "-") { position += 1 }
                guard position + 1 < bytes.count, let high = ByteaReader.nibble(bytes[position]),
                    let low = ByteaReader.nibble(bytes[position + 1])
                else { return false }
                target[index] = high << 4 | low
                position += 2
            }
            return true
        }
        return isValid ? UUID(uuid: value) : nil
    }
}

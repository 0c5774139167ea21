import CLibPQ
import TxKit

/// Writes bound values in the form libpq sends.
///
/// All values of a statement are written into one buffer, which is kept for the next statement.
struct ParameterEncoder {
    private var types: [Oid] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var buffer: [UInt8] = []
    private var pointers: [UnsafePointer<CChar>?] = []

    /// Writes the values of a statement over those of the last one.
    mutating func encode(_ statement: DriverStatement) throws(DatabaseError) {
        // A statement with long values must not hold their memory for the life of the connection.
        if buffer.capacity > 65_536 { buffer = [] }
        buffer.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        formats.removeAll(keepingCapacity: true)
        for (index, value) in statement.values.enumerated() {
            try append(value, number: index + 1, statement)
        }
    }

    /// Gives the values as libpq's arrays, which live as long as the call.
    mutating func withParameters(
        _ body: (
            UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Int32
    ) -> Int32 {
        guard !types.isEmpty else { return body(nil, nil, nil, nil) }
        // Taken out and put back, so that its memory is used again and the closure reads nothing but the buffer.
        var pointers = self.pointers
        self.pointers = []
        pointers.removeAll(keepingCapacity: true)
        let result = buffer.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            for offset in offsets { pointers.append(offset < 0 ? nil : start?.advanced(by: offset)) }
            return body(types, pointers, lengths, formats)
        }
        self.pointers = pointers
        return result
    }

    private mutating func append(
        _ value: DatabaseValue,
        number: Int,
        _ statement: DriverStatement
    ) throws(DatabaseError) {
        let start = buffer.count
        if case .null = value {
            append(type: 0, offset: -1, length: 0, format: 0)
            return
        }
        if case .bytes(let bytes) = value {
            buffer.append(contentsOf: bytes)
            // An empty buffer may have no address, and no address means NULL.
            buffer.append(0)
            append(type: 17, offset: start, length: Int32(clamping: bytes.count), format: 1)
            return
        }
        guard ValueText.append(value, to: &buffer) else {
            throw DatabaseError(
                .valueOutOfRange,
                "The value of $\(number) holds a NUL character; PostgreSQL text cannot hold NUL. Remove it, or store "
                    + "the value as bytes in a bytea column.",
                statement: statement.text,
                values: statement.values
            )
        }
        let length = buffer.count - start
        buffer.append(0)
        append(type: Self.type(of: value), offset: start, length: Int32(clamping: length), format: 0)
    }

    private mutating func append(type: Oid, offset: Int, length: Int32, format: Int32) {
        types.append(type)
        offsets.append(offset)
        lengths.append(length)
        formats.append(format)
    }

    /// The type to tell the server; 0 lets it infer the type from the statement.
    private static func type(of value: DatabaseValue) -> Oid {
        switch value {
        case .bool: 16
        case .integer(let number): Int32(exactly: number) == nil ? 20 : 23
        case .double: 701
        case .decimal: 1700
        case .uuid: 2950
        case .timestamp: 1184
        case .bytes: 17
        case .null, .text, .json, .array: 0
        }
    }
}

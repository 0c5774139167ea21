import CSQLite3
import FoundationEssentials
import TxKit

extension PreparedStatement {
    /// The points in time with years of four digits, the only ones that SQLite's date functions know.
    private static let timestampSeconds = -62_167_219_200.0..<253_402_300_800.0

    /// Binds a value to the parameter of a position, starting at 1, and gives SQLite's result code.
    ///
    /// - Throws: A `DatabaseError` without statement and values, for a value that SQLite cannot hold.
    func bind(_ value: DatabaseValue, at position: Int) throws(DatabaseError) -> Int32 {
        let index = Int32(position)
        switch value {
        case .null: return sqlite3_bind_null(pointer, index)
        case .bool(let flag): return sqlite3_bind_int64(pointer, index, flag ? 1 : 0)
        case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
        case .double(let number):
            if number.isNaN { throw Self.notANumber(position) }
            return sqlite3_bind_double(pointer, index, number)
        case .decimal(let text), .text(let text), .json(let text): return bind(text, at: index)
        case .uuid(let uuid): return bind(uuid.uuidString, at: index)
        case .timestamp(let date):
            guard Self.timestampSeconds.contains(date.timeIntervalSince1970) else { throw Self.notADate(position) }
            return bind(TimestampText.format(date), at: index)
        case .bytes(let bytes):
            // An empty array may have no address, which SQLite would take for NULL.
            if bytes.isEmpty { return sqlite3_bind_zeroblob(pointer, index, 0) }
            return sqlite3_bind_blob64(pointer, index, bytes, UInt64(bytes.count), Self.transient)
        case .array:
            throw DatabaseError(
                .unsupported,
                "Value \(position) is an array, which SQLite does not have. Bind its elements one by one, or bind a "
                    + "JSON text and read it with json_each."
            )
        }
    }

    private func bind(_ text: String, at index: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                guard let start = characters.baseAddress else {
                    return sqlite3_bind_text(pointer, index, "", 0, Self.transient)
                }
                let count = UInt64(characters.count)
                return sqlite3_bind_text64(pointer, index, start, count, Self.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Tells SQLite to copy what it is given; C has this as a cast of -1, which Swift does not import.
    private static var transient: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    private static func notANumber(_ position: Int) -> DatabaseError {
        DatabaseError(
            .valueOutOfRange,
            "Value \(position) is not a number (NaN), which SQLite would store as NULL. Bind NULL where that is meant."
        )
    }

    private static func notADate(_ position: Int) -> DatabaseError {
        DatabaseError(
            .valueOutOfRange,
            "Value \(position) is a point in time outside the years 0000 to 9999, which SQLite's date functions do not "
                + "know. Bind NULL or a date in that range."
        )
    }
}

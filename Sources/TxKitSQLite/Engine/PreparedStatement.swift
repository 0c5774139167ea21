import CSQLite3
import TxKit

/// One compiled statement; finalized when it is let go.
final class PreparedStatement {
    let pointer: OpaquePointer
    /// The statement's first word in upper case.
    let keyword: String
    /// How many values it takes.
    let parameterCount: Int
    /// Whether SQLite counts the rows it changes; after any other statement it still tells an earlier one's count.
    let countsChanges: Bool

    private var names = ColumnNames.none
    private var namesGeneration: Int32 = -1

    init(_ pointer: OpaquePointer, keyword: String) {
        self.pointer = pointer
        self.keyword = keyword
        parameterCount = Int(sqlite3_bind_parameter_count(pointer))
        countsChanges =
            sqlite3_stmt_readonly(pointer) == 0
            && ["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"].contains(keyword)
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    /// Whether the compiled form may be used again.
    ///
    /// Some pragmas do their work while they are compiled, so each use has to compile them anew.
    var isReusable: Bool { keyword != "PRAGMA" }

    func step() -> Int32 { sqlite3_step(pointer) }

    /// Ends the run, lets its locks go and forgets its values.
    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    /// The names of the columns; to be asked after a step, which may compile the statement anew.
    var columns: ColumnNames {
        let generation = sqlite3_stmt_status(pointer, SQLITE_STMTSTATUS_REPREPARE, 0)
        guard generation != namesGeneration else { return names }
        namesGeneration = generation
        let count = sqlite3_column_count(pointer)
        names =
            count == 0
            ? .none
            : ColumnNames((0..<count).map { sqlite3_column_name(pointer, $0).map { String(cString: $0) } ?? "" })
        return names
    }

    /// The values of the row the statement stands on, by storage class.
    func row() -> [DatabaseValue] {
        let count = Int(sqlite3_data_count(pointer))
        return [DatabaseValue](unsafeUninitializedCapacity: count) { values, initialized in
            for index in 0..<count {
                values.initializeElement(at: index, to: value(at: Int32(index)))
            }
            initialized = count
        }
    }

    private func value(at index: Int32) -> DatabaseValue {
        switch sqlite3_column_type(pointer, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(pointer, index))
        case SQLITE_FLOAT: return .double(sqlite3_column_double(pointer, index))
        case SQLITE_TEXT:
            guard let start = sqlite3_column_text(pointer, index) else { return .text("") }
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        case SQLITE_BLOB:
            // SQLite gives no address for an empty blob.
            guard let start = sqlite3_column_blob(pointer, index) else { return .bytes([]) }
            let count = Int(sqlite3_column_bytes(pointer, index))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        default: return .null
        }
    }
}

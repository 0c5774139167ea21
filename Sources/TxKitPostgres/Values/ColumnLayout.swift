import CLibPQ
import TxKit

/// The names and types of a result's columns, shared by all results of the same form.
final class ColumnLayout {
    /// The layout of a result without columns.
    static var none: ColumnLayout { ColumnLayout(names: .none, types: []) }

    let names: ColumnNames
    private let types: [Oid]
    private let kinds: [ValueKind]

    /// Takes the layout of a result.
    convenience init(_ result: OpaquePointer) {
        let count = PQnfields(result)
        let names = (0..<count).map { String(cString: PQfname(result, $0)) }
        self.init(
            names: names.isEmpty ? .none : ColumnNames(names),
            types: (0..<count).map { PQftype(result, $0) }
        )
    }

    private init(names: ColumnNames, types: [Oid]) {
        self.names = names
        self.types = types
        kinds = types.map { ValueKind($0) }
    }

    /// Whether a result has these very names and types.
    func matches(_ result: OpaquePointer) -> Bool {
        guard Int(PQnfields(result)) == types.count else { return false }
        for index in types.indices {
            guard PQftype(result, Int32(index)) == types[index],
                let name = PQfname(result, Int32(index)), Self.isEqual(names.names[index], name)
            else { return false }
        }
        return true
    }

    /// Reads a whole result of this layout.
    func read(_ result: OpaquePointer) -> DriverResult {
        let count = PQntuples(result)
        var rows: [[DatabaseValue]] = []
        rows.reserveCapacity(Int(count))
        for row in 0..<count { rows.append(self.row(result, row)) }
        let tag = CommandTag(result)
        return DriverResult(columns: names, rows: rows, rowsAffected: tag.rowsAffected, tag: tag.name)
    }

    /// Reads one row.
    func row(_ result: OpaquePointer, _ row: Int32) -> [DatabaseValue] {
        [DatabaseValue](unsafeUninitializedCapacity: kinds.count) { values, count in
            for (index, kind) in kinds.enumerated() {
                values.initializeElement(at: index, to: Self.value(result, row, Int32(index), kind))
            }
            count = kinds.count
        }
    }

    private static func value(
        _ result: OpaquePointer,
        _ row: Int32,
        _ column: Int32,
        _ kind: ValueKind
    ) -> DatabaseValue {
        let length = Int(PQgetlength(result, row, column))
        if length == 0, PQgetisnull(result, row, column) == 1 { return .null }
        guard let start = PQgetvalue(result, row, column) else { return .null }
        return start.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
            ValueReader.value(UnsafeBufferPointer(start: bytes, count: length), kind)
        }
    }

    private static func isEqual(_ name: String, _ other: UnsafePointer<CChar>) -> Bool {
        var rest = other
        for byte in name.utf8 {
            guard UInt8(bitPattern: rest.pointee) == byte else { return false }
            rest += 1
        }
        return rest.pointee == 0
    }
}

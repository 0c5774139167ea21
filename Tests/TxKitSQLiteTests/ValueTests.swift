import FoundationEssentials
import Testing
import TxKit
import TxKitSQLite

@Suite struct ValueTests {
    private static let uuid = UUID(uuid: (0xAB, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 0xEF))

    @Test(arguments: [
        (DatabaseValue.null, DatabaseValue.null, "null"),
        (.bool(true), .integer(1), "integer"),
        (.bool(false), .integer(0), "integer"),
        (.integer(.min), .integer(.min), "integer"),
        (.integer(.max), .integer(.max), "integer"),
        (.double(0.1), .double(0.1), "real"),
        (.double(-.infinity), .double(-.infinity), "real"),
        (.decimal("12.50"), .text("12.50"), "text"),
        (.text(""), .text(""), "text"),
        (.text("Zoë 🐟 and a long tail of letters"), .text("Zoë 🐟 and a long tail of letters"), "text"),
        (.text("a\0b"), .text("a\0b"), "text"),
        (.bytes([]), .bytes([]), "blob"),
        (.bytes([0, 255, 7]), .bytes([0, 255, 7]), "blob"),
        (.uuid(uuid), .text("AB010203-0405-0607-0809-0A0B0C0D0EEF"), "text"),
        (.timestamp(Date(timeIntervalSince1970: 1.5)), .text("1970-01-01 00:00:01.500000"), "text"),
        (.json(#"{"a":1}"#), .text(#"{"a":1}"#), "text"),
    ])
    func goesInAndComesBack(value: DatabaseValue, expected: DatabaseValue, storage: String) async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v)")
        try await connection.query("INSERT INTO t VALUES (?)", [value])
        let row = try await connection.query("SELECT v, typeof(v) AS kind FROM t")
        #expect(row.rows == [[expected, .text(storage)]])
        #expect(row.columns.names == ["v", "kind"])
    }

    @Test func repairsTextThatIsNotUTF8() async throws {
        let connection = try await connect()
        #expect(try await connection.value("SELECT CAST(x'61FF' AS TEXT)") == .text("a\u{FFFD}"))
    }

    @Test(arguments: [
        (DatabaseValue.double(.nan), DatabaseError.Code.valueOutOfRange),
        (.timestamp(Date(timeIntervalSince1970: -62_167_219_201)), .valueOutOfRange),
        (.timestamp(Date(timeIntervalSince1970: 253_402_300_800)), .valueOutOfRange),
        (.array([.integer(1)]), .unsupported),
    ])
    func refusesWhatSQLiteCannotHold(value: DatabaseValue, code: DatabaseError.Code) async throws {
        let connection = try await connect()
        let failure = await connection.failure("SELECT ?, ?", [.integer(1), value])
        #expect(failure?.code == code)
        #expect(failure?.message.hasPrefix("Value 2 is ") == true)
        #expect(failure?.statement == "SELECT ?, ?")
        #expect(try await connection.value("SELECT ?, ?", [.integer(5), .null]) == .integer(5))
    }

    @Test func refusesAPointInTimeThatIsNone() async throws {
        let connection = try await connect()
        for seconds in [Double.infinity, .nan] {
            let failure = await connection.failure("SELECT ?", [.timestamp(Date(timeIntervalSince1970: seconds))])
            #expect(failure?.code == .valueOutOfRange)
            #expect(failure.map { String(reflecting: $0) }?.contains("0000 to 9999") == true)
        }
    }

    @Test func countsValuesAgainstPlaceholders() async throws {
        let connection = try await connect()
        let missing = await connection.failure("SELECT ?, ?", [.integer(1)])
        #expect(missing?.code == .statementFailed)
        #expect(missing?.message.contains("2 placeholders, but 1 values") == true)
        #expect(await connection.failure("SELECT 1", [.integer(1)])?.code == .statementFailed)
    }

    @Test func forgetsTheValuesOfTheRunBefore() async throws {
        let connection = try await connect()
        try await connection.query("CREATE TABLE t (v INTEGER NOT NULL)")
        try await connection.query("INSERT INTO t VALUES (?)", [.integer(7)])
        #expect(await connection.failure("INSERT INTO t VALUES (?)", [.null])?.code == .notNullViolation)
    }

    @Test func refusesMoreValuesThanTheLimit() async throws {
        let connection = try await connect()
        let values = [DatabaseValue](repeating: .null, count: 300_000)
        #expect(await connection.failure("SELECT ?", values)?.code == .tooManyParameters)
        #expect(await connection.failure("SELECT ?300000")?.code != nil)
        let list = repeatElement("?", count: 300_000).joined(separator: ",")
        #expect(await connection.failure("SELECT 1 WHERE 1 IN (\(list))")?.code == .tooManyParameters)
    }
}

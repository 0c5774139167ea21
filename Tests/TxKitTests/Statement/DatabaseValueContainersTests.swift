import FoundationEssentials
import Testing

@testable import TxKit

@Suite struct DatabaseValueContainersTests {
    enum Color: String, DatabaseValueConvertible { case red, green }
    enum Level: Int8, DatabaseValueConvertible { case low = 1, high = 2 }

    struct Ticker: DatabaseValueConvertible, Equatable {
        var symbol: String
        var databaseValue: DatabaseValue { .text(symbol) }
        static func fromDatabaseValue(_ value: DatabaseValue) -> Ticker? {
            String.fromDatabaseValue(value).map(Ticker.init)
        }
    }

    @Test("an optional is NULL or its value, and a value that does not fit is neither")
    func optionals() {
        #expect(Int?.none.databaseValue == .null)
        #expect(Int?.some(3).databaseValue == .integer(3))
        #expect(Int?.fromDatabaseValue(.null) == .some(nil))
        #expect(Int?.fromDatabaseValue(.integer(3)) == .some(3))
        #expect(Int?.fromDatabaseValue(.text("3")) == nil as Int??)
        #expect(Int8?.fromDatabaseValue(.integer(300)) == nil as Int8??)
    }

    @Test("an array of bytes is bytes, any other an SQL array")
    func arrays() {
        #expect(([1, 255] as [UInt8]).databaseValue == .bytes([1, 255]))
        #expect(["a", "b"].databaseValue == .array([.text("a"), .text("b")]))
        #expect([1, nil].databaseValue == .array([.integer(1), .null]))
        #expect([[1], []].databaseValue == .array([.array([.integer(1)]), .array([])]))
        #expect(([[1], [2, 3]] as [[UInt8]]).databaseValue == .array([.bytes([1]), .bytes([2, 3])]))
    }

    @Test("an empty array stays an SQL array, and only that of UInt8 is empty bytes")
    func emptyArrays() {
        #expect(([] as [UInt8]).databaseValue == .bytes([]))
        #expect(([] as [Int]).databaseValue == .array([]))
        #expect(([] as [String]).databaseValue == .array([]))
        #expect(([] as [UInt8?]).databaseValue == .array([]))
        #expect(([1] as [UInt8?]).databaseValue == .array([.integer(1)]))
    }

    @Test("arrays are read element by element; one that does not fit spoils all")
    func readingArrays() {
        #expect([String].fromDatabaseValue(.array([.text("a"), .text("b")])) == ["a", "b"])
        #expect([Int?].fromDatabaseValue(.array([.integer(1), .null])) == [1, nil])
        #expect([Int].fromDatabaseValue(.array([.integer(1), .null])) == nil)
        #expect([Int8].fromDatabaseValue(.array([.integer(1), .integer(300)])) == nil)
        #expect([[Int]].fromDatabaseValue(.array([.array([.integer(1)]), .array([])])) == [[1], []])
        #expect([UInt8].fromDatabaseValue(.bytes([1, 2])) == [1, 2])
        #expect([Int].fromDatabaseValue(.text("{1}")) == nil)
    }

    @Test("bytes are read as bytes alone, the empty ones too")
    func bytesAreNoArray() {
        #expect([Int].fromDatabaseValue(.bytes([1])) == nil)
        #expect([Int].fromDatabaseValue(.bytes([])) == nil)
        #expect([String].fromDatabaseValue(.bytes([])) == nil)
        #expect([UInt8].fromDatabaseValue(.bytes([])) == [])
    }

    @Test("an enum is bound and read by its raw value; an unknown one is not read")
    func rawValues() {
        #expect(Color.red.databaseValue == .text("red"))
        #expect(Color.fromDatabaseValue(.text("green")) == .green)
        #expect(Color.fromDatabaseValue(.text("blue")) == nil)
        #expect(Color.fromDatabaseValue(.integer(1)) == nil)
        #expect(Level.high.databaseValue == .integer(2))
        #expect(Level.fromDatabaseValue(.integer(1)) == .low)
        #expect(Level.fromDatabaseValue(.integer(300)) == nil)
        #expect([Color].fromDatabaseValue(.array([.text("red"), .text("green")])) == [.red, .green])
        #expect(Color?.fromDatabaseValue(.null) == .some(nil))
    }

    @Test("a type of one's own works in interpolations, optionals and arrays")
    func ownType() {
        let ticker = Ticker(symbol: "ACME")
        let statement: SQLStatement = "VALUES (\(ticker), \(Ticker?.none), \([ticker]))"
        #expect(statement.values == [.text("ACME"), .null, .array([.text("ACME")])])
        #expect([Ticker].fromDatabaseValue(.array([.text("ACME")])) == [ticker])
    }

    @Test("the debug text of a value is readable SQL, and long bytes are counted only")
    func debugTexts() throws {
        let uuid = try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF"))
        let texts: [(DatabaseValue, String)] = [
            (.null, "NULL"), (.bool(true), "true"), (.bool(false), "false"), (.integer(-5), "-5"),
            (.double(1.5), "1.5"), (.decimal("1.50"), "1.50"), (.text("it's"), "'it''s'"),
            (.bytes([0, 171]), "x'00ab'"), (.bytes(Array(repeating: 0, count: 17)), "<17 bytes>"),
            (.uuid(uuid), "'00112233-4455-6677-8899-AABBCCDDEEFF'"), (.json("{}"), "'{}'"),
            (.timestamp(Date(timeIntervalSince1970: 0)), "'1970-01-01 00:00:00'"),
            (.array([.integer(1), .null]), "[1, NULL]"),
        ]
        for (value, text) in texts { #expect(value.debugDescription == text) }
    }
}

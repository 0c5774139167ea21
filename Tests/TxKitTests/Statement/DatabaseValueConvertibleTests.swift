import FoundationEssentials
import Testing

@testable import TxKit

@Suite struct DatabaseValueConvertibleTests {
    private func roundTrips<Value: DatabaseValueConvertible & Equatable>(_ values: Value...) -> Bool {
        values.allSatisfy { Value.fromDatabaseValue($0.databaseValue) == $0 }
    }

    @Test("every standard type reads what it binds")
    func roundTrip() {
        #expect(roundTrips(true, false))
        #expect(roundTrips(Int.min, -1, 0, Int.max))
        #expect(roundTrips(Int8.min, Int8.max))
        #expect(roundTrips(Int16.min, Int16.max))
        #expect(roundTrips(Int32.min, Int32.max))
        #expect(roundTrips(Int64.min, Int64.max))
        #expect(roundTrips(UInt.min, UInt.max))
        #expect(roundTrips(UInt8.min, UInt8.max))
        #expect(roundTrips(UInt16.min, UInt16.max))
        #expect(roundTrips(UInt32.min, UInt32.max))
        #expect(roundTrips(UInt64.min, UInt64.max))
        #expect(roundTrips(0.1, -Double.greatestFiniteMagnitude, .infinity, .leastNonzeroMagnitude))
        #expect(roundTrips(Float(0.1), -Float.greatestFiniteMagnitude, .infinity))
        #expect(roundTrips(Decimal(string: "12.50")!, Decimal(string: "-0.0000001")!, Decimal(0)))
        #expect(roundTrips("", "a'b", "\u{0}", "naïve 👩‍👩‍👧"))
        #expect(roundTrips(UUID(), UUID()))
        #expect(roundTrips(Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: -1.5)))
        #expect(roundTrips(Data(), Data([0, 255])))
        #expect(roundTrips(DatabaseValue.null, .json("{}"), .array([.null])))
    }

    @Test("an integer is read only when it fits")
    func integersOutOfRange() {
        #expect(Int8.fromDatabaseValue(.integer(127)) == 127)
        #expect(Int8.fromDatabaseValue(.integer(128)) == nil)
        #expect(Int8.fromDatabaseValue(.integer(-129)) == nil)
        #expect(UInt.fromDatabaseValue(.integer(-1)) == nil)
        #expect(UInt16.fromDatabaseValue(.integer(65_536)) == nil)
        #expect(Int32.fromDatabaseValue(.integer(2_147_483_648)) == nil)
        #expect(Int64.fromDatabaseValue(.decimal("9223372036854775808")) == nil)
    }

    @Test("an integer above Int64.max is bound as exact decimal text")
    func largeUnsigned() {
        #expect(UInt64.max.databaseValue == .decimal("18446744073709551615"))
        #expect((UInt64(Int64.max)).databaseValue == .integer(.max))
        #expect(UInt64.fromDatabaseValue(.decimal("18446744073709551615")) == .max)
    }

    @Test("an integer is not read from other kinds")
    func integerKinds() {
        for value in [.null, .bool(true), .double(1), .text("1"), .decimal("1.5")] as [DatabaseValue] {
            #expect(Int.fromDatabaseValue(value) == nil, "\(value)")
        }
        #expect(Int.fromDatabaseValue(.decimal("12")) == 12)
    }

    @Test("a truth value is read from 0 and 1, which SQLite stores, and from no other number")
    func booleans() {
        #expect(Bool.fromDatabaseValue(.integer(0)) == false)
        #expect(Bool.fromDatabaseValue(.integer(1)) == true)
        #expect(Bool.fromDatabaseValue(.integer(2)) == nil)
        #expect(Bool.fromDatabaseValue(.text("true")) == nil)
        #expect(Bool.fromDatabaseValue(.null) == nil)
    }

    @Test("a floating point number is read from numbers that it can be")
    func floatingPoint() {
        #expect(Double.fromDatabaseValue(.integer(3)) == 3)
        #expect(Double.fromDatabaseValue(.integer(9_007_199_254_740_993)) == nil)
        #expect(Double.fromDatabaseValue(.decimal("12.5")) == 12.5)
        #expect(Double.fromDatabaseValue(.decimal("NaN"))?.isNaN == true)
        #expect(Double.fromDatabaseValue(.text("1.5")) == nil)
        #expect(Float.fromDatabaseValue(.double(0.1)) == 0.1)
        #expect(Float.fromDatabaseValue(.text("1.5")) == nil)
    }

    @Test("a finite number too large for Float is not read as infinity")
    func floatOutOfRange() {
        #expect(Float.fromDatabaseValue(.double(1e300)) == nil)
        #expect(Float.fromDatabaseValue(.double(-1e300)) == nil)
        #expect(Float.fromDatabaseValue(.double(.infinity)) == .infinity)
        #expect(Float.fromDatabaseValue(.double(.nan))?.isNaN == true)
    }

    @Test("an exact decimal is read from exact text, integers and the shortest text of a double")
    func decimals() {
        #expect(Decimal(string: "12.50")!.databaseValue == .decimal("12.5"))
        #expect(Decimal.fromDatabaseValue(.text("-1.25")) == Decimal(string: "-1.25"))
        #expect(Decimal.fromDatabaseValue(.decimal("1e-3")) == Decimal(string: "0.001"))
        #expect(Decimal.fromDatabaseValue(.decimal("12345678901234567890.123456789")) != nil)
        #expect(Decimal.fromDatabaseValue(.integer(.min)) == Decimal(Int64.min))
        #expect(Decimal.fromDatabaseValue(.double(0.1)) == Decimal(string: "0.1"))
        #expect(Decimal.fromDatabaseValue(.double(1e-7)) == Decimal(string: "0.0000001"))
        #expect(Decimal.fromDatabaseValue(.bool(true)) == nil)
        #expect(Decimal.fromDatabaseValue(.null) == nil)
    }

    @Test(
        "a decimal is not read from text that only starts like a number",
        arguments: ["12 apples", "1,5", "1.2.3", "", "abc", "0x10", "1e", "--1", "1.5 ", "12€", "-", ".", "NaN", "inf"]
    )
    func decimalGarbage(text: String) {
        #expect(Decimal.fromDatabaseValue(.text(text)) == nil)
        #expect(Decimal.fromDatabaseValue(.decimal(text)) == nil)
    }

    @Test("text is read from what engines give as text")
    func strings() {
        #expect(String.fromDatabaseValue(.decimal("1.50")) == "1.50")
        #expect(String.fromDatabaseValue(.json("[1]")) == "[1]")
        let uuid = UUID()
        #expect(String.fromDatabaseValue(.uuid(uuid)) == uuid.uuidString)
        for value in [.null, .integer(1), .bytes([65]), .bool(true)] as [DatabaseValue] {
            #expect(String.fromDatabaseValue(value) == nil, "\(value)")
        }
    }

    @Test("a UUID is read from its text and from sixteen bytes")
    func uuids() throws {
        let uuid = try #require(UUID(uuidString: "00112233-4455-6677-8899-AABBCCDDEEFF"))
        let bytes: [UInt8] = (0...15).map { $0 * 17 }
        #expect(UUID.fromDatabaseValue(.text("00112233-4455-6677-8899-aabbccddeeff")) == uuid)
        #expect(UUID.fromDatabaseValue(.bytes(bytes)) == uuid)
        #expect(UUID.fromDatabaseValue(.bytes(Array(bytes.dropLast()))) == nil)
        #expect(UUID.fromDatabaseValue(.text("no uuid")) == nil)
    }

    @Test("a date is read from a point in time and from its text form, which SQLite stores")
    func dates() {
        #expect(Date.fromDatabaseValue(.text("1970-01-02 00:00:01")) == Date(timeIntervalSince1970: 86_401))
        #expect(Date.fromDatabaseValue(.text("tomorrow")) == nil)
        #expect(Date.fromDatabaseValue(.integer(0)) == nil)
        #expect(Data.fromDatabaseValue(.text("abc")) == nil)
    }
}

import FoundationEssentials
import Testing

@testable import TxKit

@Suite struct RowDecoderTests {
    enum Color: String, Codable { case red, green }

    struct Person: Decodable, Equatable {
        var id: Int
        var firstName: String
        var nickName: String?
    }

    private func row(_ columns: KeyValuePairs<String, DatabaseValue>) -> Row {
        Row(columns: ColumnNames(columns.map(\.key)), values: columns.map(\.value))
    }

    private func decode<Value: Decodable>(_ columns: KeyValuePairs<String, DatabaseValue>) throws -> Value {
        try RowDecoder.decode(Value.self, from: row(columns))
    }

    @Test("properties find their columns by name, then by the name in snake case")
    func names() throws {
        let person = Person(id: 1, firstName: "Ann", nickName: "A")
        #expect(try decode(["id": .integer(1), "first_name": .text("Ann"), "nick_name": .text("A")]) == person)
        #expect(try decode(["nickName": .text("A"), "firstName": .text("Ann"), "id": .integer(1)]) == person)
        let both: Person = try decode(["id": .integer(1), "first_name": .text("no"), "firstName": .text("Ann")])
        #expect(both.firstName == "Ann")
    }

    @Test("an abbreviation in capitals is one word in snake case")
    func abbreviations() throws {
        struct Link: Decodable {
            var userID: Int
            var avatarURLText: String
            var line2: Int
        }
        let link: Link = try decode(["user_id": .integer(1), "avatar_url_text": .text("x"), "line2": .integer(2)])
        #expect(link.userID == 1)
        #expect(link.avatarURLText == "x")
    }

    @Test("coding keys rename columns")
    func codingKeys() throws {
        struct Renamed: Decodable {
            var identifier: Int
            enum CodingKeys: String, CodingKey { case identifier = "pk" }
        }
        let value: Renamed = try decode(["pk": .integer(5), "identifier": .integer(6)])
        #expect(value.identifier == 5)
    }

    @Test("a missing column names the property and the columns there are")
    func missingColumn() throws {
        let error = try #require(
            error {
                let _: Person = try decode(["id": .integer(1), "last_name": .text("x")])
            }
        )
        #expect(error.code == .columnNotFound)
        #expect(error.message.contains("'firstName'"))
        #expect(error.message.contains("id, last_name"))
    }

    @Test("an optional property is nil for NULL and for a missing column")
    func optionals() throws {
        let missing: Person = try decode(["id": .integer(1), "firstName": .text("Ann")])
        #expect(missing.nickName == nil)
        let null: Person = try decode(["id": .integer(1), "firstName": .text("Ann"), "nick_name": .null])
        #expect(null.nickName == nil)
    }

    @Test("NULL in a property that is no optional names the column")
    func nullValue() throws {
        let error = try #require(
            error {
                let _: Person = try decode(["id": .integer(1), "first_name": .null])
            }
        )
        #expect(error.code == .typeMismatch)
        #expect(error.message.contains("'first_name' is NULL"))
    }

    @Test("a value of another kind or out of range keeps its code, behind an optional too")
    func mismatch() {
        struct Small: Decodable { var n: Int8? }
        #expect(code { let _: Small = try decode(["n": .integer(300)]) } == .valueOutOfRange)
        #expect(code { let _: Small = try decode(["n": .text("x")]) } == .typeMismatch)
    }

    @Test("a column's value of a type that encodes itself otherwise is read as the column's")
    func valueTypes() throws {
        struct Everything: Decodable {
            var at: Date
            var id: UUID
            var price: Decimal
            var bytes: [UInt8]
            var data: Data
            var tags: [String]
            var scores: [Int?]
            var color: Color
            var ratio: Float
            var flag: Bool
            var other: Color?
        }
        let id = UUID()
        let value: Everything = try decode([
            "at": .text("1970-01-01 00:00:01"), "id": .text(id.uuidString), "price": .decimal("12.50"),
            "bytes": .bytes([1, 2]), "data": .bytes([3]), "tags": .array([.text("a")]),
            "scores": .array([.integer(1), .null]), "color": .text("green"), "ratio": .double(0.5), "flag": .integer(1),
            "other": .null,
        ])
        #expect(value.at == Date(timeIntervalSince1970: 1))
        #expect(value.id == id)
        #expect(value.price == Decimal(string: "12.5"))
        #expect(value.bytes == [1, 2] && value.data == Data([3]))
        #expect(value.tags == ["a"] && value.scores == [1, nil])
        #expect(value.color == .green && value.other == nil)
        #expect(value.ratio == 0.5 && value.flag)
    }

    @Test("a row of one column is decoded as its value")
    func singleColumn() throws {
        #expect(try decode(["count": .integer(3)]) as Int == 3)
        #expect(try decode(["max": .null]) as Int? == nil)
        #expect(try decode(["max": .integer(3)]) as Int? == 3)
        #expect(try decode(["c": .text("red")]) as Color == .red)
        #expect(
            try decode(["at": .timestamp(Date(timeIntervalSince1970: 5))]) as Date == Date(timeIntervalSince1970: 5)
        )
        #expect(try decode(["tags": .array([.text("a")])]) as [String] == ["a"])
        struct One: Decodable { var id: Int }
        let one: One = try decode(["id": .integer(9)])
        #expect(one.id == 9)
    }

    @Test("a row of several columns is no single value, and no list")
    func notSingle() throws {
        let error = try #require(error { let _: Color = try decode(["a": .text("red"), "b": .null]) })
        #expect(error.code == .typeMismatch)
        #expect(error.message.contains("2 columns"))
        struct List: Decodable {
            init(from decoder: any Decoder) throws { _ = try decoder.unkeyedContainer() }
        }
        #expect(code { let _: List = try decode(["a": .text("red"), "b": .null]) } == .typeMismatch)
    }

    @Test("a structure inside a column is refused, naming the column")
    func nestedStructure() throws {
        struct Outer: Decodable {
            struct Inner: Decodable { var a: Int }
            var inner: Inner
            var id: Int
        }
        let error = try #require(error { let _: Outer = try decode(["inner": .json("{}"), "id": .integer(1)]) })
        #expect(error.code == .typeMismatch)
        #expect(error.message.contains("'inner'"))
    }
}

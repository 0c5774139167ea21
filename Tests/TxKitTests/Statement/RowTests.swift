import Testing

@testable import TxKit

@Suite struct RowTests {
    let row = Row(
        columns: ColumnNames(["id", "name", "note", "id"]),
        values: [.integer(300), .text("Ann"), .null, .integer(7)]
    )

    @Test("a value is found by name and by position; of two columns with one name the first")
    func finding() throws {
        #expect(try row.get("name", as: String.self) == "Ann")
        #expect(try row.get("id", as: Int.self) == 300)
        #expect(try row.get(3, as: Int.self) == 7)
        #expect(try row.get("note", as: String?.self) == nil)
        #expect(try row.get("name", as: String?.self) == "Ann")
        let inferred: Int = try row.get("id")
        #expect(inferred == 300)
        #expect(row["name"] == .text("Ann"))
        #expect(row["nothing"] == nil)
        #expect(row[2] == .null)
    }

    @Test("a name that is no column is an error that names it and those there are")
    func unknownName() throws {
        let error = try #require(error { _ = try row.get("email", as: String.self) })
        #expect(error.code == .columnNotFound)
        #expect(error.message.contains("'email'"))
        #expect(error.message.contains("id, name, note"))
        // Names are compared as the engine gave them.
        #expect(code { _ = try row.get("NAME", as: String.self) } == .columnNotFound)
    }

    @Test("a position that is no column is an error", arguments: [-1, 4, .max])
    func unknownPosition(position: Int) throws {
        let error = try #require(error { _ = try row.get(position, as: Int.self) })
        #expect(error.code == .columnNotFound)
        #expect(error.message.contains("\(position)"))
        #expect(error.message.contains("4 columns"))
    }

    @Test("NULL read as a type that is no optional names column and type")
    func nullValue() throws {
        let error = try #require(error { _ = try row.get("note", as: String.self) })
        #expect(error.code == .typeMismatch)
        #expect(error.message.contains("'note' is NULL"))
        #expect(error.message.contains("String?"))
    }

    @Test("an integer that does not fit is out of range, for an optional too")
    func outOfRange() throws {
        let error = try #require(error { _ = try row.get("id", as: Int8.self) })
        #expect(error.code == .valueOutOfRange)
        #expect(error.message.contains("'id'"))
        #expect(error.message.contains("Int8"))
        #expect(error.values == [.integer(300)])
        #expect(code { _ = try row.get("id", as: Int8?.self) } == .valueOutOfRange)
        #expect(code { _ = try row.get(0, as: UInt8.self) } == .valueOutOfRange)
    }

    @Test("a value of another kind names column, kind and type")
    func otherKind() throws {
        let error = try #require(error { _ = try row.get("name", as: Int.self) })
        #expect(error.code == .typeMismatch)
        #expect(error.message.contains("'name'"))
        #expect(error.message.contains("kind text"))
        #expect(error.message.contains("Int"))
        #expect(code { _ = try row.get("id", as: Bool.self) } == .typeMismatch)
    }

    @Test("what does not fit is not in the text of the error, only in its debug text")
    func redaction() throws {
        let row = Row(columns: ColumnNames(["pin"]), values: [.text("s3cret")])
        let error = try #require(error { _ = try row.get("pin", as: Int.self) })
        #expect(!error.description.contains("s3cret"))
        #expect(error.debugDescription.contains("s3cret"))
    }

    @Test("the debug text shows names and values")
    func debugText() {
        #expect(row.debugDescription == "[id: 300, name: 'Ann', note: NULL, id: 7]")
    }

    @Test("a row of a result without columns has none")
    func empty() {
        let row = Row(columns: .none, values: [])
        #expect(row["id"] == nil)
        #expect(code { _ = try row.get(0, as: Int.self) } == .columnNotFound)
    }
}

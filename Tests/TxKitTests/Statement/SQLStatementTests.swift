import FoundationEssentials
import Testing

@testable import TxKit

@Suite struct SQLStatementTests {
    @Test("a literal without values is its own text")
    func literal() {
        let statement: SQLStatement = "SELECT 1"
        #expect(statement.text(.sqlite) == "SELECT 1")
        #expect(statement.text(.postgresql) == "SELECT 1")
        #expect(statement.values.isEmpty)
    }

    @Test("interpolated values are bound and never text")
    func values() {
        let name = "Robert'); DROP TABLE students; --"
        let statement: SQLStatement = "INSERT INTO t VALUES (\(name), \(42), \(true), \(1.5))"
        #expect(statement.text(.sqlite) == "INSERT INTO t VALUES (?, ?, ?, ?)")
        #expect(statement.text(.postgresql) == "INSERT INTO t VALUES ($1, $2, $3, $4)")
        #expect(statement.values == [.text(name), .integer(42), .bool(true), .double(1.5)])
    }

    @Test("a string literal inside an interpolation is a value, although a statement can be written as a literal too")
    func literalInInterpolation() {
        let statement: SQLStatement = "SELECT \("a' OR '1")"
        #expect(statement.text(.postgresql) == "SELECT $1")
        #expect(statement.values == [.text("a' OR '1")])
    }

    @Test("a value at either end of the statement gets its placeholder")
    func ends() {
        let statement: SQLStatement = "\(1)\(2)"
        #expect(statement.text(.postgresql) == "$1$2")
        #expect(statement.text(.sqlite) == "??")
    }

    @Test("an optional binds its value, or NULL")
    func optionals() {
        let some: Int? = 7
        let none: String? = nil
        let date: Date? = nil
        let statement: SQLStatement = "VALUES (\(some), \(none), \(date))"
        #expect(statement.text(.postgresql) == "VALUES ($1, $2, $3)")
        #expect(statement.values == [.integer(7), .null, .null])
    }

    @Test("more than nine values are numbered in full")
    func manyValues() {
        var interpolation = SQLStatement.StringInterpolation(literalCapacity: 0, interpolationCount: 12)
        for number in 1...12 {
            interpolation.appendInterpolation(number)
            interpolation.appendLiteral(",")
        }
        let statement = SQLStatement(stringInterpolation: interpolation)
        #expect(statement.text(.postgresql) == "$1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,")
        #expect(statement.values.count == 12)
    }

    @Test(
        "a quoted identifier cannot be left, whatever it holds",
        arguments: [
            ("users", #""users""#),
            ("Order Items", #""Order Items""#),
            (#"a"b"#, #""a""b""#),
            (#"""#, #""""""#),
            (#"x"; DROP TABLE y; --"#, #""x""; DROP TABLE y; --""#),
            ("", #""""#),
            ("größe", #""größe""#),
        ]
    )
    func identifiers(name: String, quoted: String) {
        let statement: SQLStatement = "SELECT * FROM \(identifier: name)"
        #expect(statement.text(.sqlite) == "SELECT * FROM " + quoted)
        #expect(statement.values.isEmpty)
    }

    @Test("a quote that a combining mark hides from Swift's characters is doubled all the same")
    func identifierWithCombiningMark() {
        // For Swift `"` + U+0301 is one character that is not `"`; for the engine the name would end at it.
        let name = "a\"\u{301}; DROP TABLE users; --"
        #expect(Array(SQLStatement.quoted(name).utf8) == Array("\"a\"\"\u{301}; DROP TABLE users; --\"".utf8))
    }

    @Test("raw text is spliced as it is, beside values")
    func raw() {
        let statement: SQLStatement = "SELECT * FROM t WHERE a = \(1) \(raw: "ORDER BY b DESC") LIMIT \(2)"
        #expect(statement.text(.postgresql) == "SELECT * FROM t WHERE a = $1 ORDER BY b DESC LIMIT $2")
        #expect(SQLStatement(raw: "VACUUM").text(.sqlite) == "VACUUM")
    }

    @Test("a nested statement brings its values, and all are numbered anew")
    func nested() {
        let filter: SQLStatement = "age > \(18) AND name = \("Ann")"
        let both: SQLStatement = "(\(filter)) OR (\(filter))"
        let statement: SQLStatement = "SELECT * FROM t WHERE id = \(1) AND (\(both)) AND x = \(9)"
        #expect(
            statement.text(.postgresql)
                == "SELECT * FROM t WHERE id = $1 AND ((age > $2 AND name = $3) OR (age > $4 AND name = $5)) AND x = $6"
        )
        #expect(
            statement.text(.sqlite)
                == "SELECT * FROM t WHERE id = ? AND ((age > ? AND name = ?) OR (age > ? AND name = ?)) AND x = ?"
        )
        let pair: [DatabaseValue] = [.integer(18), .text("Ann")]
        #expect(statement.values == [.integer(1)] + pair + pair + [.integer(9)])
    }

    @Test("a nested statement without values is only text")
    func nestedWithoutValues() {
        let table: SQLStatement = "accounts"
        let statement: SQLStatement = "SELECT \(1) FROM \(table) WHERE \(2)"
        #expect(statement.text(.postgresql) == "SELECT $1 FROM accounts WHERE $2")
    }

    @Test("statements are equal when text and values are")
    func equality() {
        let one: SQLStatement = "SELECT \(1)"
        let same: SQLStatement = "SELECT \(1)"
        let other: SQLStatement = "SELECT \(2)"
        #expect(one == same)
        #expect(one != other)
        #expect(one != SQLStatement(raw: "SELECT $1"))
    }

    @Test("the target of bulk rows quotes table and schema")
    func bulkTarget() {
        #expect(BulkRows(table: #"a"b"#, columns: [], rows: []).target == #""a""b""#)
        #expect(BulkRows(table: "t", schema: "s.x", columns: [], rows: []).target == #""s.x"."t""#)
    }
}

import Testing
import TxKit

private struct Item: Decodable, Equatable {
    var name: String
    var itemAmount: Int
}

private struct Strict: Decodable {
    var amount: Int
}

private struct Unknown: Decodable {
    var missing: Int
}

extension Promise {
    static let rowDecoding = [
        Promise("rows are decoded by the names of their columns") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name, amount) VALUES ('a', 1), ('b', 2)")
            let query: SQLStatement = "SELECT amount AS item_amount, name FROM items ORDER BY name"
            let items = try await bench.database.query(query, as: Item.self)
            #expect(items == [Item(name: "a", itemAmount: 1), Item(name: "b", itemAmount: 2)])
            let one = try await bench.database.queryOne(
                "SELECT name, 5 AS item_amount FROM items LIMIT 1", as: Item.self)
            #expect(one?.itemAmount == 5)
        },
        Promise("execute gives the number of rows affected") { site in
            let bench = try await site.bench()
            let inserted = try await bench.database.execute("INSERT INTO items (name) VALUES ('a'), ('b'), ('c')")
            let updated = try await bench.database.execute("UPDATE items SET amount = 1 WHERE name <> 'a'")
            let none = try await bench.database.execute("UPDATE items SET amount = 1 WHERE name = 'x'")
            let deleted = try await bench.database.execute("DELETE FROM items")
            let read = try await bench.database.execute("CREATE TABLE extra (id BIGINT)")
            #expect([inserted, updated, none, deleted, read] == [3, 2, 0, 3, 0])
        },
        Promise("a query for one row gives none, one, or an error that names the number") { site in
            let bench = try await site.bench()
            #expect(try await bench.database.queryOne("SELECT name FROM items") == nil)
            try await bench.database.add("a")
            #expect(try await bench.database.queryOne("SELECT name FROM items", as: String.self) == "a")
            try await bench.database.add("b")
            let line: UInt = #line + 2
            let error = await failure(.unexpectedRowCount) {
                try await bench.database.queryOne("SELECT name FROM items WHERE name <> \("c")")
            }
            #expect(error?.message.contains("2 rows") == true)
            #expect(error?.statement == bench.statements.last)
            #expect(error?.place?.line == line)
        },
        Promise("a scalar is the first column of the only row, or nil") { site in
            let bench = try await site.bench()
            #expect(try await bench.database.scalar("SELECT amount FROM items", as: Int.self) == nil)
            try await bench.database.execute("INSERT INTO items (name, amount) VALUES ('a', NULL)")
            #expect(try await bench.database.scalar("SELECT amount FROM items", as: Int.self) == nil)
            #expect(try await bench.database.scalar("SELECT name, amount FROM items", as: String.self) == "a")
            try await bench.database.add("b")
            await failure(.unexpectedRowCount) {
                try await bench.database.scalar("SELECT name FROM items", as: String.self)
            }
        },
        Promise("a row that cannot be decoded is an error with its statement and place") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name, amount) VALUES ('secret', NULL)")
            let text = "SELECT amount, name FROM items"
            let query = SQLStatement(raw: text)
            let line: UInt = #line + 2
            let errors = [
                await failure(.typeMismatch) { try await bench.database.query(query, as: Strict.self) },
                await failure(.columnNotFound) { try await bench.database.query(query, as: Unknown.self) },
                await failure(.columnNotFound) { try await bench.database.queryOne(query, as: Unknown.self) },
                await failure(.typeMismatch) {
                    try await bench.database.scalar("SELECT name FROM items WHERE name <> \("x")", as: Int.self)
                },
            ]
            #expect(errors.map { $0?.place?.line } == [line, line + 1, line + 2, line + 4])
            #expect(errors.map(\.?.statement) == [text, text, text, bench.statements.last])
            #expect(errors[0]?.message.contains("amount") == true && errors[1]?.message.contains("missing") == true)
        },
        Promise("a value that does not fit is an error and never another value") { site in
            let bench = try await site.bench()
            try await bench.database.execute("INSERT INTO items (name, amount) VALUES ('12', 300)")
            let found = try await bench.database.queryOne("SELECT name, amount, 1.5 AS ratio, NULL AS empty FROM items")
            guard let row = found else { return #expect(Bool(false)) }
            await failure(.valueOutOfRange) { try row.get("amount", as: Int8.self) }
            await failure(.valueOutOfRange) { try row.get("amount", as: UInt8.self) }
            await failure(.typeMismatch) { try row.get("amount", as: Bool.self) }
            await failure(.typeMismatch) { try row.get("name", as: Int.self) }
            await failure(.typeMismatch) { try row.get("ratio", as: Int.self) }
            await failure(.typeMismatch) { try row.get("empty", as: String.self) }
            await failure(.columnNotFound) { try row.get("other", as: String.self) }
            await failure(.columnNotFound) { try row.get(4, as: String.self) }
            #expect(try row.get("empty", as: String?.self) == nil)
            #expect(try row.get("amount", as: UInt16.self) == 300)
        },
    ]
}

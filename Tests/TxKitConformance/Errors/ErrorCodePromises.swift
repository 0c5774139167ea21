import Testing
import TxKit

extension Promise {
    private static let violations: [(SQLStatement, DatabaseError.Code, String)] = [
        ("INSERT INTO items (name) VALUES (\("a"))", .uniqueViolation, "23505"),
        ("INSERT INTO items (id, name) VALUES (1, \("b"))", .uniqueViolation, "23505"),
        ("INSERT INTO items (name) VALUES (\(String?.none))", .notNullViolation, "23502"),
        ("INSERT INTO items (name, amount) VALUES ('b', \(-1))", .checkViolation, "23514"),
        ("INSERT INTO children (id, strict_id) VALUES (1, \(99))", .foreignKeyViolation, "23503"),
        ("SELECT * FROM nowhere", .statementFailed, "42P01"),
        ("SELEC 1", .statementFailed, "42601"),
    ]

    static let errorCodes = [
        Promise("each kind of violation has its code, inside a block and outside") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.execute("INSERT INTO items (id, name) VALUES (1, 'a')")
            for (statement, code, sqlState) in violations {
                let outside = await failure(code) { try await bench.database.execute(statement) }
                let inside = await failure(code) {
                    try await bench.database.withTransaction { try await $0.execute(statement) }
                }
                for error in [outside, inside] {
                    #expect(error?.statement == statement.text(site.dialect))
                    #expect(error?.values == statement.values)
                    #expect(error?.isConflict == false)
                    switch site.dialect {
                    case .sqlite: #expect(error?.sqlState == nil && error?.engineCode != nil)
                    case .postgresql: #expect(error?.sqlState == sqlState)
                    }
                }
            }
            #expect(try await bench.committed() == ["a"])
            #expect(bench.database.connectionCounts.open == 1)
        },
        Promise("a number that does not fit its column is an error or kept whole") { site in
            let bench = try await site.bench()
            func insert() async throws {
                try await bench.database.execute("INSERT INTO kinds (small) VALUES (\(70_000))")
            }
            switch site.dialect {
            case .sqlite:
                try await insert()
                #expect(try await bench.database.scalar("SELECT small FROM kinds", as: Int.self) == 70_000)
            case .postgresql: await failure(.valueOutOfRange) { try await insert() }
            }
        },
        Promise("two statements in one are refused, and nothing of them is kept") { site in
            let bench = try await site.bench()
            let both = SQLStatement(raw: "\(adding("a")); \(adding("b"))")
            await failure(.statementFailed) { try await bench.database.execute(both) }
            #expect(try await bench.committed() == [])
        },
    ]
}

import FoundationEssentials
import Testing
import TxKit

/// One row of `kinds`, a property for each kind of value that both engines have.
private struct Kinds: Decodable, Equatable {
    var flag: Bool?
    var whole: Int64?
    var small: Int16?
    var fraction: Double?
    var exact: Decimal?
    var words: String?
    var raw: Data?
    var mark: UUID?
    var moment: Date?
    var document: String?

    func insert(into database: Database) async throws {
        try await database.execute(
            """
            INSERT INTO kinds (flag, whole, small, fraction, exact, words, raw, mark, moment, document)
            VALUES (\(flag), \(whole), \(small), \(fraction), \(exact), \(words), \(raw), \(mark), \(moment), \
            \(document.map(DatabaseValue.json)))
            """
        )
    }
}

extension Promise {
    private static let samples: [Kinds] = [
        Kinds(),
        Kinds(
            flag: true, whole: .max, small: .max, fraction: 0.1, exact: Decimal(string: "12345.6789"), words: "Grüße 👋",
            raw: Data([0, 1, 255]), mark: UUID(), moment: Date(timeIntervalSince1970: 1_700_000_000.25),
            document: #"{"a": [1, null]}"#
        ),
        Kinds(
            flag: false, whole: .min, small: .min, fraction: -1.797e308, exact: Decimal(string: "-0.05"), words: "",
            raw: Data(), mark: UUID(), moment: Date(timeIntervalSince1970: -1.5), document: "[]"
        ),
        Kinds(
            whole: 0, fraction: 2.5e-308, exact: Decimal(string: "99999999999999999999.5"),
            words: "'; DROP TABLE kinds; --\n\t\\",
            raw: Data(0...255), moment: Date(timeIntervalSince1970: 0)
        ),
    ]

    static let values = [
        Promise("a value in a statement is bound, never text") { site in
            let bench = try await site.bench()
            let hostile = "x'); DROP TABLE items; --"
            try await bench.database.execute("INSERT INTO items (name) VALUES (\(hostile))")
            let placeholder = site.dialect == .sqlite ? "?" : "$1"
            #expect(bench.statements == ["INSERT INTO items (name) VALUES (\(placeholder))"])
            #expect(try await bench.committed() == [hostile])
            let found = try await bench.database.queryOne("SELECT id FROM items WHERE name = \(hostile)")
            #expect(found != nil)
            let none = try await bench.database.query("SELECT id FROM items WHERE name = \("' OR '1' = '1")")
            #expect(none.isEmpty)
        },
        Promise("each kind of value comes back as it went in") { site in
            let bench = try await site.bench()
            for sample in samples {
                try await bench.database.execute("DELETE FROM kinds")
                try await sample.insert(into: bench.database)
                let found = try await bench.database.query("SELECT * FROM kinds", as: Kinds.self)
                #expect(found == [sample])
            }
        },
        Promise("each kind of value comes back by a streamed query and after a bulk insert too") { site in
            let bench = try await site.bench()
            let columns = ["whole", "small", "fraction", "words", "raw", "flag"]
            let rows: [[any DatabaseValueConvertible]] = samples.map {
                [$0.whole, $0.small, $0.fraction, $0.words, $0.raw, $0.flag]
            }
            try await bench.database.insert(into: "kinds", columns: columns, rows: rows)
            let query: SQLStatement = "SELECT whole, small, fraction, words, raw, flag FROM kinds"
            let streamed = try await bench.database.withRows(query) { stream in
                var found: [Kinds] = []
                for try await row in stream {
                    found.append(
                        Kinds(
                            flag: try row.get("flag"), whole: try row.get("whole"), small: try row.get("small"),
                            fraction: try row.get("fraction"), words: try row.get("words"), raw: try row.get("raw")
                        )
                    )
                }
                return found
            }
            let expected = samples.map { sample in
                var sample = sample
                (sample.exact, sample.mark, sample.moment, sample.document) = (nil, nil, nil, nil)
                return sample
            }
            #expect(streamed == expected)
        },
        Promise("arrays are PostgreSQL's; SQLite refuses them") { site in
            let bench = try await site.bench()
            let (numbers, labels) = ([1, -2, 3], ["a", "b,\"c\"", ""])
            func insert() async throws {
                try await bench.database.execute("INSERT INTO kinds (numbers, labels) VALUES (\(numbers), \(labels))")
            }
            switch site.dialect {
            case .sqlite:
                await failure(.unsupported) { try await bench.database.execute("SELECT \(numbers)") }
            case .postgresql:
                try await insert()
                let row = try await bench.database.queryOne("SELECT numbers, labels FROM kinds")
                #expect(try row?.get("numbers", as: [Int].self) == numbers)
                #expect(try row?.get("labels", as: [String].self) == labels)
            }
        },
        Promise("more values than the engine takes are refused") { site in
            let bench = try await site.bench(connections: 1)
            // PostgreSQL takes 65,535; SQLite what it was compiled with, by default 32,766 and on Debian 250,000.
            let count = site.dialect == .sqlite ? 250_001 : 65_536
            var text = SQLStatement.StringInterpolation(literalCapacity: 0, interpolationCount: count)
            text.appendLiteral("SELECT 1 WHERE 1 IN (0")
            for number in 1...count {
                text.appendLiteral(", ")
                text.appendInterpolation(number)
            }
            text.appendLiteral(")")
            let statement = SQLStatement(stringInterpolation: text)
            await failure(.tooManyParameters) { try await bench.database.execute(statement) }
            try await bench.database.withTransaction { try await $0.add("a") }
            #expect(try await bench.committed() == ["a"])
        },
        Promise("names are quoted") { site in
            let bench = try await site.bench()
            let name = "a \"strange\" name; --"
            try await bench.database.execute("CREATE TABLE \(identifier: name) (\(identifier: name) BIGINT)")
            try await bench.database.execute("INSERT INTO \(identifier: name) VALUES (\(4))")
            let row = try await bench.database.queryOne("SELECT * FROM \(identifier: name)")
            #expect(try row?.get(name, as: Int.self) == 4)
        },
    ]
}

import Testing
import TxKit

extension Promise {
    private static let columns = ["name", "amount"]

    static let bulkInserts = [
        Promise("a bulk insert inserts all rows and gives their number") { site in
            let bench = try await site.bench()
            let rows: [[any DatabaseValueConvertible]] = (0..<5000).map { ["row \($0)", $0] }
            #expect(try await bench.database.insert(into: "items", columns: columns, rows: rows) == 5000)
            let sum = try await bench.witness.scalar("SELECT CAST(sum(amount) AS BIGINT) FROM items", as: Int.self)
            #expect(sum == 4999 * 5000 / 2)
            #expect(try await bench.database.insert(into: "items", columns: columns, rows: []) == 0)
        },
        Promise("a bulk insert keeps each character and each NULL") { site in
            let bench = try await site.bench()
            let names = ["tab\t", "line\nline\r\n", "\\N", "\\", "'\"", "", "é👋", "a,b", "\\."]
            let rows: [[any DatabaseValueConvertible]] = names.map { [$0, Int?.none] }
            try await bench.database.insert(into: "items", columns: columns, rows: rows)
            #expect(Set(try await bench.committed()) == Set(names))
            let query: SQLStatement = "SELECT count(*) FROM items WHERE amount IS NULL"
            #expect(try await bench.witness.scalar(query, as: Int.self) == names.count)
        },
        Promise("a bulk insert that fails inserts nothing") { site in
            let bench = try await site.bench(connections: 1)
            var rows: [[any DatabaseValueConvertible]] = (0..<3000).map { ["row \($0)", $0] }
            rows.append(["row 7", 1])
            await failure(.uniqueViolation) {
                try await bench.database.insert(into: "items", columns: columns, rows: rows)
            }
            rows[3000] = ["negative", -1]
            await failure(.checkViolation) {
                try await bench.database.insert(into: "items", columns: columns, rows: rows)
            }
            #expect(try await bench.committed() == [])
            try await bench.database.withTransaction { try await $0.add("a") }
            #expect(bench.database.connectionCounts.open == 1)
        },
        Promise("a bulk insert in a block is part of it") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { transaction in
                    try await transaction.insert(into: "items", columns: columns, rows: [["a", 1]])
                    #expect(try await transaction.countItems() == 1)
                    throw Mishap()
                }
            }
            #expect(bench.statements.first == bench.begin && bench.statements.last == "ROLLBACK")
            #expect(try await bench.committed() == [])
        },
        Promise("a bulk insert that fails in a nested block leaves the outer block whole") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                await failure(.uniqueViolation) {
                    try await outer.withTransaction {
                        try await $0.insert(into: "items", columns: columns, rows: [["b", 1], ["a", 2]])
                    }
                }
                try await outer.add("c")
            }
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("observers see one statement for a bulk insert") { site in
            let bench = try await site.bench()
            try await bench.database.insert(into: "items", columns: columns, rows: [["a", 1], ["b", 2]])
            #expect(bench.statements == ["INSERT INTO \"items\" /* 2 rows in bulk */"])
        },
    ]
}

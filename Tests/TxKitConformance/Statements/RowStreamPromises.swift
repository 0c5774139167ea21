import Testing
import TxKit

extension Promise {
    private static let tenThousand: SQLStatement =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) SELECT i FROM n"

    static let rowStreams = [
        Promise("a stream gives each of ten thousand rows once, in order") { site in
            let bench = try await site.bench(connections: 1)
            let rows = try await bench.database.withRows(tenThousand) { rows in
                var seen: [Int] = []
                for try await row in rows { seen.append(try row.get("i")) }
                return seen
            }
            #expect(rows == Array(1...10_000))
            #expect(bench.database.connectionCounts.idle == 1)
        },
        Promise("a stream that is left early leaves the connection fit for use") { site in
            let bench = try await site.bench(connections: 1)
            for _ in 1...3 {
                let first = try await bench.database.withRows(tenThousand) { rows in
                    for try await row in rows { return try row.get(0, as: Int.self) }
                    return 0
                }
                #expect(first == 1)
            }
            try await bench.database.withTransaction { transaction in
                try await transaction.withRows(tenThousand) { _ in }
                try await transaction.add("a")
            }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["a"])
        },
        Promise("an error in a stream's closure arrives unchanged, and the block can go on") { site in
            let bench = try await site.bench(connections: 1)
            let mishap = Mishap()
            try await bench.database.withTransaction { transaction in
                await expectFailure(mishap) {
                    try await transaction.withRows(tenThousand) { rows in for try await _ in rows { throw mishap } }
                }
                try await transaction.add("a")
            }
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a statement on the same session from inside a stream's closure is refused") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                let line: UInt = #line + 1
                try await transaction.withRows(tenThousand) { rows in
                    for try await _ in rows {
                        let error = await failure(.connectionBusy) { try await transaction.add("a") }
                        #expect(error?.message.contains("\(#fileID):\(line)") == true)
                        await failure(.connectionBusy) { try await bench.database.add("a") }
                        await failure(.connectionBusy) { try await transaction.withTransaction { _ in } }
                        let child = Task { try await transaction.add("a") }
                        await failure(.connectionBusy) { try await child.value }
                        break
                    }
                }
                try await transaction.add("b")
            }
            #expect(try await bench.committed() == ["b"])
        },
        Promise("inside a stream outside of any block the database has other connections") { site in
            let bench = try await site.bench()
            try await bench.database.withRows(tenThousand) { rows in
                for try await _ in rows {
                    try await bench.database.add("a")
                    break
                }
            }
            #expect(try await bench.committed() == ["a"])
        },
        Promise("cancelling a task that goes through a stream ends it") { site in
            let bench = try await site.bench(connections: 1)
            let task = Task {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    try await transaction.withRows(tenThousand) { rows in
                        for try await _ in rows { withUnsafeCurrentTask { $0?.cancel() } }
                        Issue.record("all rows were seen")
                    }
                }
            }
            await expectCancellation { try await task.value }
            #expect(bench.statements.last == "ROLLBACK")
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["b"])
        },
        Promise("a stream whose query fails throws before its closure runs or while rows are fetched") { site in
            let bench = try await site.bench(connections: 1)
            let line: UInt = #line + 2
            let error = await failure(.statementFailed) {
                try await bench.database.withRows("SELECT * FROM nowhere") { rows in for try await _ in rows {} }
            }
            #expect(error?.place?.line == line)
            try await bench.database.add("a")
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a stream opens its block as any statement does") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { inner in
                    try await inner.withRows("SELECT \(1) AS one") { rows in
                        for try await row in rows { #expect(try row.get("one", as: Int.self) == 1) }
                    }
                }
            }
            let placeholder = site.dialect == .sqlite ? "?" : "$1"
            let inner = ["SAVEPOINT txkit_1", "SELECT \(placeholder) AS one", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin] + inner + ["COMMIT"])
        },
    ]
}

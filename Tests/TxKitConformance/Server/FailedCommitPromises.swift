import Testing
import TxKit

extension Promise {
    private static let orphan = "INSERT INTO children (id, parent_id) VALUES (1, 99)"

    /// What follows a COMMIT that failed: SQLite leaves the transaction open.
    private static func afterFailedCommit(_ site: any ConformanceSite) -> [String] {
        switch site.dialect {
        case .sqlite: ["ROLLBACK"]
        case .postgresql: []
        }
    }

    private static func children(_ bench: Bench) async throws -> Int? {
        try await bench.witness.scalar("SELECT count(*) FROM children", as: Int.self)
    }

    static let failedCommits = [
        Promise("a deferred constraint that fails at COMMIT fails the block, and nothing is kept") { site in
            let bench = try await site.bench(connections: 1)
            let log = Log()
            let line: UInt = #line + 2
            let error = await failure(.commitFailed) {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit { log.note("commit") }
                    transaction.afterRollback { log.note("rollback") }
                    try await transaction.add("a")
                    try await transaction.execute(SQLStatement(raw: orphan))
                }
            }
            #expect(error?.databaseCause?.code == .foreignKeyViolation)
            #expect(error?.statement == "COMMIT")
            #expect(error?.place?.line == line)
            #expect(bench.statements == [bench.begin, adding("a"), orphan, "COMMIT"] + afterFailedCommit(site))
            #expect(log.entries == ["rollback"])
            #expect(try await bench.committed() == [])
            #expect(try await children(bench) == 0)
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(bench.database.connectionCounts.open == 1)
            #expect(try await bench.committed() == ["b"])
        },
        Promise("a deferred constraint is not checked at the end of a nested block") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { outer in
                _ = try await outer.withTransaction { try await $0.execute(SQLStatement(raw: orphan)) }
                try await outer.execute("INSERT INTO parents (id) VALUES (99)")
            }
            #expect(try await children(bench) == 1)
        },
        Promise("a statement whose deferred constraint fails outside of a block leaves nothing") { site in
            let bench = try await site.bench(connections: 1)
            await failure(.foreignKeyViolation) { try await bench.database.execute(SQLStatement(raw: orphan)) }
            try await bench.database.withTransaction { try await $0.add("a") }
            #expect(try await children(bench) == 0)
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a list whose deferred constraint fails leaves nothing, and the connection is fit for use") { site in
            let bench = try await site.bench(connections: 1)
            await failure {
                try await bench.database.execute([SQLStatement(raw: adding("a")), SQLStatement(raw: orphan)])
            }
            #expect(bench.statements == [bench.begin, adding("a"), orphan, "COMMIT"] + afterFailedCommit(site))
            await failure(.commitFailed) { try await bench.database.executeScript("\(adding("a")); \(orphan)") }
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(try await bench.committed() == ["b"])
        },
        Promise("a deferred constraint that fails in a block marked for rollback is no error") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { transaction in
                try await transaction.execute(SQLStatement(raw: orphan))
                transaction.markForRollback()
            }
            #expect(bench.statements == [bench.begin, orphan, "ROLLBACK"])
        },
    ]
}

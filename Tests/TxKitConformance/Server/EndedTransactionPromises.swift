import Testing
import TxKit

extension Promise {
    static let endedTransactions = [
        Promise("a transaction that the engine ended in the middle of a block is not taken for an open one") { site in
            guard site.dialect == .sqlite else { return }
            let bench = try await site.bench(connections: 1)
            let log = Log()
            let killing: SQLStatement = "INSERT OR ROLLBACK INTO items (name) VALUES ('a')"
            let line: UInt = #line + 5
            let error = await failure(.transactionEndedByServer) {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit { log.note("hook") }
                    try await transaction.add("a")
                    await failure(.uniqueViolation) { try await transaction.execute(killing) }
                    for _ in 1...2 {
                        let error = await failure(.transactionEndedByServer) { try await transaction.add("b") }
                        #expect(error?.databaseCause?.statement == killing.text(.sqlite))
                    }
                    await failure(.transactionEndedByServer) { try await transaction.withTransaction { _ in } }
                }
            }
            #expect(error?.databaseCause?.code == .uniqueViolation)
            #expect(error?.databaseCause?.place?.line == line)
            #expect(bench.statements == [bench.begin, adding("a"), killing.text(.sqlite)])
            #expect(log.entries == [])
            try await bench.database.withTransaction { try await $0.add("c") }
            #expect(try await bench.committed() == ["c"])
        },
        Promise("a transaction that the engine ended inside a nested block has ended for each block") { site in
            guard site.dialect == .sqlite else { return }
            let bench = try await site.bench(connections: 1)
            await failure(.transactionEndedByServer) {
                try await bench.database.withTransaction { outer in
                    try await outer.add("a")
                    await failure(.transactionEndedByServer) {
                        try await outer.withTransaction { inner in
                            try await inner.add("b")
                            await failure {
                                try await inner.execute("INSERT OR ROLLBACK INTO items (name) VALUES ('a')")
                            }
                        }
                    }
                    await failure(.transactionEndedByServer) { try await outer.add("c") }
                }
            }
            try await bench.database.add("d")
            #expect(try await bench.committed() == ["d"])
        },
        Promise("an error that leaves a block whose transaction the engine ended arrives unchanged") { site in
            guard site.dialect == .sqlite else { return }
            let bench = try await site.bench(connections: 1)
            await failure(.uniqueViolation) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    try await transaction.execute("INSERT OR ROLLBACK INTO items (name) VALUES ('a')")
                }
            }
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(bench.statements.suffix(3) == [bench.begin, adding("b"), "COMMIT"])
        },
        Promise("a read-only block whose transaction the engine ended leaves a connection that can write") { site in
            guard site.dialect == .sqlite else { return }
            let bench = try await site.bench(connections: 1)
            try await bench.database.add("a")
            await failure(.transactionEndedByServer) {
                try await bench.database.withTransaction(options: .init(readOnly: true)) { transaction in
                    _ = try await transaction.countItems()
                    try await transaction.execute("PRAGMA query_only = 0")
                    await failure { try await transaction.execute("INSERT OR ROLLBACK INTO items (name) VALUES ('a')") }
                }
            }
            #expect(bench.statements.last == "PRAGMA query_only = 0")
            try await bench.database.add("b")
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("a connection that breaks in a block ends the block, and is not used again") { site in
            guard site.dialect == .postgresql else { return }
            let bench = try await site.bench(connections: 1)
            let log = Log()
            await failure(.connectionLost) {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit { log.note("commit") }
                    transaction.afterRollback { log.note("rollback") }
                    try await transaction.add("a")
                    await failure { try await transaction.query("SELECT pg_terminate_backend(pg_backend_pid())") }
                    await failure(.connectionLost) { try await transaction.add("b") }
                }
            }
            #expect(log.entries == ["rollback"])
            try await bench.database.withTransaction { try await $0.add("c") }
            #expect(try await bench.committed() == ["c"])
        },
    ]
}

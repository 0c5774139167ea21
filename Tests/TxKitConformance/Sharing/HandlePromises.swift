import Testing
import TxKit

/// A function that takes whatever can run statements.
private func addTwice(_ name: String, through executor: some DatabaseExecutor) async throws {
    try await executor.add("\(name) 1")
    try await executor.withTransaction { try await $0.add("\(name) 2") }
}

extension Promise {
    static let handles = [
        Promise("calls through the database inside a block are inside the block") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { _ in
                    try await addTwice("a", through: bench.database)
                    try await bench.database.withConnection { try await addTwice("b", through: $0) }
                    throw Mishap()
                }
            }
            let nested = ["a", "b"].flatMap {
                [adding("\($0) 1"), "SAVEPOINT txkit_1", adding("\($0) 2"), "RELEASE txkit_1"]
            }
            #expect(bench.statements == [bench.begin] + nested + ["ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("calls through the database in a detached task are not inside the block") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                let seen = try await Task.detached { try await bench.database.countItems() }.value
                #expect(seen == 0)
                #expect(try await transaction.countItems() == 1)
            }
            #expect(Set(bench.journal.statementEvents.map(\.session)).count == 2)
        },
        Promise("calls through a block's handle in a detached task are inside the block") { site in
            let bench = try await site.bench()
            await failure {
                try await bench.database.withTransaction { transaction in
                    try await Task.detached { try await addTwice("a", through: transaction) }.value
                    throw Mishap()
                }
            }
            let nested = ["SAVEPOINT txkit_1", adding("a 2"), "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a 1")] + nested + ["ROLLBACK"])
        },
        Promise("a connection lent is one and the same for all calls inside its closure") { site in
            let bench = try await site.bench()
            try await bench.database.withConnection { connection in
                try await connection.execute("CREATE TEMPORARY TABLE notes (note TEXT)")
                try await bench.database.execute("INSERT INTO notes VALUES ('a')")
                async let child: Void = { _ = try await bench.database.execute("INSERT INTO notes VALUES ('b')") }()
                try await child
                #expect(try await connection.scalar("SELECT count(*) FROM notes", as: Int.self) == 2)
                try await connection.execute("DROP TABLE notes")
            }
            #expect(bench.database.connectionCounts.open == 1)
        },
        Promise("a block of one database does not hold calls through another") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                #expect(!bench.witness.isInTransaction)
                #expect(try await bench.witness.countItems() == 0)
            }
            #expect(try await bench.witness.countItems() == 1)
        },
        Promise("a function for any executor does the same through each handle") { site in
            let bench = try await site.bench()
            try await addTwice("a", through: bench.database)
            try await bench.database.withConnection { try await addTwice("b", through: $0) }
            try await bench.database.withTransaction { try await addTwice("c", through: $0) }
            let alone = ["a", "b"].flatMap { [adding("\($0) 1"), bench.begin, adding("\($0) 2"), "COMMIT"] }
            let nested = ["SAVEPOINT txkit_1", adding("c 2"), "RELEASE txkit_1"]
            #expect(bench.statements == alone + [bench.begin, adding("c 1")] + nested + ["COMMIT"])
        },
    ]
}

import Testing
import TxKit

extension Promise {
    static let failingHooks = [
        Promise("a hook that fails stops no other hook, and the commit stands") { site in
            let bench = try await site.bench()
            let log = Log()
            let (first, third) = (Mishap(), Mishap())
            let line: UInt = #line + 4
            let error = await failure {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    transaction.afterCommit {
                        log.note("1")
                        throw first
                    }
                    transaction.afterCommit { log.note("2") }
                    transaction.afterCommit {
                        log.note("3")
                        throw third
                    }
                    transaction.afterCommit { log.note("4") }
                }
            }
            let failures = error as? HookFailures
            #expect(log.entries == ["1", "2", "3", "4"])
            #expect(failures?.hooksRun == 4)
            #expect(failures?.failures.map { $0.error as? Mishap }.elementsEqual([first, third], by: ===) == true)
            #expect(failures?.failures.map(\.place.line) == [line, line + 5])
            #expect(failures?.description.contains("has committed") == true)
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a failed hook of a hook's own block is that hook's failure") { site in
            let bench = try await site.bench(connections: 1)
            let mishap = Mishap()
            let error = await failure {
                try await bench.database.withTransaction { transaction in
                    transaction.afterCommit {
                        try await bench.database.withTransaction { own in
                            try await own.add("b")
                            own.afterCommit { throw mishap }
                        }
                    }
                    try await transaction.add("a")
                }
            }
            let inner = (error as? HookFailures)?.failures.first?.error as? HookFailures
            #expect(inner?.failures.first?.error as? Mishap === mishap)
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("hooks that fail do not make the block run again") { site in
            let bench = try await site.bench()
            let log = Log()
            let error = await failure {
                try await bench.database.withTransaction(options: .init(retry: .onConflict(attempts: 3))) {
                    transaction in
                    log.note("attempt")
                    transaction.afterCommit { throw DatabaseError(.serializationFailure, "from elsewhere") }
                    try await transaction.add("a")
                }
            }
            #expect(error is HookFailures)
            #expect(log.entries == ["attempt"])
        },
        Promise("the connection is fit for use after a hook has failed") { site in
            let bench = try await site.bench(connections: 1)
            await failure {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    transaction.afterCommit { throw Mishap() }
                }
            }
            try await bench.database.withTransaction { try await $0.add("b") }
            #expect(bench.database.connectionCounts.idle == 1)
            #expect(try await bench.committed() == ["a", "b"])
        },
    ]
}

import Testing
import TxKit

extension Promise {
    static let outermostBlocks = [
        Promise("an outermost block that returns is committed") { site in
            let bench = try await site.bench()
            let result = try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                return 7
            }
            #expect(result == 7)
            #expect(bench.statements == [bench.begin, adding("a"), "COMMIT"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("an outermost block that throws is rolled back, and its error arrives unchanged") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    throw mishap
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a block without statements sends nothing") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            try await bench.database.withTransaction { _ in }
            await expectFailure(mishap) { try await bench.database.withTransaction { _ in throw mishap } }
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { _ in }
                try await outer.withTransaction(.join) { _ in }
                await expectFailure(mishap) { try await outer.withTransaction { _ in throw mishap } }
            }
            #expect(bench.statements == [])
        },
        Promise("BEGIN is sent with the first statement of a block") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                #expect(bench.statements == [])
                try await transaction.add("a")
                #expect(bench.statements == [bench.begin, adding("a")])
                try await transaction.add("b")
                #expect(bench.statements == [bench.begin, adding("a"), adding("b")])
            }
            #expect(bench.statements.last == "COMMIT")
        },
        Promise("a statement outside of any block commits by itself") { site in
            let bench = try await site.bench()
            try await bench.database.add("a")
            await failure(.notNullViolation) { try await bench.database.fail() }
            try await bench.database.add("b")
            #expect(bench.statements == [adding("a"), failing, adding("b")])
            #expect(try await bench.committed() == ["a", "b"])
        },
        Promise("nobody else sees a block's work before it has ended") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                #expect(try await transaction.countItems() == 1)
                #expect(try await bench.committed() == [])
            }
            #expect(try await bench.committed() == ["a"])
        },
        Promise("blocks one after the other are transactions of their own") { site in
            let bench = try await site.bench(connections: 1)
            try await bench.database.withTransaction { try await $0.add("a") }
            await failure {
                try await bench.database.withTransaction {
                    try await $0.add("b")
                    throw Mishap()
                }
            }
            try await bench.database.withTransaction { try await $0.add("c") }
            let first = [bench.begin, adding("a"), "COMMIT", bench.begin, adding("b"), "ROLLBACK"]
            #expect(bench.statements == first + [bench.begin, adding("c"), "COMMIT"])
            #expect(try await bench.committed() == ["a", "c"])
        },
        Promise("a block's closure keeps the isolation of its caller") { site in
            let bench = try await site.bench()
            let counter = Counter()
            #expect(try await counter.addInBlock(bench.database) == 2)
            #expect(try await bench.committed() == ["a"])
        },
    ]
}

/// State that only its own closures may touch.
private actor Counter {
    private var count = 0

    func addInBlock(_ database: Database) async throws -> Int {
        try await database.withTransaction { transaction in
            count += 1
            try await transaction.add("a")
            assertIsolated()
            try await transaction.withTransaction { _ in
                assertIsolated()
                count += 1
            }
        }
        return count
    }
}

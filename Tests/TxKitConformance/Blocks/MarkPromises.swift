import Testing
import TxKit

extension Promise {
    static let markedBlocks = [
        Promise("an outermost block marked for rollback is rolled back without an error") { site in
            let bench = try await site.bench()
            let result = try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                transaction.markForRollback()
                try await transaction.add("b")
                return "result"
            }
            #expect(result == "result")
            #expect(bench.statements == [bench.begin, adding("a"), adding("b"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("a nested block marked for rollback is rolled back alone, without an error") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                let result = try await outer.withTransaction { inner in
                    try await inner.add("b")
                    inner.markForRollback()
                    return 5
                }
                #expect(result == 5)
            }
            let inner = ["SAVEPOINT txkit_1", adding("b"), "ROLLBACK TO txkit_1", "RELEASE txkit_1"]
            #expect(bench.statements == [bench.begin, adding("a")] + inner + ["COMMIT"])
            #expect(try await bench.committed() == ["a"])
        },
        Promise("a joined block marked for rollback marks the block it is part of, without an error") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.add("a")
                try await outer.withTransaction(.join) { $0.markForRollback() }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
        Promise("an outer block marked inside a nested one is rolled back with all in it") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { outer in
                try await outer.withTransaction { inner in
                    outer.markForRollback()
                    try await inner.add("a")
                }
            }
            #expect(
                bench.statements == [bench.begin, "SAVEPOINT txkit_1", adding("a"), "RELEASE txkit_1", "ROLLBACK"]
            )
            #expect(try await bench.committed() == [])
        },
        Promise("a marked block that throws rethrows its error unchanged") { site in
            let bench = try await site.bench()
            let mishap = Mishap()
            await expectFailure(mishap) {
                try await bench.database.withTransaction { transaction in
                    try await transaction.add("a")
                    transaction.markForRollback()
                    throw mishap
                }
            }
            #expect(bench.statements == [bench.begin, adding("a"), "ROLLBACK"])
        },
        Promise("a marked block in which a statement failed throws nothing") { site in
            let bench = try await site.bench()
            try await bench.database.withTransaction { transaction in
                try await transaction.add("a")
                await failure(.notNullViolation) { try await transaction.fail() }
                transaction.markForRollback()
            }
            #expect(bench.statements == [bench.begin, adding("a"), failing, "ROLLBACK"])
            #expect(try await bench.committed() == [])
        },
    ]
}
